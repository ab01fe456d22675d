import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";

/** Where history is cut for a backtest of the forecast. */
export interface Origins {
  /** Periods to hide after each origin; fewer than asked for where history is short. */
  readonly holdout: number;
  /** Numbers of periods seen, ascending. */
  readonly origins: readonly number[];
}

/**
 * Origins as late as can be: the last one hides the last `holdout` periods, each earlier one the `holdout` before, closer
 * together where history does not reach back so far. At least two years are always seen: the twin learns its seasons from
 * them, and the seasonal naive forecast its errors. Null where history is not even a period longer than that.
 */
export function chooseOrigins(
  market: Pick<Market, "period" | "periodStart">,
  holdout: number,
  count: number,
): Origins | null {
  const least = leastSeen(market);
  const periods = market.periodStart.length;
  if (periods <= least) return null;
  const hidden = Math.min(holdout, periods - least);
  const room = periods - hidden - least;
  const origins = Math.min(count, room + 1);
  const step = origins > 1 ? Math.min(hidden, Math.floor(room / (origins - 1))) : 0;
  return {
    holdout: hidden,
    origins: Array.from({ length: origins }, (_, k) => periods - hidden - (origins - 1 - k) * step),
  };
}

/** Periods that must be seen: two years. */
export function leastSeen({ period }: Pick<Market, "period">): number {
  return 2 * yearPeriods(period);
}
