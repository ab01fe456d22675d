import type { ListEntry, PlacedAccount } from "./entry.ts";
import { joinLists, type ListPart } from "./join.ts";
import { type Exactness, MATCHED, matchByPlace } from "./match.ts";
import type { PlaceIndex } from "./placeIndex.ts";
import type { Tally } from "./strays.ts";

/** Entries of known accounts that are not found among the accounts: tried on those that name their account. */
export function missedMatches(
  index: PlaceIndex<PlacedAccount>,
  linked: readonly ListEntry[],
  exactness: Exactness,
  share: number,
): ListEntry[] {
  const { guesses } = matchByPlace(index, linked, exactness, { share });
  return linked.filter((_, k) => guesses[k].probability < MATCHED);
}

/** What is believed of entries of known accounts without a trial: points of our own file to the metre are found, others mostly. */
const FOUND = { exact: { hits: 49.5, of: 50 }, usual: { hits: 47, of: 50 } } as const;

/** The same where hardly any entry names its account: as in the market's other lists, where they tell. */
export function untriedMatches(exact: boolean, others: readonly Tally[]): Tally {
  if (exact) return FOUND.exact;
  const [hits, of] = [others.reduce((sum, t) => sum + t.hits, 0), others.reduce((sum, t) => sum + t.of, 0)];
  return of > 0 ? { hits: (FOUND.usual.of * hits) / of, of: FOUND.usual.of } : FOUND.usual;
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
