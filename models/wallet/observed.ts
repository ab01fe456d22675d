import { lastYearFrom, periodAt, yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { currentAccounts } from "../../data/market/sites.ts";

/** What accounts bought, as wallets are learned from it. Minor units; in the market's account order. */
export interface Observed {
  /** Whether rivals' sales at accounts are in the input: then `amount` is of all brands, else of the own one only. */
  readonly allBrands: boolean;
  /** Own amount of the account over the last 52 periods, as it stands in the input. */
  readonly own: Float64Array;
  /** The same of all brands that are seen: what it verifiably bought. */
  readonly bought: Float64Array;
  /**
   * Amount of the account's site over the last 52 periods, scaled to a full year where it is younger; never below
   * zero. A site's earlier accounts count for the one that goes on.
   */
  readonly amount: Float64Array;
  /** The own brand's part of `amount`. */
  readonly ownYearly: Float64Array;
  /**
   * What is learned: what the account buys of rivals in a year where that is seen, else what it buys of us. Never below
   * zero; NaN where the account is too young.
   */
  readonly outcome: Float64Array;
  /** Own and rivals' amounts of the two years before, most recent first; NaN where it was not there yet. */
  readonly before: readonly { readonly own: Float64Array; readonly rivals: Float64Array }[];
  /** 1: open at the end of history, so that it has a wallet. */
  readonly open: Uint8Array;
  /** 1: open, and there for a quarter of a year at least, so that others learn from it. */
  readonly teaches: Uint8Array;
  /** Periods from its first to the end of history. */
  readonly age: Float64Array;
}

/** Least part of a year that is scaled to a full one. */
const LEAST_EXPOSURE = 0.25;

/** Reads the amounts that wallets are learned from. */
export function observedAmounts(market: Market): Observed {
  const n = market.accounts.count;
  const year = yearPeriods(market.period);
  const end = market.periodStart.length;
  const allBrands = rivalsSeen(market, lastYearFrom(market));
  const current = currentAccounts(market.accounts.successor);
  const first = firstPeriods(market, current);
  const own = new Float64Array(n);
  const bought = new Float64Array(n);
  const sums = [0, 1, 2].map(() => new Float64Array(n));
  const ownSums = [0, 1, 2].map(() => new Float64Array(n));
  const { sales } = market;
  for (let row = 0; row < sales.count; row++) {
    const ago = Math.floor((end - 1 - sales.period[row]) / year);
    if (ago > 2) continue;
    const isOwn = sales.brand[row] === 0;
    if (isOwn && ago === 0) own[sales.account[row]] += sales.amount[row];
    if (ago === 0) bought[sales.account[row]] += sales.amount[row];
    const site = current[sales.account[row]];
    if (isOwn || allBrands) sums[ago][site] += sales.amount[row];
    if (isOwn) ownSums[ago][site] += sales.amount[row];
  }
  const age = first.map(period => end - period);
  const open = openAccounts(market);
  const exposure = (ago: number, i: number): number => Math.min(1, (age[i] - ago * year) / year);
  const yearly = (sum: Float64Array, ago: number): Float64Array =>
    sum.map((amount, i) => {
      const part = exposure(ago, i);
      return part >= LEAST_EXPOSURE ? Math.max(0, amount) / part : Number.NaN;
    });
  const own3 = ownSums.map(yearly);
  const rivals3 = sums.map(yearly).map((all, ago) => all.map((sum, i) => Math.max(0, sum - own3[ago][i])));
  const ownYearly = own3[0];
  const amount = rivals3[0].map((rivals, i) => rivals + ownYearly[i]);
  const outcome = allBrands ? rivals3[0] : ownYearly;
  const teaches = open.map((is, i) => (is === 1 && !Number.isNaN(amount[i]) ? 1 : 0));
  const before = [1, 2].map(ago => ({ own: own3[ago], rivals: rivals3[ago] }));
  return { allBrands, own, bought, amount, ownYearly, outcome, before, open, teaches, age };
}

function rivalsSeen({ sales }: Market, from: number): boolean {
  for (let row = 0; row < sales.count; row++) {
    if (sales.brand[row] > 0 && sales.amount[row] > 0 && sales.period[row] >= from) return true;
  }
  return false;
}

/**
 * The first period of each site: when its first account opened or, where no date is given, its first sale if that
 * came more than a quarter of a year into history; else it was there before.
 */
function firstPeriods(market: Market, current: Int32Array): Float64Array {
  const { accounts, sales, periodStart } = market;
  const n = accounts.count;
  const firstSale = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < sales.count; row++) {
    const account = sales.account[row];
    firstSale[account] = Math.min(firstSale[account], sales.period[row]);
  }
  const first = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    const dated = !Number.isNaN(accounts.opened[i]);
    const sold = firstSale[i] > yearPeriods(market.period) / 4 && firstSale[i] < Infinity ? firstSale[i] : 0;
    const start = dated ? Math.min(periodAt(periodStart, accounts.opened[i]), firstSale[i]) : sold;
    first[current[i]] = Math.min(first[current[i]], start);
  }
  return first;
}
