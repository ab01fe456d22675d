import type { Market } from "../../data/market/market.ts";
import { type RivalsKnown, rivalsKnown } from "../../models/dark/rivals.ts";
import type { MetricName } from "../../twin/metrics.ts";

/** Figures of a course that are not told, and why. */
export interface Withheld {
  readonly metrics: readonly MetricName[];
  readonly reason: string;
}

/** Figures of a course that rest on what rivals sell. */
const RIVAL_METRICS = [
  "market_amount",
  "market_amount_known",
  "own_share",
  "orders",
] as const satisfies readonly MetricName[];

const REASONS: Readonly<Record<Exclude<RivalsKnown, "accounts">, string>> = {
  totals:
    "rivals' sales are known from totals of areas alone: no agent buys from rivals, so a course has no market and no own share",
  none: "rivals' sales are nowhere in the input: a course has no market and no own share",
};

/** What is not told of any course of a market; null where all is. */
export function withheldOf(market: Market): Withheld | null {
  const known = rivalsKnown(market);
  return known === "accounts" ? null : { metrics: RIVAL_METRICS, reason: REASONS[known] };
}
