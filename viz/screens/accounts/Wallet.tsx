import type { AccountDetail, Estimate } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent, shortMoney } from "../../../core/figures.ts";
import { formatEstimate } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  market: MarketInfo;
  account: AccountDetail;
  wallet: Estimate;
}

/** The wallet as a bar: own, rivals', and what is left of it; a whisker over where it may end. */
export function Wallet({ market, account, wallet }: Props) {
  const { t, language } = useWords();
  const amount = (value: number) => shortMoney(value, market.currency, language);
  const estimate = (value: Estimate) => formatEstimate(value, market.currency, language);
  const own = Math.max(account.own_amount, 0);
  const rivals = Math.max(account.rival_amount ?? 0, 0);
  const end = Math.max(wallet.mean, wallet.p95 ?? 0, own + rivals, 1);
  const part = (value: number) => `${(100 * value) / end}%`;
  const headroom = account.headroom;
  const beyond = Math.max(Math.round(100 * (wallet.mean - own - rivals)) / 100, 0);
  return (
    <section className="card surface wallet" data-testid="wallet">
      <h2>
        {t("account.wallet")}
        <span className="hint">{t("account.wallet.hint", { span: t(`span.${market.period}`) })}</span>
      </h2>
      <p className="wallet-figure figure">{estimate(wallet)}</p>
      <div
        className="wallet-bar"
        role="img"
        aria-label={t("account.wallet.label", {
          wallet: estimate(wallet),
          own: amount(own),
          headroom: headroom ? estimate(headroom) : "–",
        })}
      >
        <span className="wallet-own" style={{ width: part(own) }} />
        <span className="wallet-rivals" style={{ width: part(rivals) }} />
        <span className="wallet-rest" style={{ width: part(beyond) }} />
        {wallet.p05 !== null && wallet.p95 !== null && (
          <span
            className="wallet-whisker"
            style={{ left: part(wallet.p05), width: part(wallet.p95 - wallet.p05) }}
          />
        )}
      </div>
      <p className="account-key small figure">
        <span className="key-own">
          {t("account.wallet.own", { amount: amount(own) })}
          {account.share_of_wallet !== null &&
            `, ${t("account.wallet.ofWallet", { share: percent(account.share_of_wallet, language, 0) })}`}
        </span>
        {account.rival_amount !== null && (
          <span className="key-rival">{t("account.wallet.rivals", { amount: amount(rivals) })}</span>
        )}
        {beyond > 0 && (
          <span className="key-rest">{t("account.wallet.beyond", { amount: amount(beyond) })}</span>
        )}
      </p>
      {headroom && <p className="figure">{t("account.wallet.headroom", { amount: estimate(headroom) })}</p>}
      {account.headroom_expected !== null && (
        <p className="figure">
          {t("account.wallet.expected", { amount: amount(account.headroom_expected) })}
        </p>
      )}
    </section>
  );
}
