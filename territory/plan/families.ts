import type { PlanAccount } from "../../data/market/planRows.ts";

/** Accounts that move together: those of one site, and those that are parts of one account or group. */
export interface Families {
  /** Number of the family, from 0 in the order of the accounts, of each account that has others in its own. */
  readonly of: ReadonlyMap<string, number>;
  /** Its parent, where that is an account too. */
  readonly parent: ReadonlyMap<string, string>;
}

/** Families as connected by site and parent, at whatever depth; parents in a circle are one family too. */
export function familiesOf(accounts: readonly PlanAccount[]): Families {
  const { join, rootOf } = disjointSets();
  const parents = accounts.filter(({ account, parent }) => parent !== null && parent !== account);
  const ids = parents.length > 0 ? new Set(accounts.map(({ account }) => account)) : new Set<string>();
  const withFirst = (first: Map<string, string>, key: string, account: string) => {
    const other = first.get(key);
    if (other === undefined) first.set(key, account);
    else join(account, other);
  };
  const [sites, groups] = [new Map<string, string>(), new Map<string, string>()];
  for (const { account, site } of accounts) if (site !== null) withFirst(sites, site, account);
  const parent = new Map<string, string>();
  for (const { account, parent: above } of parents) {
    // A parent that is no account is a group, such as a chain.
    if (!ids.has(above!)) withFirst(groups, above!, account);
    else {
      parent.set(account, above!);
      join(account, above!);
    }
  }
  const numbers = new Map<string, number>();
  const of = new Map<string, number>();
  for (const { account } of accounts) {
    const root = rootOf(account);
    if (root === null) continue;
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    of.set(account, numbers.get(root)!);
  }
  return { of, parent };
}

/** Sets that grow together (Tarjan 1975); `rootOf` is null for what was never joined. */
function disjointSets() {
  const above = new Map<string, string>();
  const find = (one: string): string => {
    let root = one;
    for (let next = above.get(root)!; next !== root; next = above.get(root)!) root = next;
    for (let at = one; at !== root; ) {
      const next = above.get(at)!;
      above.set(at, root);
      at = next;
    }
    return root;
  };
  return {
    join: (a: string, b: string) => {
      for (const one of [a, b]) if (!above.has(one)) above.set(one, one);
      above.set(find(a), find(b));
    },
    rootOf: (one: string) => (above.has(one) ? find(one) : null),
  };
}
