import type { PlanMeasured, PlanUnits } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import type { TableMeasure } from "./balance.ts";
import { formatMeasure, titleOf } from "./figures.ts";
import type { UnitHover } from "./PlanMap.tsx";

interface Props {
  market: MarketInfo;
  units: PlanUnits;
  measured: PlanMeasured;
  today: PlanMeasured;
  locked: boolean;
  measure: TableMeasure;
  hover: UnitHover;
}

/** The card beside the pointer: a unit, whose it is, and what that territory has. */
export function UnitTip({ market, units, measured, today, locked, measure, hover: { unit, x, y } }: Props) {
  const { t, language } = useWords();
  const owner = measured.territories[measured.territory[unit]!];
  const value = measured.figures[measure]?.territories[measured.territory[unit]!] ?? null;
  const was = today.territories[today.territory[unit]!];
  return (
    <div className="tip surface" style={{ left: x + 14, top: y + 14, width: 236 }}>
      <div className="tip-place" translate="no">
        {units.names[unit]}
      </div>
      <div className="tip-owner" translate={owner ? "no" : undefined}>
        {owner?.name ?? t("plans.tip.nobody")}
      </div>
      {owner && (
        <div className="small figure">
          {titleOf(measure, language)}: {formatMeasure(measure, value, market.currency, language)},{" "}
          {t(`plans.u.${measure}`, { span: t(`span.${market.period}`) })}
        </div>
      )}
      {was?.id !== owner?.id && (
        <div className="small">
          <Sentence text={t("plans.tip.was", { territory: was ? named(was.name) : t("plans.tip.nobody") })} />
        </div>
      )}
      {locked && <div className="small">{t("plans.tip.locked")}</div>}
    </div>
  );
}
