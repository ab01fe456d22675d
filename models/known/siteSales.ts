import { yearPeriods } from "../../core/period.ts";
import { quantileSorted } from "../../core/stats.ts";
import { learnedAmounts } from "../../data/market/learnedAmounts.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import { firstPeriods } from "./purchases.ts";

/**
 * What each site bought of each brand around an origin; a site has one record, that of its current account. Amounts in
 * minor units, returns taken off, single huge rows cut (`data/market/learnedAmounts`); [account × brand].
 */
export interface SiteSales {
  /** Periods before the origin. */
  readonly periods: number;
  readonly brands: number;
  readonly lastYear: Float64Array;
  /** The same with each row at most three times the median row of the cell: without bulk orders. */
  readonly lastYearUsual: Float64Array;
  readonly yearBefore: Float64Array;
  readonly lastHalf: Float64Array;
  readonly lastQuarter: Float64Array;
  /** The year after the origin, as far as history goes. */
  readonly nextYear: Float64Array;
  /** Periods since the last purchase; -1: none yet. */
  readonly silence: Int32Array;
  /** Periods with a purchase in the last year. */
  readonly active: Int32Array;
}

/** One pass over the sales. */
export function siteSales(market: Market, periods: number): SiteSales {
  const { accounts, brands, sales } = market;
  const year = yearPeriods(market.period);
  const cells = accounts.count * brands.length;
  const current = currentAccounts(accounts.successor);
  const amounts = () => new Float64Array(cells);
  const [lastYear, yearBefore, lastHalf, lastQuarter, nextYear] = [1, 2, 3, 4, 5].map(amounts);
  const silence = new Int32Array(cells).fill(-1);
  const active = new Int32Array(cells);
  const isFirst = firstOfPeriod(current);
  const bought = learnedAmounts(market);
  for (let row = 0; row < sales.count; row++) {
    const age = periods - sales.period[row];
    const at = current[sales.account[row]] * brands.length + sales.brand[row];
    const amount = bought[row];
    if (age <= 0) {
      if (age > -year) nextYear[at] += amount;
      continue;
    }
    if (amount > 0) {
      silence[at] = silence[at] < 0 ? age - 1 : Math.min(silence[at], age - 1);
      if (age <= year && isFirst(sales.account[row], at * year + age - 1)) active[at]++;
    }
    if (age <= year) lastYear[at] += amount;
    else if (age <= 2 * year) yearBefore[at] += amount;
    if (age <= year / 2) lastHalf[at] += amount;
    if (age <= year / 4) lastQuarter[at] += amount;
  }
  return {
    periods,
    brands: brands.length,
    lastYear,
    lastYearUsual: usualAmounts(cells, order => {
      for (let row = 0; row < sales.count; row++) {
        const age = periods - sales.period[row];
        if (age > 0 && age <= year && sales.amount[row] > 0)
          order(current[sales.account[row]] * brands.length + sales.brand[row], sales.amount[row]);
      }
    }),
    yearBefore,
    lastHalf,
    lastQuarter,
    nextYear,
    silence,
    active,
  };
}

/**
 * Tells of each purchase of a site whether it is the first one seen in its cell and period: one that changes its number may
 * buy under both for a while.
 */
function firstOfPeriod(current: Int32Array): (account: number, cellPeriod: number) => boolean {
  const followed = new Uint8Array(current.length);
  current.forEach((now, i) => {
    if (now !== i) followed[now] = 1;
  });
  const seen = new Set<number>();
  return (account, cellPeriod) => {
    if (followed[current[account]] === 0) return true;
    const before = seen.size;
    return seen.add(cellPeriod).size > before;
  };
}

/** An order above so many times the median one counts as that. */
const BULK = 3;

/**
 * Sums of the orders of each cell, bulk orders cut.
 * @param each calls back with each order's cell and amount
 */
function usualAmounts(
  cells: number,
  each: (order: (cell: number, amount: number) => void) => void,
): Float64Array {
  const start = new Int32Array(cells + 1);
  each(cell => {
    start[cell + 1]++;
  });
  for (let cell = 0; cell < cells; cell++) start[cell + 1] += start[cell];
  const next = start.slice();
  const amounts = new Float64Array(start[cells]);
  each((cell, amount) => {
    amounts[next[cell]++] = amount;
  });
  return Float64Array.from({ length: cells }, (_, cell) => {
    const own = amounts.subarray(start[cell], start[cell + 1]).sort();
    const most = own.length > 0 ? BULK * quantileSorted(own, 0.5) : 0;
    return own.reduce((sum, amount) => sum + Math.min(amount, most), 0);
  });
}

/**
 * From which period on each site would have been on a list of known accounts: from its opening or first purchase. Without a
 * date of opening it was always there, unless the list of accounts was made from sales: then nobody knew of it before it
 * bought. `periods` of history for numbers that another has followed.
 */
export function listedSince(market: Market): Int32Array {
  const { accounts, sales } = market;
  const periods = market.periodStart.length;
  const current = currentAccounts(accounts.successor);
  const firstBuy = new Int32Array(accounts.count).fill(periods);
  for (let row = 0; row < sales.count; row++) {
    const i = current[sales.account[row]];
    if (sales.amount[row] > 0) firstBuy[i] = Math.min(firstBuy[i], sales.period[row]);
  }
  const fromSales = firstBuy.every((t, i) => current[i] !== i || t < periods);
  return firstPeriods(market, current).map((t, i) =>
    fromSales && Number.isNaN(accounts.opened[i]) ? firstBuy[i] : t,
  );
}
