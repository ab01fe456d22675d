import type { MeasureName, PlanMeasured } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useWords } from "../../i18n/useWords.ts";
import { formatChangeOf, formatMeasure, titleOf } from "./figures.ts";

/** What a whole plan is judged by, in the order in which people ask. */
const TOTALS = ["moved_accounts", "moved_amount", "travel", "parts", "polsby_popper", "vacant"] as const;

interface Props {
  market: MarketInfo;
  measured: PlanMeasured;
  today: PlanMeasured;
}

/** The plan as a whole, and what it changes against today's. */
export function PlanTotals({ market, measured, today }: Props) {
  const { t, language } = useWords();
  const told = (measure: MeasureName, value: number | null) =>
    formatMeasure(measure, value, market.currency, language);
  const value = ({ figures }: PlanMeasured, measure: MeasureName) => figures[measure]?.plan ?? null;
  const share = value(measured, "moved_share");
  return (
    <table className="plan-totals" aria-label={t("plans.totals")} data-testid="totals">
      <tbody>
        {TOTALS.filter(measure => value(measured, measure) !== null).map(measure => {
          const [now, before] = [value(measured, measure), value(today, measure)];
          const change = now === null || before === null ? null : now - before;
          return (
            <tr key={measure} data-measure={measure}>
              <th scope="row">
                {titleOf(measure, language)}
                <span className="small">{t(`plans.u.${measure}`, { span: t(`span.${market.period}`) })}</span>
              </th>
              <td className="figure">
                {told(measure, now)}
                {measure === "moved_amount" && share !== null && (
                  <span className="small"> ({told("moved_share", share)})</span>
                )}
              </td>
              <td className="figure small">
                {measure.startsWith("moved")
                  ? ""
                  : formatChangeOf(measure, change, market.currency, language)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
