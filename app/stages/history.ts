import { historyEnd, lastYearFrom, yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";

/** Sums over the known accounts and a window of history, in minor currency units. */
export interface Amounts {
  readonly byBrand: Float64Array;
  readonly own: number;
  /** Null: the input has no rivals' sales. */
  readonly rivals: number | null;
}

/** Amounts of periods [from, to) of history. */
function amountsBetween(market: Market, from: number, to: number): Amounts {
  const { period, brand, amount, count } = market.sales;
  const byBrand = new Float64Array(market.brands.length);
  for (let row = 0; row < count; row++) {
    if (period[row]! >= from && period[row]! < to) byBrand[brand[row]!]! += amount[row]!;
  }
  const own = byBrand[0] ?? 0;
  const all = byBrand.reduce((sum, value) => sum + value, 0);
  return { byBrand, own, rivals: brand.some(b => b > 0) ? all - own : null };
}

/** Amounts of the last 52 weeks (12 months), and of the year before (null when history is shorter). */
export function lastYears(market: Market): { readonly last: Amounts; readonly before: Amounts | null } {
  const end = market.periodStart.length;
  const year = yearPeriods(market.period);
  const before = end >= 2 * year ? amountsBetween(market, end - 2 * year, end - year) : null;
  return { last: amountsBetween(market, lastYearFrom(market), end), before };
}

/** Days since 1970-01-01 of the last day of history. */
export function lastDay(market: Market): number {
  return historyEnd(market) - 1;
}

/** Sites with an account that is open at the end of history, and has no successor there. */
export function knownSites(market: Market): number {
  const { site } = market.accounts;
  const open = openAccounts(market);
  return new Set(site.filter((_, i) => open[i] === 1)).size;
}
