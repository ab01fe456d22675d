import type { Market } from "../../data/market.ts";
import { foldWord } from "../../data/vocabulary.ts";

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
  readonly report: LinkageReport;
}

export interface ListEntry {
  /** Row of the market's sightings. */
  readonly row: number;
  readonly lat: number;
  readonly lon: number;
  /** Index into the market's types; -1 where the list does not say, or names a type that no account has. */
  readonly type: number;
  /** Bits of the lists that hold it. */
  readonly pattern: number;
  /** Probability that it trades and is no known account. */
  readonly weight: number;
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
export const MOST_LISTS = 3;
/** An entry may be an account within so many km; further off it would be a guess. */
const WINDOW_KM = 3;
/**
 * Entries that never traded cannot be told from unknown accounts. A list that is careless where it can be seen is taken to
 * be as careless where it cannot: their share is this part of the entries that stand twice or at a wrong place.
 */
const GHOSTS = 0.4;
/** No list is taken to hold more ghosts than this among what nobody knows. */
const MOST_GHOSTS = 0.4;
/** Where no linked pairs tell: points are 30 m off, 3% are at a wrong place, 2% no longer trade. */
const DEFAULTS = { pointKm: 0.03, misplaced: 0.03, dead: 0.02 } as const;
/** A list whose points are those of our own file, to the metre, was placed by the same hand. */
const EXACT = { pointKm: 0.005, misplaced: 0.003 } as const;
const EXACT_KM = 0.002;
/** Linked pairs from which the list's own habits are learned. */
const ENOUGH_PAIRS = 20;
/** Names as alike as this count as the same. */
const SAME_NAME = 0.75;
const ROUNDS = 15;

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

/** Places in km, sorted from south to north, by type: accounts near a point are found without looking at all. */
interface PlaceIndex {
  x(lon: number): number;
  y(lat: number): number;
  /** Accounts with coordinates, open or not, within the window; of the type, where one is given. */
  near(x: number, y: number, type: number): { account: number; km: number }[];
}

function placeIndex({ accounts }: Market): PlaceIndex {
  const placed = Array.from({ length: accounts.count }, (_, i) => i).filter(i => accounts.cell[i] >= 0);
  const middle = placed.reduce((sum, i) => sum + accounts.lat[i], 0) / (placed.length || 1);
  const width = 111.195 * Math.cos((middle * Math.PI) / 180);
  const x = (lon: number): number => lon * width;
  const y = (lat: number): number => lat * 111.195;
  placed.sort((a, b) => accounts.lat[a] - accounts.lat[b]);
  const ys = placed.map(i => y(accounts.lat[i]));
  const xs = placed.map(i => x(accounts.lon[i]));
  return {
    x,
    y,
    near(px, py, type) {
      let low = 0;
      let high = ys.length;
      while (low < high) {
        const m = (low + high) >> 1;
        if (ys[m] < py - WINDOW_KM) low = m + 1;
        else high = m;
      }
      const found: { account: number; km: number }[] = [];
      for (let k = low; k < ys.length && ys[k] <= py + WINDOW_KM; k++) {
        const km = Math.hypot(xs[k] - px, ys[k] - py);
        if (km <= WINDOW_KM && (type < 0 || accounts.type[placed[k]] === type))
          found.push({ account: placed[k], km });
      }
      return found;
    },
  };
}

interface Habits {
  /** Whether pairs that name each other have told. */
  readonly learned: boolean;
  readonly pointKm: number;
  readonly misplaced: number;
  readonly dead: number;
  /** Chance of a same name for a true pair and for two accounts of one type. */
  readonly sameName: { readonly match: number; readonly chance: number };
}

function linkList(
  market: Market,
  index: PlaceIndex,
  rows: readonly number[],
  bit: number,
  pattern: Uint8Array,
  closed: (account: number) => boolean,
): { entries: ListEntry[]; report: LinkageReport } {
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
  const guesses = matchByPlace(market, index, open, typeOf, habits);
  let byPlace = 0;
  let error = 0;
  const rest: ListEntry[] = [];
  open.forEach((row, k) => {
    const { probability, account } = guesses[k];
    error += Math.min(probability, 1 - probability);
    if (probability >= 0.5) {
      byPlace++;
      claim(account);
      return;
    }
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
  const unique = withoutGhosts(single, GHOSTS * (twice + habits.misplaced) * rows.length);
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
  return { entries: unique, report };
}

function typeReader({ types, sightings }: Market): (row: number) => number {
  const index = new Map(types.map((name, t) => [foldWord(name), t]));
  return row => {
    const type = sightings.type[row];
    return type === null ? -1 : (index.get(foldWord(type)) ?? -1);
  };
}

/** How exact and how fresh the list is, from the entries that name their account. */
function learnHabits(
  { sightings, accounts }: Market,
  index: PlaceIndex,
  linked: readonly number[],
  open: readonly number[],
  closed: (account: number) => boolean,
): Habits {
  const placed = linked.filter(i => accounts.cell[sightings.account[i]] >= 0);
  const km = placed.map(i => {
    const a = sightings.account[i];
    return Math.hypot(
      index.x(sightings.lon[i]) - index.x(accounts.lon[a]),
      index.y(sightings.lat[i]) - index.y(accounts.lat[a]),
    );
  });
  const named = linked.filter(
    i => sightings.name[i] !== null && accounts.names[sightings.account[i]] !== null,
  );
  const same = named.filter(i => alike(sightings.name[i], accounts.names[sightings.account[i]]) >= SAME_NAME);
  const sameName = {
    match: named.length >= ENOUGH_PAIRS ? clamp(same.length / named.length, 0.05, 0.98) : 0.8,
    chance: 0.02,
  };
  if (km.length < ENOUGH_PAIRS) {
    const exact = open.filter(i =>
      index.near(index.x(sightings.lon[i]), index.y(sightings.lat[i]), -1).some(near => near.km < EXACT_KM),
    );
    const exactly = exact.length > 0.1 * open.length;
    return { ...DEFAULTS, ...(exactly && EXACT), learned: exactly, sameName };
  }
  // The median of a Rayleigh distance is 1.177 σ, and misplaced entries do not move it much.
  const sorted = [...km].sort((a, b) => a - b);
  const pointKm = Math.max(0.005, sorted[sorted.length >> 1] / 1.177);
  const misplaced = km.filter(d => d > 4 * pointKm).length / km.length;
  const dead = linked.filter(i => closed(sightings.account[i])).length / linked.length;
  return {
    learned: true,
    pointKm,
    misplaced: clamp(misplaced, 0.001, 0.5),
    dead,
    sameName,
  };
}

/**
 * The spread of a list's points where no entry names its account: by EM over the nearest account of each entry, which is
 * the entry's own at a Rayleigh distance, or a stranger at the distance that the accounts' density lets expect.
 */
function spreadOfPoints(
  { sightings }: Market,
  index: PlaceIndex,
  rows: readonly number[],
  typeOf: (row: number) => number,
  { pointKm }: Habits,
): number {
  const pairs = rows.flatMap(row => {
    const near = index.near(index.x(sightings.lon[row]), index.y(sightings.lat[row]), typeOf(row));
    if (near.length === 0) return [];
    const km = near.reduce((least, n) => Math.min(least, n.km), Number.POSITIVE_INFINITY);
    return [{ km, density: near.length / (Math.PI * WINDOW_KM ** 2) }];
  });
  if (pairs.length < ENOUGH_PAIRS) return pointKm;
  let [variance, share] = [(2 * pointKm) ** 2, 0.5];
  for (let round = 0; round < 4 * ROUNDS; round++) {
    let [weight, square] = [0, 0];
    for (const { km, density } of pairs) {
      const own = (share * Math.exp((-km * km) / (2 * variance))) / (2 * Math.PI * variance);
      const stranger = (1 - share) * density * Math.exp(-density * Math.PI * km * km);
      const w = own / (own + stranger);
      weight += w;
      square += w * km * km;
    }
    share = clamp(weight / pairs.length, 0.02, 0.98);
    variance = clamp(square / (2 * weight), 0.005 ** 2, 0.3 ** 2);
  }
  return Math.sqrt(variance);
}

interface Guess {
  /** That the entry is one of the accounts around it. */
  readonly probability: number;
  /** The likeliest of them. */
  readonly account: number;
}

/**
 * Each entry is one of the accounts of its type around it or none; the share that is none is estimated by EM. An account at
 * distance d is r times as likely the one than one that stands there by chance:
 * r = [(1 − m)·e^(−d²/2σ²)/(2πσ²) + m/(π·window²)] / density, times the likelihood ratio of the names.
 */
function matchByPlace(
  { sightings, accounts }: Market,
  index: PlaceIndex,
  rows: readonly number[],
  typeOf: (row: number) => number,
  habits: Habits,
): Guess[] {
  const disc = Math.PI * WINDOW_KM ** 2;
  const candidates = rows.map(row => {
    const near = index.near(index.x(sightings.lon[row]), index.y(sightings.lat[row]), typeOf(row));
    let ratio = 0;
    let best = -1;
    let bestRatio = 0;
    for (const { account, km } of near) {
      const { pointKm: s, misplaced: m } = habits;
      const here = ((1 - m) * Math.exp(-(km * km) / (2 * s * s))) / (2 * Math.PI * s * s) + m / disc;
      const r = here * disc * nameRatio(sightings.name[row], accounts.names[account], habits.sameName);
      ratio += r / near.length;
      if (r > bestRatio) {
        bestRatio = r;
        best = account;
      }
    }
    return { ratio, best };
  });
  let share = 0.5;
  for (let round = 0; round < ROUNDS && rows.length > 0; round++) {
    const sum = candidates.reduce((s, c) => s + (share * c.ratio) / (share * c.ratio + 1 - share), 0);
    share = clamp(sum / rows.length, 0.01, 0.99);
  }
  return candidates.map(({ ratio, best }) => ({
    probability: (share * ratio) / (share * ratio + 1 - share),
    account: best,
  }));
}

function nameRatio(a: string | null, b: string | null, { match, chance }: Habits["sameName"]): number {
  if (a === null || b === null) return 1;
  return alike(a, b) >= SAME_NAME ? match / chance : (1 - match) / (1 - chance);
}

/** A name that another begins with is that name cut short, if it is this long. */
const LEAST_PREFIX = 4;
const CUT_SHORT = 0.9;

/** Dice's coefficient of the letter pairs of two names, folded; nearly 1 where one is the other cut short. */
export function alike(a: string | null, b: string | null): number {
  if (a === null || b === null) return 0;
  const [short, long] = [foldedName(a), foldedName(b)].sort((p, q) => p.length - q.length);
  if (short === long) return 1;
  if (short.length >= LEAST_PREFIX && long.startsWith(short)) return CUT_SHORT;
  const [x, y] = [short, long].map(pairs);
  const all = x.length + y.length;
  if (all === 0) return 0;
  const left = new Map<string, number>();
  for (const p of x) left.set(p, (left.get(p) ?? 0) + 1);
  let common = 0;
  for (const p of y) {
    const n = left.get(p) ?? 0;
    if (n > 0) {
      common++;
      left.set(p, n - 1);
    }
  }
  return (2 * common) / all;
}

/** Folded names, kept: a name is compared with many others. */
const FOLDED = new Map<string, string>();
const MOST_FOLDED = 200_000;

function foldedName(text: string): string {
  const kept = FOLDED.get(text);
  if (kept !== undefined) return kept;
  const folded = foldWord(text);
  if (FOLDED.size >= MOST_FOLDED) FOLDED.clear();
  FOLDED.set(text, folded);
  return folded;
}

function pairs(folded: string): string[] {
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2));
}

/** Takes the weight of entries that never traded off all of them, since nothing tells which they are. */
function withoutGhosts(entries: readonly ListEntry[], ghosts: number): ListEntry[] {
  const total = entries.reduce((sum, e) => sum + e.weight, 0);
  const share = total > 0 ? Math.min(MOST_GHOSTS, ghosts / total) : 0;
  return entries.map(e => ({ ...e, weight: e.weight * (1 - share) }));
}

/** Entries of one list that stand where another of the same type stands are the same place twice. */
function withoutDuplicates(
  { sightings }: Market,
  index: PlaceIndex,
  entries: readonly ListEntry[],
  pointKm: number,
): ListEntry[] {
  const kept: ListEntry[] = [];
  const grid = new Map<string, ListEntry[]>();
  const step = 2.5 * pointKm;
  const key = (x: number, y: number) => `${Math.floor(x / step)}/${Math.floor(y / step)}`;
  for (const entry of entries) {
    const [x, y] = [index.x(entry.lon), index.y(entry.lat)];
    const around = [-1, 0, 1].flatMap(i =>
      [-1, 0, 1].flatMap(j => grid.get(key(x + i * step, y + j * step)) ?? []),
    );
    const twin = around.find(
      other =>
        other.type === entry.type &&
        Math.hypot(index.x(other.lon) - x, index.y(other.lat) - y) < step &&
        sameOrUnnamed(sightings.name[other.row], sightings.name[entry.row]),
    );
    if (twin) continue;
    kept.push(entry);
    const box = key(x, y);
    grid.set(box, [...(grid.get(box) ?? []), entry]);
  }
  return kept;
}

function sameOrUnnamed(a: string | null, b: string | null): boolean {
  return a === null || b === null || alike(a, b) >= SAME_NAME;
}

/** How far apart the points of two lists may be, in spreads of their difference: with a same name, and without names. */
const JOIN = { named: 4, unnamed: 2.5 } as const;

/** Entries of several lists that stand at one place, as well as the lists place them, are one account on several lists. */
function joinLists(
  { sightings }: Market,
  index: PlaceIndex,
  lists: readonly { readonly entries: readonly ListEntry[]; readonly pointKm: number }[],
): ListEntry[] {
  const joined: (ListEntry & { readonly pointKm: number })[] = [];
  for (const { entries, pointKm } of lists) {
    const before = joined.length;
    const widest = Math.max(pointKm, ...lists.map(l => l.pointKm));
    const step = JOIN.named * Math.hypot(pointKm, widest);
    const box = (x: number, y: number) => `${Math.floor(x / step)}/${Math.floor(y / step)}`;
    const grid = new Map<string, number[]>();
    for (let k = 0; k < before; k++) {
      const key = box(index.x(joined[k].lon), index.y(joined[k].lat));
      const rows = grid.get(key);
      if (rows) rows.push(k);
      else grid.set(key, [k]);
    }
    for (const entry of entries) {
      const [x, y] = [index.x(entry.lon), index.y(entry.lat)];
      let twin = -1;
      let nearest = Number.POSITIVE_INFINITY;
      for (const i of [-1, 0, 1]) {
        for (const j of [-1, 0, 1]) {
          for (const k of grid.get(box(x + i * step, y + j * step)) ?? []) {
            const other = joined[k];
            if ((other.pattern & entry.pattern) !== 0) continue;
            if (other.type !== entry.type && other.type >= 0 && entry.type >= 0) continue;
            const [a, b] = [sightings.name[other.row], sightings.name[entry.row]];
            const named = a !== null && b !== null;
            const same = named && alike(a, b) >= SAME_NAME;
            const spread = Math.hypot(pointKm, other.pointKm);
            const km = Math.hypot(index.x(other.lon) - x, index.y(other.lat) - y);
            const reach = same ? JOIN.named : named ? JOIN.unnamed / 2 : JOIN.unnamed;
            // A same name counts for more than a few metres.
            const distance = km / spread - (same ? JOIN.named : 0);
            if (km <= reach * spread && distance < nearest) {
              nearest = distance;
              twin = k;
            }
          }
        }
      }
      if (twin < 0) {
        joined.push({ ...entry, pointKm });
        continue;
      }
      const other = joined[twin];
      joined[twin] = {
        ...other,
        pattern: other.pattern | entry.pattern,
        type: Math.max(other.type, entry.type),
        // Two lists that agree on a place: it is hardly a dead entry or a ghost.
        weight: 1 - (1 - other.weight) * (1 - entry.weight),
      };
    }
  }
  return joined;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
