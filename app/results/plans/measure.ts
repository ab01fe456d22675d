import type { Ground } from "../../../territory/ground/ground.ts";
import { MEASURES, type MeasureName } from "../../../territory/measures/list.ts";
import { measurePlan } from "../../../territory/measures/measurePlan.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import type { UnitKind } from "../../../territory/units/units.ts";
import { type ToldSide, toldFigures } from "./figures.ts";

/** A figure with its 5% and 95% points where it is estimated; null: the input cannot tell. Amounts in the currency. */
export interface Measured {
  readonly value: number | null;
  readonly p05?: number | null;
  readonly p95?: number | null;
}

/** A plan's measures as `plan measure` tells them. */
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
  const measures = measurePlan(ground, plan);
  const told = toldFigures(measures, minorUnits);
  const tell = (of: MeasureName, pick: (side: ToldSide) => number | null): Measured => {
    const { interval } = told[of];
    const value = pick(told[of]);
    return interval ? { value, p05: pick(interval.p05), p95: pick(interval.p95) } : { value };
  };
  const ofPlan = MEASURES.map(of => [of.name, tell(of.name, side => side.plan)] as const);
  const byTerritory = MEASURES.filter(measure => measure.of === "both");
  return {
    plan: name,
    currency,
    by: measures.kind,
    measures: MEASURES,
    figures: Object.fromEntries(ofPlan) as Record<MeasureName, Measured>,
    territories: plan.territories.map(({ id, name, repId }, t) => ({
      territory_id: id,
      name,
      rep_id: repId,
      figures: Object.fromEntries(
        byTerritory.map(of => [of.name, tell(of.name, side => side.territories[t]!)]),
      ),
    })),
  };
}
