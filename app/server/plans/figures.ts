import type { Figures } from "../../../territory/measures/figures.ts";
import { MEASURES } from "../../../territory/measures/list.ts";
import type { PlanMeasures } from "../../../territory/measures/measurePlan.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import type { PlanFigures, PlanTerritory } from "../../api/plans.ts";

export function territoriesOf({ territories }: Plan): PlanTerritory[] {
  return territories.map(({ id, name, repId }) => ({ id, name, rep_id: repId }));
}

/** The figures as the API tells them: amounts in major units, null where the input cannot tell. */
export function figuresOf({ figures }: PlanMeasures, minorUnits: number): Record<string, PlanFigures> {
  return Object.fromEntries(
    MEASURES.map(({ name, unit }) => {
      const scale = unit === "currency_a_year" ? minorUnits : 1;
      return [name, told(figures[name], scale)];
    }),
  );
}

function told({ territories, plan, interval }: Figures, scale: number): PlanFigures {
  const value = (of: number) => (Number.isFinite(of) ? of / scale : null);
  const side = (of: Omit<Figures, "interval">) => ({
    territories: Array.from(of.territories, value),
    plan: value(of.plan),
  });
  const interval90 = interval ? { p05: side(interval.p05), p95: side(interval.p95) } : null;
  return { ...side({ territories, plan }), interval: interval90 };
}
