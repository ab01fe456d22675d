import { periodEnd, yearPeriods } from "../../core/period.ts";
import type { Market } from "./market.ts";

/**
 * Periods of a group of accounts whose sales of one side (own brand, rivals) are unknown: they are missing from the
 * files, not zero. 1: unknown. [period × group]
 */
export interface AbsentSales {
  readonly own: Uint8Array;
  readonly rivals: Uint8Array;
}

/**
 * When an empty stretch is missing: orders that would have been there if it were not (by chance e⁻⁷ and e⁻¹⁴), and the
 * most of the other periods that may be empty too. Trucks pass a single territory by for one week now and then.
 */
const MARKET = { orders: 7, empty: 0.2, weeks: 1 };
const GROUP = { orders: 14, empty: 0.02, weeks: 2 };

/**
 * Tells what is missing from what was not sold. A stretch of periods without an order counts as missing where enough
 * orders were to be expected in it and few of the other periods are empty; not where the same weeks of another year are
 * empty too (a market that rests), nor where `calendar` has a closure or stock-out of everybody: that is how one says
 * "truly zero". What ends for good is missing only where it ends for the whole market at once.
 * @param groupOf [account of the market] group
 */
export function absentSales(market: Market, groupOf: ArrayLike<number>, groups: number): AbsentSales {
  const everything = absentPeriods(market);
  const side = (own: boolean): Uint8Array => {
    const orders = countOrders(market, groupOf, groups, brand => own === (brand === 0));
    const idle = idlePeriods(market, own);
    const whole = missing(rowSums(orders, groups), idle, market, MARKET);
    const absent = new Uint8Array(orders.length);
    for (let g = 0; g < groups; g++) {
      const alone = missing(column(orders, g, groups), idle, market, GROUP);
      for (let t = 0; t < whole.length; t++) absent[t * groups + g] = whole[t] | alone[t] | everything[t];
    }
    return absent;
  };
  return { own: side(true), rivals: side(false) };
}

/** Periods for which the files hold nothing of anybody though they should; 1: unknown. [period] */
export function absentPeriods(market: Market): Uint8Array {
  const orders = countOrders(market, new Int32Array(market.accounts.count), 1, () => true);
  return missing(orders, idlePeriods(market, null), market, MARKET);
}

/** Orders, an account's purchases of some brands in a period, by [period × group]. */
function countOrders(
  { sales, periodStart }: Market,
  groupOf: ArrayLike<number>,
  groups: number,
  counts: (brand: number) => boolean,
): Int32Array {
  const orders = new Int32Array(periodStart.length * groups);
  let [account, period] = [-1, -1];
  for (let i = 0; i < sales.count; i++) {
    if (!counts(sales.brand[i]) || (sales.account[i] === account && sales.period[i] === period)) continue;
    account = sales.account[i];
    period = sales.period[i];
    orders[period * groups + groupOf[account]]++;
  }
  return orders;
}

/** Periods in which the calendar closes the whole market of a side, or leaves it without goods (null: of both). */
function idlePeriods({ calendar, periodStart, period }: Market, own: boolean | null): Uint8Array {
  const idle = new Uint8Array(periodStart.length);
  for (const { kind, area, brand, start, end } of calendar) {
    const everybody = area < 0 && (brand < 0 || (own !== null && own === (brand === 0)));
    if ((kind !== "closure" && kind !== "stockout") || !everybody) continue;
    for (let t = 0; t < idle.length; t++)
      if (start <= periodEnd(periodStart[t], period) && end >= periodStart[t]) idle[t] = 1;
  }
  return idle;
}

/** Marks the stretches without orders that are missing. */
function missing(orders: Int32Array, idle: Uint8Array, { period }: Market, limit: typeof MARKET): Uint8Array {
  const absent = new Uint8Array(orders.length);
  const first = orders.findIndex(count => count > 0);
  const last = orders.findLastIndex(count => count > 0);
  const total = orders.reduce((sum, count) => sum + count, 0);
  const empty = orders.reduce((sum, count, t) => sum + (count === 0 && t > first && t < last ? 1 : 0), 0);
  const year = yearPeriods(period);
  const rests = (t: number): boolean =>
    [t - year, t + year].some(u => [u - 1, u, u + 1].some(v => v > first && v < last && orders[v] === 0));
  for (let from = 0, to = 0; from < (first < 0 ? 0 : orders.length); from = to + 1) {
    for (to = from; to < orders.length && orders[to] === 0; ) to++;
    const inside = from > first && to <= last ? to - from : 0;
    const others = last - first + 1 - inside;
    const usual = (to - from) * total >= limit.orders * others && empty - inside <= limit.empty * others;
    const long = period === "month" || to - from >= limit.weeks;
    if (!usual || !long || (to === orders.length && limit !== MARKET)) continue;
    for (let t = from; t < to; t++) absent[t] = idle[t] === 1 || rests(t) ? 0 : 1;
  }
  return absent;
}

/** One column of a [period × column] table. */
function column(table: Int32Array, c: number, columns: number): Int32Array {
  return Int32Array.from({ length: table.length / columns }, (_, t) => table[t * columns + c]);
}

function rowSums(table: Int32Array, columns: number): Int32Array {
  const sums = new Int32Array(table.length / columns);
  for (let i = 0; i < table.length; i++) sums[Math.floor(i / columns)] += table[i];
  return sums;
}
