import type { Market } from "../../../data/market/market.ts";
import { openAccounts } from "../../../data/market/openAccounts.ts";
import { ownAmounts } from "../../../data/market/ownAmounts.ts";

/** What some accounts come to: sites that are open at the end of history, and own sales of the last 52 weeks (12 months). */
export interface Holding {
  readonly accounts: number;
  /** In the currency. */
  readonly own_amount: number;
}

export const NOTHING_HELD: Holding = { accounts: 0, own_amount: 0 };

/**
 * Adds accounts up by whatever they belong to. A site that several open accounts share counts once in each group.
 * @returns by group; what belongs to null counts too
 */
export type AddUp = <K>(groupOf: (account: number) => K) => Map<K, Holding>;

export function addUp(market: Market): AddUp {
  const { count, site } = market.accounts;
  const [open, own] = [openAccounts(market), ownAmounts(market)];
  return groupOf => {
    const sums = new Map<ReturnType<typeof groupOf>, { sites: Set<number>; minor: number }>();
    for (let i = 0; i < count; i++) {
      const group = groupOf(i);
      const sum = sums.get(group) ?? { sites: new Set(), minor: 0 };
      if (open[i]) sum.sites.add(site[i]!);
      sum.minor += own[i]!;
      sums.set(group, sum);
    }
    return new Map(
      [...sums].map(([group, { sites, minor }]) => [
        group,
        { accounts: sites.size, own_amount: minor / market.minorUnits },
      ]),
    );
  };
}
