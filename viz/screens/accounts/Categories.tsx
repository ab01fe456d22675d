import type { AccountDetail } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { shortMoney } from "../../../core/figures.ts";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  market: MarketInfo;
  categories: NonNullable<AccountDetail["categories"]>;
}

/** What it bought by category, own and rivals', the largest first. */
export function Categories({ market, categories }: Props) {
  const { t, language } = useWords();
  const span = t(`span.${market.period}`);
  const all = ({ own, rivals, wallet }: Props["categories"][number]) =>
    Math.max(wallet ?? 0, Math.max(own, 0) + Math.max(rivals ?? 0, 0));
  const largest = Math.max(...categories.map(all), 1);
  const amount = (value: number) => shortMoney(value, market.currency, language);
  return (
    <section className="card surface">
      <h2>
        {t("account.categories")}
        <span className="hint">{t("account.categories.hint", { span })}</span>
      </h2>
      {categories.length === 0 && <p className="small">{t("account.categories.none", { span })}</p>}
      <ul className="categories">
        {categories.map(({ category, own, rivals, wallet }) => (
          <li key={category}>
            <span translate="no">{category}</span>
            <span className="figure">
              <span className="own-ink">{amount(own)}</span>
              {rivals !== null && <span className="rival-ink">{amount(rivals)}</span>}
              {wallet !== null && (
                <span className="wallet-ink">
                  {t("account.categories.wallet", { amount: amount(wallet) })}
                </span>
              )}
            </span>
            <span className="split-bar" aria-hidden="true">
              <span className="wallet-own" style={{ width: `${(100 * Math.max(own, 0)) / largest}%` }} />
              <span
                className="wallet-rivals"
                style={{ width: `${(100 * Math.max(rivals ?? 0, 0)) / largest}%` }}
              />
              <span
                className="wallet-rest"
                style={{
                  width: `${(100 * Math.max((wallet ?? 0) - Math.max(own, 0) - Math.max(rivals ?? 0, 0), 0)) / largest}%`,
                }}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
