import type { Chance } from "../../../core/chance.ts";
import { foldWord } from "../../../data/config/vocabulary.ts";
import type { Market } from "../../../data/market/market.ts";
import { blindJoins, missedMatches, untriedMatches } from "./blind.ts";
import { correctedCounts } from "./counts.ts";
import { entryOf, type ListEntry, type PlacedAccount, placedAccounts } from "./entry.ts";
import { drawErrors, expectedErrors, type SeenList, type SeenLists, type SeenPair } from "./errors.ts";
import { ENOUGH_PAIRS, learnHabits } from "./habits.ts";
import { joinLists, type KnownEntries, type ListPart, strayJoins, withoutDuplicates } from "./join.ts";
import { MATCHED, matchByPlace } from "./match.ts";
import { type PlaceIndex, placeIndex } from "./placeIndex.ts";
import { strays } from "./strays.ts";

/**
 * Which entries of other lists are known accounts: by id where the list names one, else by place, name and type
 * (Fellegi and Sunter 1969; an entry is one of the accounts around it, or none).
 */
export interface Linkage {
  readonly lists: readonly string[];
  /** [account] bit l: list l holds it. */
  readonly pattern: Uint8Array;
  /** Entries that may be accounts nobody knows. */
  readonly entries: readonly ListEntry[];
  readonly expected: LinkageDraw;
  /** Expected share of the accounts on two lists whose entries are joined; null for a single list. */
  readonly joined: number | null;
  /** What the links may as well be, by how well they did where it can be tried. */
  draw(chance: Chance): LinkageDraw;
  readonly report: LinkageReport;
}

/** Corrections for errors of linkage. */
export interface LinkageDraw {
  /** [list] known accounts that it holds and that were not found, for each one found; below 0: more were found than it holds. */
  readonly overlooked: readonly number[];
  /** [pattern] by what the weights of its entries are multiplied. */
  readonly factor: Float64Array;
}

export interface LinkageReport {
  readonly entries: number;
  readonly byId: number;
  readonly byPlace: number;
  /** Mean probability that a decision on an entry without an id is wrong. */
  readonly errorRate: number;
  /** Shares of entries: standing twice, at a wrong place, no longer trading. */
  readonly duplicates: number;
  readonly misplaced: number;
  readonly dead: number;
  /** Typical distance between an entry and its account, km. */
  readonly pointKm: number;
}

/** At most so many lists are told apart; more are joined to the last. */
const MOST_LISTS = 3;

/** @param closed whether an account's place trades no more; an old number of a place that goes on is not closed */
export function linkSightings(market: Market, closed: (account: number) => boolean): Linkage {
  const { sightings } = market;
  const names = [...new Set(sightings.source)];
  const lists = names.slice(0, MOST_LISTS);
  const known = { market, closed, index: placeIndex(placedAccounts(market)) };
  const pattern = new Uint8Array(market.accounts.count);
  const parts = lists.map((name, l) => {
    const rows = Array.from(sightings.source.keys()).filter(
      i => sightings.source[i] === name || (l === MOST_LISTS - 1 && names.indexOf(sightings.source[i]) > l),
    );
    return linkList(known, rows, 1 << l, pattern);
  });
  const tried = parts.filter(part => part.seen.named).map(part => part.seen.found);
  const seen = {
    lists: parts.map(({ seen: list, exact }) =>
      list.named ? list : { ...list, found: untriedMatches(exact, tried) },
    ),
    pairs: seenPairs(known, parts),
  };
  const all = parts.reduce((sum, p) => sum + p.report.entries, 0) || 1;
  const mean = (key: keyof LinkageReport) =>
    parts.reduce((sum, p) => sum + (p.report[key] * p.report.entries) / all, 0);
  const total = (key: keyof LinkageReport) => parts.reduce((sum, p) => sum + p.report[key], 0);
  return {
    lists,
    pattern,
    ...withCounts(joinLists(parts), seen, lists.length),
    report: {
      entries: total("entries"),
      byId: total("byId"),
      byPlace: total("byPlace"),
      errorRate: mean("errorRate"),
      duplicates: mean("duplicates"),
      misplaced: mean("misplaced"),
      dead: mean("dead"),
      pointKm: mean("pointKm"),
    },
  };
}

/** Among what entries are looked for. */
interface Known {
  readonly market: Market;
  readonly closed: (account: number) => boolean;
  readonly index: PlaceIndex<PlacedAccount>;
}

/** Entries whose weights add up to the counts that are expected, and draws of those counts. */
function withCounts(
  joined: readonly ListEntry[],
  { lists, pairs }: Omit<SeenLists, "entries">,
  count: number,
): Pick<Linkage, "entries" | "expected" | "joined" | "draw"> {
  const entries = new Float64Array(1 << count);
  const weights = new Float64Array(1 << count);
  for (const { pattern, weight } of joined) {
    entries[pattern]++;
    weights[pattern] += weight;
  }
  const seen = { lists, pairs, entries };
  const errors = expectedErrors(seen);
  const mean = correctedCounts(seen, errors);
  const over = (dark: Float64Array, by: Float64Array) => dark.map((n, w) => (by[w] > 0 ? n / by[w] : 1));
  const scale = over(mean.dark, weights);
  return {
    entries: joined.map(entry => ({ ...entry, weight: entry.weight * scale[entry.pattern] })),
    expected: { overlooked: mean.overlooked, factor: new Float64Array(scale.length).fill(1) },
    joined: errors.pairs.length > 0 ? average(errors.pairs.map(pair => pair.joined)) : null,
    draw(chance) {
      const { overlooked, dark } = correctedCounts(seen, drawErrors(seen, chance));
      return { overlooked, factor: over(dark, mean.dark) };
    },
  };
}

