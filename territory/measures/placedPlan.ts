import { cellToString } from "../../core/hexgrid.ts";
import type { Ground } from "../ground/ground.ts";
import { unitTerritories } from "../ground/today.ts";
import type { Plan } from "../plan/plan.ts";
import type { UnitKind } from "../units/units.ts";
import type { PlacedUnits } from "../units/unitsOf.ts";

/** A plan on its ground: the territory of all that there is; -1: nobody's. */
export interface PlacedPlan {
  readonly ground: Ground;
  readonly plan: Plan;
  /** Territories of the plan. */
  readonly count: number;
  readonly ofAccount: Int32Array;
  readonly ofDark: Int32Array;
  /** The units in which its shape is judged. */
  readonly placed: PlacedUnits;
  readonly ofUnit: Int32Array;
}

export function placePlan(ground: Ground, plan: Plan): PlacedPlan {
  const { market, weights } = ground;
  const placed = ground.units(shapeKind(plan, market.areas.length));
  return {
    ground,
    plan,
    count: plan.territories.length,
    ofAccount: plan.territory,
    ofDark: Int32Array.from(weights.dark.h3, (cell, p) =>
      plan.place(cellToString(cell), weights.dark.area[p]!),
    ),
    placed,
    ofUnit: unitTerritories(market, placed, plan, weights.accounts.amount),
  };
}

/** The finest places that a plan speaks of: cells where a row names one, else areas; a plan of accounts alone is judged by them. */
function shapeKind({ steps }: Plan, areas: number): UnitKind {
  const rows = steps.flat();
  if (rows.some(({ cell }) => cell !== null)) return "cell";
  if (rows.some(({ area }) => area !== null)) return "area";
  if (rows.length > 0) return "account";
  return areas > 0 ? "area" : "cell";
}

/** By territory, true: neither an account nor a place belongs to it, or it is the house, which nobody works. */
export function closedTerritories({ ground, count, ofAccount, ofUnit }: PlacedPlan): boolean[] {
  const held = new Set([...ofAccount, ...ofUnit]);
  return Array.from({ length: count }, (_, t) => !held.has(t) || t === ground.market.plan.house);
}
