import type { AccountDetail } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent, shortMoney } from "../../../core/figures.ts";
import { formatChance, formatEstimate } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  market: MarketInfo;
  account: AccountDetail;
}

/** What it bought, and what the twin expects of it. */
export function AccountFigures({ market, account }: Props) {
  const { t, language } = useWords();
  const span = t(`span.${market.period}`);
  const amount = (value: number | null) =>
    value === null ? null : shortMoney(value, market.currency, language);
  const { own_amount: own, rival_amount: rivals, expected_amount_52w: expected } = account;
  const all = rivals === null ? 0 : own + rivals;
  const figures = [
    [t("account.own", { span }), amount(own)],
    [t("account.rivals", { span }), amount(rivals)],
    [t("account.share"), all > 0 ? percent(own / all, language) : null],
    [
      t("account.alive", { span }),
      account.p_alive === null ? t("account.neverBought") : formatChance(account.p_alive, language),
    ],
    [
      t("account.expected", { span }),
      expected && (expected.mean === 0 ? amount(0) : formatEstimate(expected, market.currency, language)),
    ],
  ] as const;
  return (
    <dl className="account-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt className="small">{label}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
