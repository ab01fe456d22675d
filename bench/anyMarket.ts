import { openMarket } from "../app/state/database.ts";
import { dayNumber, periodEnd } from "../core/period.ts";
import { loadMarket } from "../data/loadMarket.ts";
import type { Market } from "../data/market/market.ts";
import { leastSeen } from "../proof/sales/origins.ts";

/** The market of a built folder, or of the database that an ingest wrote (`.duckdb`). */
export function anyMarket(path: string): Promise<Market> {
  return path.endsWith(".duckdb") ? loadMarket(path) : openMarket(path);
}

/**
 * Periods that are over by the end of a day.
 * @throws RangeError unless they are two years and something comes after
 */
export function periodsUntil(market: Market, day: string): number {
  const { period, periodStart } = market;
  const last = dayNumber(day);
  const seen = periodStart.filter(start => periodEnd(start, period) <= last).length;
  const least = leastSeen(market);
  if (seen >= least && seen < periodStart.length) return seen;
  throw new RangeError(
    `origin ${day} knows ${seen} of ${periodStart.length} periods; expected at least ${least}, and one more to score`,
  );
}
