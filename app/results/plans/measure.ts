import type { Ground } from "../../../territory/ground/ground.ts";
import type { Figures } from "../../../territory/measures/figures.ts";
import { MEASURES, type MeasureName } from "../../../territory/measures/list.ts";
import { measurePlan } from "../../../territory/measures/measurePlan.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import type { UnitKind } from "../../../territory/units/units.ts";

/** A figure with its 5% and 95% points where it is estimated; null: the input cannot tell. Amounts in the currency. */
export interface Measured {
  readonly value: number | null;
  readonly p05?: number | null;
  readonly p95?: number | null;
}

/** A plan's measures as `plan measure` and the API tell them. */
export interface MeasureAnswer {
  readonly plan: string;
  readonly currency: string;
  /** The units in which its shape was judged. */
  readonly by: UnitKind;
  readonly measures: typeof MEASURES;
  readonly figures: Readonly<Record<MeasureName, Measured>>;
  readonly territories: readonly MeasuredTerritory[];
}

export interface MeasuredTerritory {
  readonly territory_id: string;
  readonly name: string;
  readonly rep_id: string | null;
  /** Without those that are told of plans alone. */
  readonly figures: Readonly<Partial<Record<MeasureName, Measured>>>;
}

/** Measures a plan of the ground's market. */
export function measureAnswer(name: string, plan: Plan, ground: Ground): MeasureAnswer {
  const { currency, minorUnits } = ground.market;
  const { kind, figures } = measurePlan(ground, plan);
  const scaled = (value: number, of: (typeof MEASURES)[number]) => {
    const shown = of.unit === "currency_a_year" ? value / minorUnits : value;
    return Number.isFinite(shown) ? shown : null;
  };
  const tell = (of: (typeof MEASURES)[number], pick: (figures: Omit<Figures, "interval">) => number) => {
    const { interval, ...mean } = figures[of.name];
    const told = { value: scaled(pick(mean), of) };
    if (!interval) return told;
    return { ...told, p05: scaled(pick(interval.p05), of), p95: scaled(pick(interval.p95), of) };
  };
  return {
    plan: name,
    currency,
    by: kind,
    measures: MEASURES,
    figures: Object.fromEntries(MEASURES.map(of => [of.name, tell(of, f => f.plan)])) as Record<
      MeasureName,
      Measured
    >,
    territories: plan.territories.map(({ id, name, repId }, t) => ({
      territory_id: id,
      name,
      rep_id: repId,
      figures: Object.fromEntries(
        MEASURES.filter(measure => measure.of === "both").map(of => [
          of.name,
          tell(of, f => f.territories[t]!),
        ]),
      ),
    })),
  };
}
