import { lastYearFrom, yearPeriods } from "../../../core/period.ts";
import type { Market } from "../../../data/market/market.ts";
import { openAccounts } from "../../../data/market/openAccounts.ts";

/**
 * The known side as the dark estimate counts it: sites open at the end of history, one row a site. Amounts are minor
 * units over the last 52 periods (12 months) of all brands, and include what the site's earlier account numbers bought.
 */
export interface KnownSites {
  readonly count: number;
  /** The account under which the site is known today. */
  readonly account: Int32Array;
  readonly amount: Float64Array;
  readonly own: Float64Array;
  /**
   * Log of the site's usual amount a year: of the last 52 periods, for a site that bought nothing then of its earlier
   * years; NaN where it never bought.
   */
  readonly size: Float64Array;
  /** 1: bought nothing in the last 52 periods. */
  readonly dormant: Uint8Array;
}

/** Whether rivals' sales at known accounts are in the input. */
export function rivalsSeen({ sales }: Market): boolean {
  return sales.brand.some(brand => brand > 0);
}

export function knownSites(market: Market): KnownSites {
  const { accounts } = market;
  const open = openAccounts(market);
  const bySite = new Map<number, number>();
  for (let i = 0; i < accounts.count; i++) {
    if (open[i] === 1 && !bySite.has(accounts.site[i])) bySite.set(accounts.site[i], i);
  }
  const rows = [...bySite].sort((a, b) => a[1] - b[1]);
  const place = new Map(rows.map(([site], row) => [site, row]));
  const sums = sumSales(market, place, rows.length);
  return { count: rows.length, account: Int32Array.from(rows, ([, i]) => i), ...sums };
}

function sumSales(market: Market, place: ReadonlyMap<number, number>, count: number) {
  const { sales, accounts, periodStart } = market;
  const periods = periodStart.length;
  const lastYear = lastYearFrom(market);
  const year = yearPeriods(market.period);
  const amount = new Float64Array(count);
  const own = new Float64Array(count);
  const before = new Float64Array(count);
  const first = new Int32Array(count).fill(periods);
  const last = new Int32Array(count).fill(-1);
  for (let i = 0; i < sales.count; i++) {
    const row = place.get(accounts.site[sales.account[i]]);
    if (row === undefined) continue;
    const t = sales.period[i];
    if (t >= lastYear) {
      amount[row] += sales.amount[i];
      if (sales.brand[i] === 0) own[row] += sales.amount[i];
    } else before[row] += sales.amount[i];
    if (t < first[row]) first[row] = t;
    if (t > last[row]) last[row] = t;
  }
  const dormant = Uint8Array.from(amount, value => (value > 0 ? 0 : 1));
  const size = amount.map((value, row) => {
    if (value > 0) return Math.log(value);
    const years = Math.max(1, (last[row] - first[row] + 1) / year);
    return before[row] > 0 ? Math.log(before[row] / years) : Number.NaN;
  });
  return { amount, own, dormant, size };
}
