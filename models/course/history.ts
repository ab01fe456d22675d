import type { Market } from "../../data/market/market.ts";

/**
 * Sales of the groups that share an index path. A group is a territory of today's plan; accounts without one
 * share a last group. Amounts in minor units, period-major: [period × group].
 */
export interface GroupHistory {
  readonly groups: number;
  readonly periods: number;
  /** Group of each account of the market. */
  readonly groupOf: Int32Array;
  /** Group of each territory, then of none; -1 where no known account is. */
  readonly groupOfTerritory: Int32Array;
  /** The group that sold most, of all brands. */
  readonly largest: number;
  readonly own: Float64Array;
  readonly rivals: Float64Array;
  /** Amount of each rival in the whole market; [period × (brands − 1)]. */
  readonly byRival: Float64Array;
}

/** Sums the market's sales by group and period. */
export function groupHistory(market: Market): GroupHistory {
  const { sales } = market;
  const { groups, groupOf, groupOfTerritory } = territoryGroups(market);
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
  const largest = largestGroup(own, rivals, groups);
  return { groups, periods, groupOf, groupOfTerritory, largest, own, rivals, byRival };
}

/** Groups in use, numbered without gaps in the order of the territories, "none" last. */
function territoryGroups(market: Market): Pick<GroupHistory, "groups" | "groupOf" | "groupOfTerritory"> {
  const { territory, count } = market.accounts;
  const used = new Set<number>();
  for (let i = 0; i < count; i++) used.add(territory[i] < 0 ? market.territories.length : territory[i]);
  const order = [...used].sort((a, b) => a - b);
  const groupOfTerritory = Int32Array.from({ length: market.territories.length + 1 }, (_, t) =>
    order.indexOf(t),
  );
  const groupOf = Int32Array.from(territory, t => groupOfTerritory[t < 0 ? market.territories.length : t]);
  return { groups: Math.max(1, order.length), groupOf, groupOfTerritory };
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
