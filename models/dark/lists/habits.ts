import type { Market } from "../../../data/market/market.ts";
import type { ListEntry, PlacedAccount } from "./entry.ts";
import { alike, SAME_NAME } from "./names.ts";
import { type PlaceIndex, WINDOW_KM } from "./placeIndex.ts";

/** Where no linked pairs tell: points are 30 m off, 3% are at a wrong place, 2% no longer trade. */
const DEFAULTS = { pointKm: 0.03, misplaced: 0.03, dead: 0.02 } as const;
/** A list whose points are those of our own file, to the metre, was placed by the same hand. */
const EXACT = { pointKm: 0.005, misplaced: 0.003 } as const;
const EXACT_KM = 0.002;
/** Linked pairs from which the list's own habits are learned. */
export const ENOUGH_PAIRS = 20;
const ROUNDS = 60;

export interface Habits {
  /** Whether pairs that name each other have told. */
  readonly learned: boolean;
  readonly pointKm: number;
  readonly misplaced: number;
  readonly dead: number;
  /** Chance of a same name for a true pair and for two accounts of one type. */
  readonly sameName: { readonly match: number; readonly chance: number };
}

/**
 * How exact and how fresh the list is, from the entries that name their account; where hardly any does, how exact it is from
 * those that do not.
 */
export function learnHabits(
  { sightings, accounts }: Market,
  index: PlaceIndex<PlacedAccount>,
  linked: readonly number[],
  open: readonly ListEntry[],
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
  if (km.length < ENOUGH_PAIRS) return { ...unnamedHabits(index, open), sameName };
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

function unnamedHabits(
  index: PlaceIndex<PlacedAccount>,
  open: readonly ListEntry[],
): Omit<Habits, "sameName"> {
  const nearest = open.flatMap(entry => {
    const near = index.near({ ...entry, type: -1 }).map(n => n.km);
    return near.length > 0 ? [Math.min(...near)] : [];
  });
  const exactly = nearest.filter(km => km < EXACT_KM).length > 0.1 * open.length;
  if (exactly) return { ...DEFAULTS, ...EXACT, learned: true };
  return { ...DEFAULTS, learned: false, pointKm: spreadOfPoints(index, open) };
}

/**
 * The spread of a list's points where no entry names its account: by EM over the nearest account of each entry, which is
 * the entry's own at a Rayleigh distance, or a stranger at the distance that the accounts' density lets expect.
 */
function spreadOfPoints(index: PlaceIndex<PlacedAccount>, open: readonly ListEntry[]): number {
  const pairs = open.flatMap(entry => {
    const near = index.near(entry);
    if (near.length === 0) return [];
    const km = near.reduce((least, n) => Math.min(least, n.km), Number.POSITIVE_INFINITY);
    return [{ km, density: near.length / (Math.PI * WINDOW_KM ** 2) }];
  });
  if (pairs.length < ENOUGH_PAIRS) return DEFAULTS.pointKm;
  let [variance, share] = [(2 * DEFAULTS.pointKm) ** 2, 0.5];
  for (let round = 0; round < ROUNDS; round++) {
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

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
