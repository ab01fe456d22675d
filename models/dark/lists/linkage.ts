import { foldWord } from "../../../data/config/vocabulary.ts";
import type { Market } from "../../../data/market/market.ts";
import type { ListEntry } from "./entry.ts";
import { learnHabits, spreadOfPoints } from "./habits.ts";
import { joinLists, withoutDuplicates } from "./join.ts";
import { matchByPlace, recallByPlace } from "./match.ts";
import { type PlaceIndex, placeIndex } from "./placeIndex.ts";

/**
 * Which entries of other lists are known accounts: by id where the list names one, else by place, name and type
 * (Fellegi and Sunter 1969; an entry is one of the accounts around it, or none).
 */
export interface Linkage {
  readonly lists: readonly string[];
  /** [account] bit l: list l holds it. */
  readonly pattern: Uint8Array;
  /** [list] known accounts that it holds and that were not found, for each one found. */
  readonly overlooked: readonly number[];
  /** Entries that may be accounts nobody knows. */
  readonly entries: readonly ListEntry[];
  readonly report: LinkageReport;
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
/**
 * Entries that never traded cannot be told from dark accounts. A list that is careless where it can be seen is taken to
 * be as careless where it cannot: their share is this part of the entries that stand twice or at a wrong place.
 */
const GHOSTS = 0.4;
/** No more than this of what nobody knows is taken to be ghosts and overlooked accounts. */
const MOST_IMPURE = 0.5;

/** @param closed whether an account's place trades no more; an old number of a place that goes on is not closed */
export function linkSightings(market: Market, closed: (account: number) => boolean): Linkage {
  const { sightings } = market;
  const names = [...new Set(sightings.source)];
  const lists = names.slice(0, MOST_LISTS);
  const index = placeIndex(market);
  const pattern = new Uint8Array(market.accounts.count);
  const parts = lists.map((name, l) => {
    const rows = Array.from(sightings.source.keys()).filter(
      i => sightings.source[i] === name || (l === MOST_LISTS - 1 && names.indexOf(sightings.source[i]) > l),
    );
    return linkList(market, index, rows, 1 << l, pattern, closed);
  });
  const entries = joinLists(
    market,
    index,
    parts.map(part => ({ entries: part.entries, pointKm: part.report.pointKm })),
  );
  const all = parts.reduce((sum, p) => sum + p.report.entries, 0) || 1;
  const mean = (key: keyof LinkageReport) =>
    parts.reduce((sum, p) => sum + (p.report[key] * p.report.entries) / all, 0);
  const total = (key: keyof LinkageReport) => parts.reduce((sum, p) => sum + p.report[key], 0);
  return {
    lists,
    pattern,
    overlooked: parts.map(part => part.overlooked),
    entries,
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

function linkList(
  market: Market,
  index: PlaceIndex,
  rows: readonly number[],
  bit: number,
  pattern: Uint8Array,
  closed: (account: number) => boolean,
): { entries: ListEntry[]; report: LinkageReport; overlooked: number } {
  const { sightings } = market;
  const typeOf = typeReader(market);
  const linked = rows.filter(i => sightings.account[i] >= 0);
  const open = rows.filter(i => sightings.account[i] < 0);
  const told = learnHabits(market, index, linked, open, closed);
  const habits = told.learned
    ? told
    : { ...told, pointKm: spreadOfPoints(market, index, open, typeOf, told) };
  const seen = new Set<number>();
  let duplicates = 0;
  const claim = (account: number): void => {
    if (seen.has(account)) duplicates++;
    seen.add(account);
    if (!closed(account)) pattern[account] |= bit;
  };
  for (const i of linked) claim(sightings.account[i]);
  const { guesses, share } = matchByPlace(market, index, open, typeOf, habits);
  let byPlace = 0;
  let error = 0;
  let doubted = 0;
  const rest: ListEntry[] = [];
  open.forEach((row, k) => {
    const { probability, account } = guesses[k];
    error += Math.min(probability, 1 - probability);
    if (probability >= 0.5) {
      byPlace++;
      claim(account);
      return;
    }
    doubted += probability;
    const weight = (1 - probability) * (1 - habits.dead);
    rest.push({
      row,
      lat: sightings.lat[row],
      lon: sightings.lon[row],
      type: typeOf(row),
      pattern: bit,
      weight,
    });
  });
  const single = withoutDuplicates(market, index, rest, habits.pointKm);
  const twice = (duplicates + rest.length - single.length) / Math.max(1, rows.length);
  const recall = recallByPlace(market, index, linked, typeOf, habits, share);
  const overlooked = (byPlace * (1 - recall)) / recall;
  const ghosts = GHOSTS * (twice + habits.misplaced) * rows.length;
  const unique = withoutWeight(single, ghosts + Math.max(0, overlooked - doubted));
  const report: LinkageReport = {
    entries: rows.length,
    byId: linked.length,
    byPlace,
    errorRate: open.length > 0 ? error / open.length : 0,
    duplicates: twice,
    misplaced: habits.misplaced,
    dead: habits.dead,
    pointKm: habits.pointKm,
  };
  const found = linked.length + byPlace;
  return { entries: unique, report, overlooked: found > 0 ? overlooked / found : 0 };
}

function typeReader({ types, sightings }: Market): (row: number) => number {
  const index = new Map(types.map((name, t) => [foldWord(name), t]));
  return row => {
    const type = sightings.type[row];
    return type === null ? -1 : (index.get(foldWord(type)) ?? -1);
  };
}

/** Takes the weight of ghosts and of overlooked known accounts off all entries, since nothing tells which they are. */
function withoutWeight(entries: readonly ListEntry[], weight: number): ListEntry[] {
  const total = entries.reduce((sum, e) => sum + e.weight, 0);
  const share = total > 0 ? Math.min(MOST_IMPURE, weight / total) : 0;
  return entries.map(e => ({ ...e, weight: e.weight * (1 - share) }));
}
