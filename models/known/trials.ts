import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import { type BuyingPeriods, boughtWithin, buyingPeriods, buyingState } from "../lifecycle/buyingPeriods.ts";
import type { SiteState, Trial } from "../lifecycle/repurchase.ts";
import { firstPeriods } from "./purchases.ts";

/** Sites by current account. */
export interface SiteBook {
  readonly periods: number;
  readonly year: number;
  readonly own: BuyingPeriods;
  readonly any: BuyingPeriods;
  /** First period in which a site was seen; `periods` for accounts that another has followed. */
  readonly first: Int32Array;
  /** Whether every site bought something: the list of accounts was then made from sales. */
  readonly fromSales: boolean;
}

export function siteBook(market: Market): SiteBook {
  const any = buyingPeriods(market, "any");
  const { successor } = market.accounts;
  return {
    periods: market.periodStart.length,
    year: yearPeriods(market.period),
    any,
    own: market.brands.length > 1 ? buyingPeriods(market, "own") : any,
    first: firstPeriods(market, currentAccounts(successor)),
    fromSales: successor.every((next, i) => next >= 0 || any.start[i + 1] > any.start[i]),
  };
}

/** Origins one and two years before a later one, with half a year before them. */
export function originsBefore(origin: number, year: number): number[] {
  return [origin - year, origin - 2 * year].filter(earlier => earlier >= year / 2);
}

/** An account's state after `periods` periods, in weeks. */
export function stateAt(
  { year, first }: SiteBook,
  bought: BuyingPeriods,
  account: number,
  periods: number,
): SiteState {
  const { silence, frequency } = buyingState(bought, account, periods, year);
  const weeks = 52 / year;
  return frequency > 0
    ? { silence: silence * weeks, frequency }
    : { silence: Math.max(0, periods - first[account]) * weeks, frequency: 0 };
}

/** The sites that were there and open at an origin. */
export function sitesAt({ accounts, periodStart }: Market, sites: SiteBook, origin: number): Int32Array {
  const there = (i: number): boolean => {
    if (sites.first[i] >= origin || accounts.closed[i] <= periodStart[origin]) return false;
    // Known only because it bought later: nobody would have listed it as a prospect then.
    return !(sites.fromSales && Number.isNaN(accounts.opened[i]) && firstBuy(sites.any, i) >= origin);
  };
  return Int32Array.from(accounts.ids.keys()).filter(there);
}

/** The sites that were there and open at an origin, and whether they bought within the year after it. */
export function trialsAt(
  market: Market,
  sites: SiteBook,
  origin: number,
): { readonly own: Trial[]; readonly any: Trial[] } {
  const trials = (of: "own" | "any"): Trial[] =>
    Array.from(sitesAt(market, sites, origin), i => ({
      ...stateAt(sites, sites[of], i, origin),
      bought: boughtWithin(sites[of], i, origin, origin + sites.year),
    }));
  return { own: trials("own"), any: trials("any") };
}

function firstBuy({ start, period }: BuyingPeriods, account: number): number {
  return start[account] < start[account + 1] ? period[start[account]] : Number.POSITIVE_INFINITY;
}
