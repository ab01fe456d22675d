import type { Chance } from "../../../core/chance.ts";
import type { BlindJoins } from "./blind.ts";
import type { Tally } from "./strays.ts";

/** What is seen of a list, and of how its entries were linked. */
export interface SeenList {
  /** Entries of known accounts that are found among the accounts, and strangers that are taken for one. */
  readonly found: Tally;
  readonly strays: Tally;
  /** Entries that name no account, those of them that were matched to one, and what of the rest stands there once. */
  readonly unnamed: number;
  readonly matched: number;
  readonly once: number;
  /** Entries of known accounts that were found, by name or place. */
  readonly known: number;
  /** Closed accounts among those that entries name. */
  readonly dead: Tally;
  /** Entries that stand twice or at a wrong place. */
  readonly careless: number;
  /** Whether entries name their accounts, so that joins could be tried on those that place would not find. */
  readonly named: boolean;
}

/** What is seen of two lists: their bits, that of the one with which strangers were tried, and joins tried on known accounts. */
export interface SeenPair extends BlindJoins {
  readonly pattern: number;
  readonly tried: number;
  /** Strangers among its entries that are joined to one of the other list's. */
  readonly strays: Tally;
}

export interface SeenLists {
  readonly lists: readonly SeenList[];
  readonly pairs: readonly SeenPair[];
  /** [pattern] entries that were not matched, joined over lists. */
  readonly entries: Float64Array;
}

/** Chances that a link is what it seems, and shares of entries that are no account. */
export interface ListErrors {
  readonly found: number;
  readonly strays: number;
  readonly dead: number;
  /** Entries that never traded. */
  readonly ghosts: number;
}

/** Of two lists: chances that one account is joined and that strangers are, and share of the joined that trade no more. */
export interface JoinErrors {
  readonly joined: number;
  readonly strays: number;
  readonly dead: number;
}

/** As in `SeenLists`. */
export interface LinkageErrors {
  readonly lists: readonly ListErrors[];
  readonly pairs: readonly JoinErrors[];
}

/** Beta parameters that stand for what is believed before trials. */
const PRIOR = {
  found: [1.8, 0.2],
  strays: [0.1, 1.9],
  dead: [1, 49],
  joined: [3.6, 0.4],
} as const;
/**
 * Entries that never traded cannot be told from dark accounts. A list that is careless where it can be seen is taken to be
 * as careless where it cannot: ghosts are this part of the entries that stand twice or at a wrong place, log-normal with
 * this mean and deviation of the log.
 */
const GHOSTS = { mean: 0.4, sd: 0.3 } as const;

/** One draw of the errors from what was seen and believed. */
export function drawErrors(seen: SeenLists, chance: Chance): LinkageErrors {
  return errorsBy(
    seen,
    ({ hits, of }, [a, b]) => {
      const x = chance.gamma(hits + a);
      return x / (x + chance.gamma(of - hits + b));
    },
    () => GHOSTS.mean * Math.exp(GHOSTS.sd * chance.normal() - GHOSTS.sd ** 2 / 2),
  );
}

/** Their means. */
export function expectedErrors(seen: SeenLists): LinkageErrors {
  return errorsBy(
    seen,
    ({ hits, of }, [a, b]) => (hits + a) / (of + a + b),
    () => GHOSTS.mean,
  );
}

function errorsBy(
  { lists, pairs }: SeenLists,
  share: (tally: Tally, prior: readonly [number, number]) => number,
  ghosts: () => number,
): LinkageErrors {
  const errors = lists.map(list => ({
    found: share(list.found, PRIOR.found),
    strays: share(list.strays, PRIOR.strays),
    dead: share(list.dead, PRIOR.dead),
    ghosts: ghosts() * list.careless,
  }));
  return {
    lists: errors,
    pairs: pairs.map(pair => ({
      joined: errors.reduce(
        (chance, list, l) => (pair.pattern & (1 << l) ? chance * reached(list, lists[l]) : chance),
        share(pair.joined, PRIOR.joined),
      ),
      strays: share(pair.strays, PRIOR.strays),
      dead: share(pair.dead, PRIOR.dead),
    })),
  };
}

/**
 * Chance that an entry comes to be joined at all: one that is taken for an account does not, nor, where joins were tried on
 * what place has found, one that place would not find.
 */
function reached({ found, strays }: ListErrors, { named }: SeenList): number {
  return (1 - strays) * (named ? 1 : found);
}
