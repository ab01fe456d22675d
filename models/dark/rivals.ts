import type { Market } from "../../data/market/market.ts";
import { rivalsSeen } from "./evidence/sites.ts";

/**
 * How rivals' sales are known: at accounts; from totals of areas alone, which say how much but not who buys it; or not at
 * all. Only where they are known at accounts are rivals brands that agents choose.
 */
export type RivalsKnown = "accounts" | "totals" | "none";

/** How the market knows its rivals' sales. */
export function rivalsKnown(market: Market): RivalsKnown {
  if (rivalsSeen(market)) return "accounts";
  return market.areaSales.brand.some(brand => brand > 0) ? "totals" : "none";
}
