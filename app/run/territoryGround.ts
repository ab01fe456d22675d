import type { Market } from "../../data/market/market.ts";
import type { Demand } from "../../territory/ground/demand.ts";
import { type Ground, groundFrom } from "../../territory/ground/ground.ts";
import { type GroundQuestion, questionOf } from "../../territory/ground/question.ts";
import { travelOf } from "../../territory/travel/ofMarket.ts";
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

/** The same of a state that is open. @param loaded its market, where somebody has that already */
export async function groundOf(built: BuiltMarket, loaded?: Market): Promise<TerritoryGround> {
  const [market, wallets, slots, roads] = await Promise.all([
    loaded ?? marketOf(built),
    walletTable(built),
    loadSlots(built),
    travelOf(built.dir),
  ]);
  const ground = groundFrom(market, groundWeights(market, { wallets, slots }, roads.settings), roads);
  return { ...ground, districting: demand => questionOf(ground, demand) };
}
