import type { Market } from "../data/market/market.ts";
import { pickRows } from "../data/tables/rows.ts";
import type { DarkSituation } from "../models/dark/draw/posterior.ts";
import { pickSightings } from "./cut/keepAccounts.ts";

const NO_ROWS = new Int32Array(0);

/** The same market with less evidence: without its area totals, its other lists, or both. */
export function withEvidence(market: Market, situation: DarkSituation): Market {
  const panel = situation === "panel" || situation === "panel+list";
  const list = situation === "list" || situation === "panel+list";
  return {
    ...market,
    hash: `${market.hash}-evidence:${situation}`,
    areaSales: panel ? market.areaSales : pickRows(market.areaSales, NO_ROWS),
    sightings: list ? market.sightings : pickSightings(market.sightings, NO_ROWS),
  };
}
