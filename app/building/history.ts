import type { Market } from "../../data/market.ts";
import { yearPeriods } from "./calendarDay.ts";

/** Sums over the known accounts and a window of history, in minor currency units. */
export interface Amounts {
  readonly byBrand: Float64Array;
  readonly own: number;
  /** Null: the input has no rivals' sales. */
  readonly rivals: number | null;
}

/** Amounts of periods [from, to) of history. */
export function amountsBetween(market: Market, from: number, to: number): Amounts {
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
  return { last: amountsBetween(market, Math.max(0, end - year), end), before };
}

/** Days since 1970-01-01 of the last day of history. */
export function lastDay(market: Market): number {
  const start = market.periodStart.at(-1);
  if (start === undefined) throw new Error(`market ${market.name} has no periods`);
  if (market.period === "week") return start + 6;
  const date = new Date(start * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / 86_400_000;
}

/** Sites with an account that is open at the end of history, and has no successor there. */
export function knownSites(market: Market): number {
  const end = lastDay(market);
  const { count, site, opened, closed, successor } = market.accounts;
  const open = new Set<number>();
  for (let i = 0; i < count; i++) {
    if (!(opened[i]! > end) && !(closed[i]! <= end) && successor[i]! < 0) open.add(site[i]!);
  }
  return open.size;
}
