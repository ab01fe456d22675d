import { lastYearFrom, yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";

/** One place of business of a market, whatever its account numbers were. */
export interface Site {
  /** The account that speaks for it today. */
  readonly account: number;
  /** All of its accounts. */
  readonly members: readonly number[];
  /** Amount of all brands over the last 52 weeks (12 months), minor units. */
  readonly amount52: number;
  /** The own brand's part of it. */
  readonly own52: number;
  /** Mean amount a year from the first to the last purchase, over at least a year, minor units. */
  readonly yearly: number;
}

/**
 * The sites that can be hidden: open at the end of history (by the dates given, as the counts of a build are) and placed in
 * a cell. Ascending by the account that speaks for them.
 */
export function openSites(market: Market): Site[] {
  const { accounts } = market;
  const open = openAccounts(market);
  const speaker = new Map<number, number>();
  const members = new Map<number, number[]>();
  for (let i = 0; i < accounts.count; i++) {
    const site = accounts.site[i];
    const list = members.get(site);
    if (list) list.push(i);
    else members.set(site, [i]);
    if (open[i] === 1 && accounts.cell[i] >= 0) speaker.set(site, i);
  }
  const figures = siteAmounts(market);
  return [...speaker]
    .sort((a, b) => a[1] - b[1])
    .map(([site, account]) => ({
      account,
      members: members.get(site) ?? [account],
      amount52: figures.last[site],
      own52: figures.own[site],
      yearly: figures.yearly[site],
    }));
}

/** [site] amount of the last year, the own brand's part of it, and mean amount of a year of its life. */
function siteAmounts(market: Market): Readonly<Record<"last" | "own" | "yearly", Float64Array>> {
  const { accounts, sales } = market;
  const year = yearPeriods(market.period);
  const from = lastYearFrom(market);
  const sites = accounts.siteIds.length;
  const last = new Float64Array(sites);
  const own = new Float64Array(sites);
  const total = new Float64Array(sites);
  const first = new Float64Array(sites).fill(Number.POSITIVE_INFINITY);
  const latest = new Float64Array(sites).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < sales.count; i++) {
    const site = accounts.site[sales.account[i]];
    const period = sales.period[i];
    total[site] += sales.amount[i];
    if (period >= from) last[site] += sales.amount[i];
    if (period >= from && sales.brand[i] === 0) own[site] += sales.amount[i];
    if (period < first[site]) first[site] = period;
    if (period > latest[site]) latest[site] = period;
  }
  const yearly = total.map((sum, s) =>
    sum === 0 ? 0 : (sum / Math.max(year, latest[s] - first[s] + 1)) * year,
  );
  return { last, own, yearly };
}
