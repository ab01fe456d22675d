import type { Market } from "./market.ts";

/** First day after history, days since 1970-01-01. */
export function historyEnd({ periodStart, period }: Pick<Market, "periodStart" | "period">): number {
  const last = periodStart[periodStart.length - 1]!;
  if (period === "week") return last + 7;
  const date = new Date(last * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 86_400_000;
}

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
