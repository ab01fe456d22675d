import type { Market } from "../../data/market/market.ts";

/** Kinds of accounts that share a prior. */
export interface Kinds {
  readonly count: number;
  /** [account] */
  readonly of: Int32Array;
}

/** Accounts of a type below which the whole market's prior serves. */
const MIN_TYPE = 30;

/** Kind of each account for priors: its type, or kind 0 for all types with few accounts. */
export function kindsOf(market: Market): Kinds {
  const types = market.types.length;
  const size = new Int32Array(types + 1);
  for (let i = 0; i < market.accounts.count; i++) size[Math.max(market.accounts.type[i], -1) + 1]++;
  const of = Int32Array.from(market.accounts.type, t => (t >= 0 && size[t + 1] >= MIN_TYPE ? t + 1 : 0));
  return { count: types + 1, of };
}

/** One prior a kind; kind 0 is estimated on everybody. */
export function kindPriors<P>(kinds: Kinds, estimate: (members: number[]) => P): P[] {
  const everybody = Array.from(kinds.of, (_, i) => i);
  return Array.from({ length: kinds.count }, (_, kind) => {
    const members = kind === 0 ? everybody : everybody.filter(i => kinds.of[i] === kind);
    return estimate(members.length > 0 ? members : everybody);
  });
}
