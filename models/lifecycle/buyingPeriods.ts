import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import type { History } from "./law.ts";

/**
 * The periods in which each site bought, ascending and once each; [start[i], start[i + 1]) are those of account i. A site
 * that goes on under another account number has one record, that of its current account, as in `purchaseRecord`.
 */
export interface BuyingPeriods {
  readonly start: Int32Array;
  readonly period: Int32Array;
}

/** Periods with a purchase of the own brand, or of any. Returns are no purchases. */
export function buyingPeriods(market: Market, of: "own" | "any"): BuyingPeriods {
  const { accounts, sales } = market;
  const current = currentAccounts(accounts.successor);
  const bought = (i: number): boolean => sales.amount[i] > 0 && (of === "any" || sales.brand[i] === 0);
  const room = new Int32Array(accounts.count + 1);
  for (let i = 0; i < sales.count; i++) if (bought(i)) room[current[sales.account[i]] + 1]++;
  for (let i = 0; i < accounts.count; i++) room[i + 1] += room[i];
  const rows = new Int32Array(room[accounts.count]);
  const filled = room.slice();
  for (let i = 0; i < sales.count; i++)
    if (bought(i)) rows[filled[current[sales.account[i]]]++] = sales.period[i];
  return distinct(room, rows);
}

/** Each account's periods in order and once; those of a site with several numbers come mixed. */
function distinct(room: Int32Array, rows: Int32Array): BuyingPeriods {
  const start = new Int32Array(room.length);
  let kept = 0;
  for (let i = 0; i + 1 < room.length; i++) {
    const own = rows.subarray(room[i], room[i + 1]).sort();
    own.forEach((t, k) => {
      if (k === 0 || t !== own[k - 1]) rows[kept++] = t;
    });
    start[i + 1] = kept;
  }
  return { start, period: rows.slice(0, kept) };
}

/** What an account's purchases look like after the first `periods` periods of history. */
export interface BuyingState {
  /** Periods since the last purchase (0: it bought in the last one); -1: it never bought. */
  readonly silence: number;
  /** Periods with a purchase in the year that ends with the last one: silence does not change it. */
  readonly frequency: number;
}

/** @param year periods of a year */
export function buyingState(
  { start, period }: BuyingPeriods,
  account: number,
  periods: number,
  year: number,
): BuyingState {
  let last = start[account + 1] - 1;
  while (last >= start[account] && period[last] >= periods) last--;
  if (last < start[account]) return { silence: -1, frequency: 0 };
  let first = last;
  while (first > start[account] && period[first - 1] > period[last] - year) first--;
  return { silence: periods - 1 - period[last], frequency: last - first + 1 };
}

/** Whether an account bought in the periods [from, to). */
export function boughtWithin(
  { start, period }: BuyingPeriods,
  account: number,
  from: number,
  to: number,
): boolean {
  for (let k = start[account + 1] - 1; k >= start[account] && period[k] >= from; k--)
    if (period[k] < to) return true;
  return false;
}

/**
 * An account's history after the first `periods` periods, in stretches of `length` periods counted back from there; a stretch
 * with purchases counts as one purchase. Of an account that has bought by then.
 */
export function historyOf(
  { start, period }: BuyingPeriods,
  account: number,
  periods: number,
  length: number,
): History {
  let stretches = 0;
  let [first, last] = [0, 0];
  for (let k = start[account]; k < start[account + 1] && period[k] < periods; k++) {
    const age = Math.floor((periods - 1 - period[k]) / length);
    if (stretches === 0) first = age;
    else if (age === last) continue;
    last = age;
    stretches++;
  }
  return { repeats: stretches - 1, recency: first - last, age: first };
}
