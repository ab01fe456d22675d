import type { Market } from "../../../data/market/market.ts";
import type { KnownSites } from "./sites.ts";

/** Types as the dark estimate tells them apart: the frequent ones, and all others together. */
export interface TypeGroups {
  readonly count: number;
  /** [type of the market + 1] its group; the first entry is for accounts without a type. */
  readonly groupOf: Int32Array;
  /** [group] the market's types in it, the most frequent first; -1: accounts without a type. */
  readonly members: readonly (readonly number[])[];
}

const MOST_GROUPS = 8;
const LEAST_SITES = 25;

export function typeGroups({ types, accounts }: Market, sites: KnownSites): TypeGroups {
  const count = new Int32Array(types.length + 1);
  for (const a of sites.account) count[accounts.type[a] + 1]++;
  const order = Array.from(count.keys())
    .filter(t => count[t] > 0 || t > 0)
    .sort((a, b) => count[b] - count[a] || a - b);
  const own = order.filter(t => count[t] >= LEAST_SITES).slice(0, MOST_GROUPS - 1);
  const rest = order.filter(t => !own.includes(t));
  const members = own.map(t => [t - 1]);
  if (rest.length > 0) members.push(rest.map(t => t - 1));
  const groupOf = new Int32Array(types.length + 1).fill(members.length - 1);
  members.forEach((list, g) => {
    for (const t of list) groupOf[t + 1] = g;
  });
  return { count: members.length, groupOf, members };
}
