import { yearPeriods } from "../../../core/period.ts";
import type { Market } from "../../../data/market/market.ts";
import { boughtWithin, buyingPeriods, buyingState } from "../../../models/lifecycle/buyingPeriods.ts";

/** Three years and more of silence are one. */
const QUARTERS = 12;

/**
 * Who buys again by silence alone: the share of sites that bought the own brand within a year, counted a year before the end
 * of history by quarters since their last own purchase.
 * @returns the share for a number of periods of silence; half of a quarter of which no site was seen
 */
export function sharesBySilence(known: Market): (silence: number) => number {
  const year = yearPeriods(known.period);
  const origin = known.periodStart.length - year;
  const own = buyingPeriods(known, "own");
  const quarterOf = (silence: number): number => Math.min(QUARTERS, Math.floor((4 * silence) / year));
  const bought = new Float64Array(QUARTERS + 1);
  const sites = new Float64Array(QUARTERS + 1);
  for (let i = 0; i < known.accounts.count; i++) {
    const { silence } = buyingState(own, i, origin, year);
    if (silence < 0) continue;
    sites[quarterOf(silence)]++;
    if (boughtWithin(own, i, origin, origin + year)) bought[quarterOf(silence)]++;
  }
  return silence => (bought[quarterOf(silence)] + 0.5) / (sites[quarterOf(silence)] + 1);
}
