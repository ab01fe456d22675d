import type { Note } from "../../core/note.ts";
import type { Market } from "../../data/market/market.ts";
import { rivalsKnown } from "../../models/dark/rivals.ts";
import type { MetricName } from "../../twin/metrics.ts";
import { withheldNote } from "./notes.ts";

/** Figures of a course that are not told, and why. */
export interface Withheld {
  readonly metrics: readonly MetricName[];
  readonly reason: Note;
}

/** Figures of a course that rest on what rivals sell. */
const RIVAL_METRICS = [
  "market_amount",
  "market_amount_known",
  "own_share",
  "orders",
] as const satisfies readonly MetricName[];

/** What is not told of any course of a market; null where all is. */
export function withheldOf(market: Market): Withheld | null {
  const known = rivalsKnown(market);
  return known === "accounts" ? null : { metrics: RIVAL_METRICS, reason: withheldNote(`withheld.${known}`) };
}
