import type { PlanMeasured } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent, shortMoney } from "../../../core/figures.ts";
import { formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";

/** What the plan would change for customers. */
export function Moved({ market, moved }: { market: MarketInfo; moved: PlanMeasured["moved"] }) {
  const { t, language } = useWords();
  return (
    <dl className="measures moved" aria-label={t("plans.moved")} data-testid="moved">
      <div>
        <dt className="small">{t("plans.moved.accounts")}</dt>
        <dd>{formatWhole(moved.accounts, language)}</dd>
      </div>
      <div>
        <dt className="small">{t("plans.moved.amount")}</dt>
        <dd>
          {shortMoney(moved.own_amount, market.currency, language)}
          <span className="small">
            {moved.share === null
              ? t("plans.moved.none")
              : t("plans.moved.share", {
                  share: percent(moved.share, language, 1),
                  span: t(`span.${market.period}`),
                })}
          </span>
        </dd>
      </div>
    </dl>
  );
}
