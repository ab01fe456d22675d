import type { Market } from "../data/market.ts";

/**
 * Sales of the groups that share an index path. A group is a territory of today's plan; accounts without one
 * share a last group. Amounts in minor units, period-major: [period × group].
 */
export interface GroupHistory {
  readonly groups: number;
  readonly periods: number;
  /** Group of each account of the market. */
  readonly groupOf: Int32Array;
  readonly own: Float64Array;
  readonly rivals: Float64Array;
  /** Amount of each rival in the whole market; [period × (brands − 1)]. */
  readonly byRival: Float64Array;
}

/** Sums the market's sales by group and period. */
export function groupHistory(market: Market): GroupHistory {
  const { sales } = market;
  const { groups, groupOf } = territoryGroups(market);
  const periods = market.periodStart.length;
  const rivalCount = market.brands.length - 1;
  const own = new Float64Array(periods * groups);
  const rivals = new Float64Array(periods * groups);
  const byRival = new Float64Array(periods * Math.max(rivalCount, 0));
  for (let i = 0; i < sales.count; i++) {
    const at = sales.period[i] * groups + groupOf[sales.account[i]];
    const brand = sales.brand[i];
    if (brand === 0) own[at] += sales.amount[i];
    else {
      rivals[at] += sales.amount[i];
      byRival[sales.period[i] * rivalCount + brand - 1] += sales.amount[i];
    }
  }
  return { groups, periods, groupOf, own, rivals, byRival };
}

/** Groups in use, numbered without gaps in the order of the territories, "none" last. */
function territoryGroups(market: Market): { groups: number; groupOf: Int32Array } {
  const { territory, count } = market.accounts;
  const used = new Set<number>();
  for (let i = 0; i < count; i++) used.add(territory[i] < 0 ? market.territories.length : territory[i]);
  const order = [...used].sort((a, b) => a - b);
  const groupOf = Int32Array.from(territory, t => order.indexOf(t < 0 ? market.territories.length : t));
  return { groups: Math.max(1, order.length), groupOf };
}

/** Sum over groups by period of a [period × group] table. */
export function marketTotal(table: Float64Array, groups: number): Float64Array {
  const total = new Float64Array(table.length / groups);
  for (let i = 0; i < table.length; i++) total[Math.floor(i / groups)] += table[i];
  return total;
}
