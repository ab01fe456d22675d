import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";

/** Part of a mean account's year, spread as the market's sales, that every account gets on top: one order is no taste. */
const PRIOR_YEARS = 0.1;

/**
 * How much of the range each account buys: the effective number of categories, e^H of its shares (Hill number of order 1),
 * over the number of categories there are. Of the last year at the end of history, of the year before at a date within the
 * last year; NaN at earlier dates, without categories, and for accounts that bought nothing.
 */
export function categoryBreadth(market: Market, end: number): Float64Array {
  const { categorySales: rows, categories, accounts, period } = market;
  const breadth = new Float64Array(accounts.count).fill(Number.NaN);
  const year = yearSeen(end, market.periodStart.length, yearPeriods(period));
  if (year < 0 || categories.length < 2 || rows.count === 0) return breadth;
  const current = currentAccounts(accounts.successor);
  const width = categories.length;
  const amount = new Float64Array(accounts.count * width);
  const mix = new Float64Array(width);
  for (let row = 0; row < rows.count; row++) {
    if (rows.year[row] !== year || rows.category[row] < 0 || rows.amount[row] <= 0) continue;
    amount[current[rows.account[row]] * width + rows.category[row]] += rows.amount[row];
    mix[rows.category[row]] += rows.amount[row];
  }
  const buyers = countBuyers(amount, width);
  if (buyers === 0) return breadth;
  const prior = mix.map(v => (PRIOR_YEARS * v) / buyers);
  return breadth.map((_, i) => {
    const own = amount.subarray(i * width, (i + 1) * width);
    return own.some(v => v > 0) ? effectiveNumber(own.map((v, c) => v + prior[c])) / width : Number.NaN;
  });
}

/** Which year of the category sales lies before `end`: 0 the last, 1 the one before, -1 neither. */
function yearSeen(end: number, periods: number, year: number): number {
  if (end === periods) return 0;
  return end >= periods - year ? 1 : -1;
}

function countBuyers(amount: Float64Array, width: number): number {
  let buyers = 0;
  for (let at = 0; at < amount.length; at += width)
    if (amount.subarray(at, at + width).some(v => v > 0)) buyers++;
  return buyers;
}

/** e^H of the shares. */
function effectiveNumber(amounts: Float64Array): number {
  const total = amounts.reduce((a, b) => a + b, 0);
  return Math.exp(-amounts.reduce((sum, v) => (v > 0 ? sum + (v / total) * Math.log(v / total) : sum), 0));
}
