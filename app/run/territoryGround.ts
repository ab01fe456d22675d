import type { Market } from "../../data/market/market.ts";
import type { Demand } from "../../territory/ground/demand.ts";
import { type Ground, type GroundQuestion, questionOf, type Roads } from "../../territory/ground/question.ts";
import { today } from "../../territory/plan/plan.ts";
import { USUAL_TRAVEL } from "../../territory/travel/minutes.ts";
import { namedAccounts } from "../../territory/units/named.ts";
import type { UnitKind } from "../../territory/units/units.ts";
import { type PlacedUnits, unitsOf } from "../../territory/units/unitsOf.ts";
import type { Weights } from "../../territory/units/weights.ts";
import { walletTable } from "../results/wallet.ts";
import { loadSlots } from "../stages/slotsFile.ts";
import { type BuiltMarket, openBuilt } from "../state/builtMarket.ts";
import { marketOf } from "../state/database.ts";
import { groundWeights } from "./groundWeights.ts";

/** What plans of a built market stand on. */
export interface TerritoryGround extends Ground {
  /** @throws InputError for a demand that is wrong in itself; whether it can be met is the search's to say */
  districting(demand: Demand): GroundQuestion;
}

/**
 * The ground of a market folder, from the state that was built last.
 * @throws InputError when the market is not built; EnvironmentError when files of the state are damaged
 */
export async function territoryGround(dir: string): Promise<TerritoryGround> {
  return groundOf(await openBuilt(dir));
}

/** The same of a state that is open. */
export async function groundOf(built: BuiltMarket): Promise<TerritoryGround> {
  const [market, wallets, slots] = await Promise.all([marketOf(built), walletTable(built), loadSlots(built)]);
  return groundFrom(market, groundWeights(market, { wallets, slots }));
}

const NO_FILE: Roads = { settings: USUAL_TRAVEL, matrix: null };

/** The ground of a market with its weights. */
export function groundFrom(market: Market, weights: Weights, roads: Roads = NO_FILE): TerritoryGround {
  const plan = today(market);
  const made = new Map<UnitKind, PlacedUnits>();
  const ground: Ground = {
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
  return { ...ground, districting: demand => questionOf(ground, demand) };
}
