import { lastYearFrom } from "../../core/period.ts";
import type { Market } from "./market.ts";

interface Weight {
  readonly amount: number;
  readonly accounts: number;
}

/**
 * [cell] the group that holds most of each cell's amount (all brands) over the last year of history; without any amount,
 * most of its accounts; then the lowest index; -1 where no account is in one. As ingest finds the areas and territories of cells.
 * @param group [account] -1 for none
 */
export function heaviestGroups(
  market: Pick<Market, "accounts" | "sales" | "period" | "periodStart">,
  cells: number,
  group: Int32Array,
): Int32Array {
  const { accounts, sales } = market;
  const from = lastYearFrom(market);
  const amount = new Float64Array(accounts.count);
  for (let i = 0; i < sales.count; i++)
    if (sales.period[i]! >= from) amount[sales.account[i]!]! += sales.amount[i]!;
  const sums = Array.from({ length: cells }, () => new Map<number, Weight>());
  accounts.cell.forEach((c, i) => {
    if (c < 0 || group[i]! < 0) return;
    const sum = sums[c]!.get(group[i]!) ?? { amount: 0, accounts: 0 };
    sums[c]!.set(group[i]!, { amount: sum.amount + amount[i]!, accounts: sum.accounts + 1 });
  });
  return Int32Array.from(sums, byGroup => {
    const order = [...byGroup].sort(
      ([g, a], [h, b]) => b.amount - a.amount || b.accounts - a.accounts || g - h,
    );
    return order[0]?.[0] ?? -1;
  });
}