/** Its entries are those that were not matched, each once. */
interface LinkedList extends ListPart {
  /** Entries of known accounts, by id or, where there are hardly any such, as matched; each once. */
  readonly known: KnownEntries;
  /** [row] account of those. */
  readonly accountOf: ReadonlyMap<number, number>;
  /** Whether its points are those of our own file, though no entry names an account. */
  readonly exact: boolean;
  readonly seen: SeenList;
  readonly report: LinkageReport;
}

function linkList(known: Known, rows: readonly number[], bit: number, pattern: Uint8Array): LinkedList {
  const { market, closed, index } = known;
  const { sightings } = market;
  const typeOf = typeReader(market);
  const entry = (row: number) => entryOf(market, row, typeOf(row), bit);
  const linked = rows.filter(i => sightings.account[i] >= 0);
  const open = rows.filter(i => sightings.account[i] < 0).map(entry);
  const habits = learnHabits(market, index, linked, open, closed);
  const { guesses, share } = matchByPlace(index, open, habits);
  const isMatched = (k: number) => guesses[k].probability >= MATCHED;
  const byPlace = open.flatMap(({ rows: [row] }, k) =>
    isMatched(k) ? [{ row, account: guesses[k].place!.account }] : [],
  );
  const byId = linked.map(row => ({ row, account: sightings.account[row] }));
  const found = [...byId, ...byPlace];
  for (const { account } of found) if (!closed(account)) pattern[account] |= bit;
  const once = (entries: readonly ListEntry[]) => withoutDuplicates(entries, habits.pointKm);
  const left = open.flatMap((e, k) => (isMatched(k) ? [] : [{ ...e, weight: 1 - guesses[k].probability }]));
  const single = once(left);
  const duplicates = found.length - new Set(found.map(f => f.account)).size + left.length - single.length;
  const placed = byId.filter(({ account }) => market.accounts.cell[account] >= 0);
  const named = placed.length >= ENOUGH_PAIRS;
  const tried = named ? placed : byPlace;
  const { site } = market.accounts;
  const missed = missedMatches(
    index,
    placed.map(({ row }) => entry(row)),
    habits,
    share,
  );
  const foundAgain = placed.length - missed.length;
  return {
    entries: single,
    exactness: habits,
    known: {
      all: once(tried.map(({ row }) => entry(row))),
      missed,
      missedShare: Math.min(1, (byPlace.length * missed.length) / Math.max(1, foundAgain * left.length)),
    },
    exact: habits.learned && !named,
    accountOf: new Map(tried.map(({ row, account }) => [row, account])),
    seen: {
      found: { hits: foundAgain, of: placed.length },
      strays: strays(
        index,
        tried.map(({ row, account }) => ({ ...entry(row), site: site[account] })),
        left,
        { exactness: habits, share },
        (trial, place) => trial.site !== place.site,
      ),
      ...{ unnamed: open.length, matched: byPlace.length, once: single.length, known: found.length, named },
      dead: { hits: byId.filter(({ account }) => closed(account)).length, of: byId.length },
      careless: duplicates + habits.misplaced * rows.length,
    },
    report: {
      entries: rows.length,
      byId: byId.length,
      byPlace: byPlace.length,
      errorRate:
        guesses.reduce((sum, { probability: p }) => sum + Math.min(p, 1 - p), 0) / (open.length || 1),
      duplicates: duplicates / Math.max(1, rows.length),
      misplaced: habits.misplaced,
      dead: habits.dead,
      pointKm: habits.pointKm,
    },
  };
}

/** Every two lists, joined as if nothing told whose the entries of known accounts are. */
function seenPairs({ market, closed }: Known, parts: readonly LinkedList[]): SeenPair[] {
  const { site } = market.accounts;
  return parts.flatMap((second, j) =>
    parts.slice(0, j).map((first, i) => {
      const accountOf = (row: number) => first.accountOf.get(row) ?? second.accountOf.get(row)!;
      const closedSites = new Set([...first.accountOf.values()].filter(closed).map(a => site[a]));
      const blind = blindJoins(
        { ...first, entries: first.known.all },
        { ...second, entries: second.known.all },
        row => site[accountOf(row)],
        s => closedSites.has(s),
      );
      // Strangers are tried with the list whose entries name their accounts.
      const [other, tried, l] =
        first.seen.named && !second.seen.named ? [second, first, i] : [first, second, j];
      return {
        ...blind,
        pattern: (1 << i) | (1 << j),
        tried: 1 << l,
        strays: strayJoins(other, tried, tried.known),
      };
    }),
  );
}

function typeReader({ types, sightings }: Market): (row: number) => number {
  const index = new Map(types.map((name, t) => [foldWord(name), t]));
  return row => {
    const type = sightings.type[row];
    return type === null ? -1 : (index.get(foldWord(type)) ?? -1);
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
