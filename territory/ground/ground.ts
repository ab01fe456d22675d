import type { Market } from "../../data/market/market.ts";
import { type Plan, today } from "../plan/plan.ts";
import type { TravelMatrix } from "../travel/matrix.ts";
import { type TravelSettings, USUAL_TRAVEL } from "../travel/minutes.ts";
import { namedAccounts } from "../units/named.ts";
import type { UnitKind } from "../units/units.ts";
import { type PlacedUnits, unitsOf } from "../units/unitsOf.ts";
import type { Weights } from "../units/weights.ts";

/** How ways on the road are told. */
export interface Roads {
  readonly settings: TravelSettings;
  /** Minutes that a file tells; null: there is none. */
  readonly matrix: TravelMatrix | null;
}

/** What questions are asked of, and plans are measured on. */
export interface Ground {
  readonly market: Market;
  readonly today: Plan;
  readonly weights: Weights;
  readonly roads: Roads;
  /** The market in units of a kind, without the accounts that today's plan gives by name; made once. */
  units(kind: UnitKind): PlacedUnits;
}

const NO_FILE: Roads = { settings: USUAL_TRAVEL, matrix: null };

/** The ground of a market with its weights. */
export function groundFrom(market: Market, weights: Weights, roads: Roads = NO_FILE): Ground {
  const plan = today(market);
  const made = new Map<UnitKind, PlacedUnits>();
  return {
    market,
    today: plan,
    weights,
    roads,
    units(kind) {
      const units = made.get(kind) ?? unitsOf(kind, market, namedAccounts(plan), weights);
      made.set(kind, units);
      return units;
    },
  };
}
