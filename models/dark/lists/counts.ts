import type { LinkageErrors, ListErrors, SeenList, SeenLists } from "./errors.ts";

/** What lists hold once errors of linkage are taken off. */
export interface CorrectedCounts {
  /** [list] known accounts that it holds and that were not found, for each one found; below 0: more were found than it holds. */
  readonly overlooked: readonly number[];
  /** [pattern] dark accounts that stand on these lists and no others. */
  readonly dark: Float64Array;
}

/** No more than this of the entries that nobody knows is taken to be ghosts, dead and overlooked accounts. */
const MOST_IMPURE = 0.5;
/** A list holds at least this part of its single entries alone. */
const LEAST_ALONE = 0.05;

/**
 * Counts of known and dark accounts by list. Entries of known accounts number K = (M − N·f)/(r − f), with M of N matched, r
 * the chance that an entry of a known account is and f that a stranger is. Two lists share n₁₁ = (J − N·f)/(ρ − f) accounts, J
 * of the N entries of one joined to the other, ρ and f the chances of a right join and of a wrong one; what each holds alone is
 * the rest (Ding and Fienberg 1994; Di Consiglio and Tuoto 2015). With three lists the chances of a pair are taken for those of
 * entries which are each well placed or not, so that all three join with √(ρ₁₂ρ₁₃ρ₂₃).
 */
export function correctedCounts(seen: SeenLists, errors: LinkageErrors): CorrectedCounts {
  const known = seen.lists.map((list, l) => unnamedKnown(list, errors.lists[l]));
  const held = seen.lists.map((list, l) => darkEntries(list, errors.lists[l], known[l]));
  return {
    overlooked: seen.lists.map((list, l) => (list.known > 0 ? (known[l] - list.matched) / list.known : 0)),
    dark: byPattern(seen, errors, held),
  };
}

/** Unnamed entries that are known accounts. */
function unnamedKnown({ unnamed, matched }: SeenList, { found, strays }: ListErrors): number {
  const known = (matched - unnamed * strays) / Math.max(0.1, found - strays);
  return Math.min(unnamed, Math.max(0, known));
}

/** Dark accounts that a list holds. */
function darkEntries(
  { unnamed, matched, once }: SeenList,
  { dead, ghosts }: ListErrors,
  known: number,
): number {
  const left = unnamed - matched;
  const single = left > 0 ? once / left : 1;
  return Math.max(MOST_IMPURE * once, ((unnamed - known) * single - ghosts) * (1 - dead));
}

function byPattern(
  { entries, pairs }: SeenLists,
  { pairs: errors }: LinkageErrors,
  held: readonly number[],
): Float64Array {
  const dark = new Float64Array(entries.length);
  const holding = (bits: number) => entries.reduce((sum, n, w) => ((w & bits) === bits ? sum + n : sum), 0);
  const chances = errors.map(e => e.joined);
  const all = held.length === 3 ? 7 : 0;
  const three = Math.min(...chances, Math.sqrt(chances.reduce((product, rho) => product * rho, 1)));
  const allJoined = all > 0 ? entries[all] / three : 0;
  if (all > 0) dark[all] = allJoined * (1 - Math.min(...errors.map(e => e.dead)));
  pairs.forEach(({ pattern, tried }, k) => {
    const { joined, strays, dead: closed } = errors[k];
    const parted = allJoined * Math.max(0, joined - three);
    const right = (entries[pattern] - parted - strays * holding(tried)) / Math.max(0.1, joined - strays);
    dark[pattern] = Math.max(0, right) * (1 - closed);
  });
  held.forEach((count, l) => {
    const bit = 1 << l;
    const shared = dark.reduce((sum, n, w) => (w & bit && w !== bit ? sum + n : sum), 0);
    dark[bit] = Math.max(LEAST_ALONE * entries[bit], count - shared);
  });
  return dark;
}
