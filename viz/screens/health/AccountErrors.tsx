import type { AccountsRecord } from "../../../app/api/salesRecord.ts";
import { decimal, percent, shortMoney } from "../../../core/figures.ts";
import { formatCount, formatUnit } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  accounts: AccountsRecord;
  currency: string;
}

/** What was expected of accounts one by one, beside repeating last year. */
export function AccountErrors({ accounts, currency }: Props) {
  const { t, language } = useWords();
  const { sites, wape, wape_last_year: repeated, coverage90, deciles, repurchase } = accounts;
  const money = (value: number) => shortMoney(value, currency, language);
  return (
    <section className="card surface" data-testid="account-errors">
      <h2>
        {t("sales.accounts")}
        <span className="hint">{t("sales.accounts.hint", { sites: formatCount(sites, language) })}</span>
      </h2>
      <p className="health-verdict">
        {t(wape <= repeated ? "sales.accounts.better" : "sales.accounts.worse", {
          error: percent(wape, language),
          repeated: percent(repeated, language),
          ratio: formatUnit(wape / repeated, language),
        })}
      </p>
      {coverage90 !== null && (
        <p className="remark">{t("sales.accounts.inside", { held: percent(coverage90, language) })}</p>
      )}
      {repurchase && (
        <p className="remark">
          {t("sales.accounts.chance", {
            brier: decimal(repurchase.brier, 3, language),
            silence: decimal(repurchase.brier_by_silence, 3, language),
          })}
        </p>
      )}
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("sales.tenth")}</th>
              {(["expected", "came", "ratio"] as const).map(name => (
                <th key={name} scope="col" className="figure">
                  {t(`sales.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {deciles.map(({ expected, actual }, d) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a tenth is its place
              <tr key={d}>
                <th scope="row">{d + 1}</th>
                <td className="figure">{money(expected)}</td>
                <td className="figure">{money(actual)}</td>
                <td className="figure">{actual > 0 ? formatUnit(expected / actual, language) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
