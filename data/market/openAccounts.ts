import { historyEnd } from "../../core/period.ts";
import type { Market } from "./market.ts";

/**
 * 1 for accounts that are open at the end of history by the dates given, under their own number: opened by then, not closed
 * by then (`closed` is the first day on which it is no customer any more), and not followed by another at their site.
 */
export function openAccounts(market: Pick<Market, "periodStart" | "period" | "accounts">): Uint8Array {
  const { opened, closed, successor, count } = market.accounts;
  const end = historyEnd(market);
  return Uint8Array.from({ length: count }, (_, i) =>
    !(opened[i]! >= end) && !(closed[i]! < end) && successor[i]! < 0 ? 1 : 0,
  );
}
