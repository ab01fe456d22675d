import type { ListEntry, PlacedAccount } from "./entry.ts";
import { ENOUGH_PAIRS, type Habits } from "./habits.ts";
import { joinLists, type ListPart } from "./join.ts";
import { MATCHED, matchByPlace } from "./match.ts";
import type { Placed, PlaceIndex } from "./placeIndex.ts";
import type { Tally } from "./strays.ts";

/** What is believed of entries of known accounts, before trials: points of our own file to the metre are found, others mostly. */
const FOUND = { exact: { hits: 49.5, of: 50 }, usual: { hits: 47, of: 50 } } as const;

/** How many entries of known accounts are found among the accounts: tried on those that name their account. */
export function blindMatches(
  index: PlaceIndex<PlacedAccount>,
  linked: readonly Placed[],
  habits: Habits,
  share: number,
): Tally {
  if (linked.length < ENOUGH_PAIRS) return habits.learned ? FOUND.exact : FOUND.usual;
  const { guesses } = matchByPlace(index, linked, habits, { share });
  return { hits: guesses.filter(g => g.probability >= MATCHED).length, of: linked.length };
}

export interface BlindJoins {
  /** Sites that both lists hold, and those of them whose two entries are joined. */
  readonly joined: Tally;
  /** Of these, sites that trade no more. */
  readonly dead: Tally;
}

/**
 * Two lists joined as if nothing told whose their entries are: known accounts that have entries in both show the chance ρ of
 * a right join (Ding and Fienberg 1994; Di Consiglio and Tuoto 2015).
 */
export function blindJoins(
  first: ListPart,
  second: ListPart,
  siteOf: (row: number) => number,
  closed: (site: number) => boolean,
): BlindJoins {
  const site = ({ rows }: ListEntry) => siteOf(rows[0]);
  const [here, there] = [first, second].map(list => new Set(list.entries.map(site)));
  const both = [...here].filter(s => there.has(s));
  const right = joinLists([first, second])
    .filter(e => e.rows.length === 2 && site(e) === siteOf(e.rows[1]))
    .map(site);
  return {
    joined: { hits: new Set(right).size, of: both.length },
    dead: { hits: both.filter(closed).length, of: both.length },
  };
}
