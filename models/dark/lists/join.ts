import type { ListEntry } from "./entry.ts";
import { type Exactness, MATCHED, matchByPlace } from "./match.ts";
import { sameOrUnnamed } from "./names.ts";
import { placeIndex } from "./placeIndex.ts";
import { strays, type Tally } from "./strays.ts";

/** A place stands twice in a list within so many spreads of its points. */
const TWICE = 2.5;

/** Entries of one list that stand where another of the same type and name stands are the same place twice. */
export function withoutDuplicates(entries: readonly ListEntry[], pointKm: number): ListEntry[] {
  const { x, y } = placeIndex(entries);
  const kept: ListEntry[] = [];
  const grid = new Map<string, ListEntry[]>();
  const step = TWICE * pointKm;
  const key = (px: number, py: number) => `${Math.floor(px / step)}/${Math.floor(py / step)}`;
  for (const entry of entries) {
    const [px, py] = [x(entry.lon), y(entry.lat)];
    const around = [-1, 0, 1].flatMap(i =>
      [-1, 0, 1].flatMap(j => grid.get(key(px + i * step, py + j * step)) ?? []),
    );
    const twin = around.find(
      other =>
        other.type === entry.type &&
        Math.hypot(x(other.lon) - px, y(other.lat) - py) < step &&
        sameOrUnnamed(other.name, entry.name),
    );
    if (twin) continue;
    kept.push(entry);
    const box = key(px, py);
    grid.set(box, [...(grid.get(box) ?? []), entry]);
  }
  return kept;
}

/** Entries of one list, each once, and how exact they are. */
export interface ListPart {
  readonly entries: readonly ListEntry[];
  readonly exactness: Exactness;
}

/**
 * Entries of several lists that are one account, by the law by which entries are matched to known accounts: one list after
 * the other is looked for among what stands on those before, the surest first, and no two entries of a list are one account.
 */
export function joinLists([first, ...others]: readonly ListPart[]): readonly ListEntry[] {
  return others.reduce((before, list) => {
    const { merged, alone } = joinList(
      before.entries,
      list.entries,
      together(before.exactness, list.exactness),
    );
    return { entries: [...merged, ...alone], exactness: wider(before.exactness, list.exactness) };
  }, first).entries;
}

/** Entries of known accounts of a list. */
export interface KnownEntries {
  readonly all: readonly ListEntry[];
  /** Those of them that place and name would not find, and what part of the list's own entries are such. */
  readonly missed: readonly ListEntry[];
  readonly missedShare: number;
}

/**
 * How many entries of the second list would be joined to what the first holds alone, though they are strangers there: tried on
 * entries of known accounts. Those that were not found among the accounts are at a wrong place more often than others.
 */
export function strayJoins(
  first: ListPart,
  second: ListPart,
  { all, missed, missedShare }: KnownEntries,
): Tally {
  const exactness = together(first.exactness, second.exactness);
  const { merged, share } = joinList(first.entries, second.entries, exactness);
  const alone = placeIndex(first.entries.filter((entry, k) => merged[k] === entry));
  const tally = (trials: readonly ListEntry[]) => strays(alone, trials, second.entries, { exactness, share });
  const [usual, lost] = [tally(all), tally(missed)];
  if (usual.of === 0 || lost.of === 0) return usual;
  const chance = ((1 - missedShare) * usual.hits) / usual.of + (missedShare * lost.hits) / lost.of;
  return { hits: chance * usual.of, of: usual.of };
}

function joinList(joined: readonly ListEntry[], entries: readonly ListEntry[], exactness: Exactness) {
  const { guesses, share } = matchByPlace(placeIndex(joined), entries, exactness);
  const taken = new Map<ListEntry, ListEntry>();
  const alone: ListEntry[] = [];
  const surest = Array.from(entries.keys()).sort((a, b) => guesses[b].probability - guesses[a].probability);
  for (const k of surest) {
    const { probability, place } = guesses[k];
    if (place && probability >= MATCHED && !taken.has(place)) taken.set(place, entries[k]);
    else alone.push(entries[k]);
  }
  const merged = joined.map(entry => {
    const other = taken.get(entry);
    if (!other) return entry;
    return {
      ...entry,
      rows: [...entry.rows, ...other.rows],
      pattern: entry.pattern | other.pattern,
      type: Math.max(entry.type, other.type),
      // Where two lists agree, an account that both know and the company does not is likelier.
      weight: 1 - (1 - entry.weight) * (1 - other.weight),
    };
  });
  return { merged, alone, share };
}

/** How far apart two entries of one account stand, if each is as exact as its list. */
function together(a: Exactness, b: Exactness): Exactness {
  return {
    pointKm: Math.hypot(a.pointKm, b.pointKm),
    misplaced: 1 - (1 - a.misplaced) * (1 - b.misplaced),
    sameName: {
      match: a.sameName.match * b.sameName.match,
      chance: Math.max(a.sameName.chance, b.sameName.chance),
    },
  };
}

function wider(a: Exactness, b: Exactness): Exactness {
  return a.pointKm > b.pointKm ? a : b;
}
