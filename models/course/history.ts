import { learnedAmounts } from "../../data/market/learnedAmounts.ts";
import type { Market } from "../../data/market/market.ts";

/**
 * Sales of the groups that share an index path, territories of a plan for example; accounts without one share a last
 * group. Amounts in minor units, period-major: [period × group].
 */
export interface GroupHistory {
  readonly groups: number;
  readonly periods: number;
  /** Group of each account of the market. */
  readonly groupOf: Int32Array;
  /** Group by the number that accounts were grouped by, -1 for none; numbers without a known account are missing. */
  readonly groupOfNumber: ReadonlyMap<number, number>;
  /** The group that sold most, of all brands. */
  readonly largest: number;
  readonly own: Float64Array;
  readonly rivals: Float64Array;
  /** Amount of each rival in the whole market; [period × (brands − 1)]. */
  readonly byRival: Float64Array;
}

/**
 * Sums the market's sales by group and period, single huge rows cut to what is usual at their account.
 * @param grouping [account of the market] any numbers; -1: in no group
 */
export function groupHistory(market: Market, grouping: Int32Array): GroupHistory {
  const { sales } = market;
  const amount = learnedAmounts(market);
  const groupOfNumber = numbered(grouping);
  const groups = Math.max(1, groupOfNumber.size);
  const groupOf = grouping.map(number => groupOfNumber.get(number)!);
  const periods = market.periodStart.length;
  const rivalCount = market.brands.length - 1;
  const own = new Float64Array(periods * groups);
  const rivals = new Float64Array(periods * groups);
  const byRival = new Float64Array(periods * Math.max(rivalCount, 0));
  for (let i = 0; i < sales.count; i++) {
    const at = sales.period[i] * groups + groupOf[sales.account[i]];
    const brand = sales.brand[i];
    if (brand === 0) own[at] += amount[i];
    else {
      rivals[at] += amount[i];
      byRival[sales.period[i] * rivalCount + brand - 1] += amount[i];
    }
  }
  const largest = largestGroup(own, rivals, groups);
  return { groups, periods, groupOf, groupOfNumber, largest, own, rivals, byRival };
}

/** The numbers in use, without gaps in their order, "none" last. */
function numbered(grouping: Int32Array): ReadonlyMap<number, number> {
  const place = (number: number) => (number < 0 ? Number.POSITIVE_INFINITY : number);
  const order = [...new Set(grouping)].sort((a, b) => place(a) - place(b));
  return new Map(order.map((number, group) => [number, group]));
}

function largestGroup(own: Float64Array, rivals: Float64Array, groups: number): number {
  const sums = new Float64Array(groups);
  for (let at = 0; at < own.length; at++) sums[at % groups] += own[at] + rivals[at];
  return sums.reduce((best, sum, g) => (sum > sums[best] ? g : best), 0);
}

/** Sum over groups by period of a [period × group] table. */
export function marketTotal(table: Float64Array, groups: number): Float64Array {
  const total = new Float64Array(table.length / groups);
  for (let i = 0; i < table.length; i++) total[Math.floor(i / groups)] += table[i];
  return total;
}
