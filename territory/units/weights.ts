import type { UnitWeights } from "./units.ts";

/** What accounts and dark places are weighed by: columns of what models learned, made in `app/stages`. */
export interface Weights {
  readonly accounts: AccountWeights;
  readonly dark: DarkWeights;
}

/** By account of the market; see `UnitWeights`. */
export interface AccountWeights extends Omit<UnitWeights, "prospects"> {
  /** Contacts a week of all channels, and those of them that a rep travels to. */
  readonly contacts: Float64Array;
  readonly calls: Float64Array;
  /** Minutes a week on the road between stops; with the ways from the base and back it is `travel`. */
  readonly legs: Float64Array;
}

/** Dark accounts by place: the part of a cell that lies in one area. */
export interface DarkWeights {
  readonly count: number;
  /** H3 index as an integer. */
  readonly h3: BigUint64Array;
  /** -1 for none. */
  readonly area: Int32Array;
  /** Expected accounts, and their expected amount in minor units a year. */
  readonly prospects: Float64Array;
  readonly potential: Float64Array;
  readonly draws: number;
  /** [draw × place] joint draws of both. */
  readonly prospectDraws: Int32Array;
  readonly potentialDraws: Float64Array;
}

/** No dark side was estimated. */
export const NOTHING_DARK: DarkWeights = {
  count: 0,
  h3: new BigUint64Array(0),
  area: new Int32Array(0),
  prospects: new Float64Array(0),
  potential: new Float64Array(0),
  draws: 0,
  prospectDraws: new Int32Array(0),
  potentialDraws: new Float64Array(0),
};

/** Sums of accounts' and dark places' weights by group; -1: in none. */
export function sumWeights(
  { accounts, dark }: Weights,
  groups: number,
  ofAccount: Int32Array,
  ofDark: Int32Array,
): UnitWeights {
  const known = (values: Float64Array) => sumBy(groups, ofAccount, values);
  const unseen = (values: Float64Array) => sumBy(groups, ofDark, values);
  const darkPotential = unseen(dark.potential);
  return {
    customers: known(accounts.customers),
    prospects: unseen(dark.prospects),
    workload: known(accounts.workload),
    potential: known(accounts.potential).map((value, g) => value + darkPotential[g]!),
    amount: known(accounts.amount),
    travel: known(accounts.travel),
  };
}

/** [group] sums of values; group -1 is left out. */
export function sumBy(groups: number, group: Int32Array, values: Float64Array): Float64Array {
  const sums = new Float64Array(groups);
  group.forEach((g, i) => {
    if (g >= 0) sums[g]! += values[i]!;
  });
  return sums;
}
