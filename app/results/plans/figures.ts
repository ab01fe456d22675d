import type { Figures } from "../../../territory/measures/figures.ts";
import { MEASURES, type MeasureName } from "../../../territory/measures/list.ts";
import type { PlanMeasures } from "../../../territory/measures/measurePlan.ts";

/** By territory and of the plan; null where the input cannot tell. */
export interface ToldSide {
  readonly territories: (number | null)[];
  readonly plan: number | null;
}

/** One measure with its 5% and 95% points where it is estimated. */
export interface ToldFigures extends ToldSide {
  readonly interval: { readonly p05: ToldSide; readonly p95: ToldSide } | null;
}

/** Measures as people are told them: amounts in major units of the currency, null where the input cannot tell. */
export function toldFigures({ figures }: PlanMeasures, minorUnits: number): Record<MeasureName, ToldFigures> {
  const told = MEASURES.map(({ name, unit }) => {
    const scale = unit === "currency_a_year" ? minorUnits : 1;
    const value = (of: number) => (Number.isFinite(of) ? of / scale : null);
    const side = ({ territories, plan }: Omit<Figures, "interval">): ToldSide => ({
      territories: Array.from(territories, value),
      plan: value(plan),
    });
    const { interval } = figures[name];
    const points = interval ? { p05: side(interval.p05), p95: side(interval.p95) } : null;
    return [name, { ...side(figures[name]), interval: points }] as const;
  });
  // Object.fromEntries does not know that each name is there.
  return Object.fromEntries(told) as Record<MeasureName, ToldFigures>;
}
