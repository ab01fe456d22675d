import { clamp, type Habits } from "./habits.ts";
import { alike, SAME_NAME } from "./names.ts";
import { type Placed, type PlaceIndex, WINDOW_KM } from "./placeIndex.ts";

const ROUNDS = 15;
/** What is matched with at least this probability is taken for that account. */
export const MATCHED = 0.5;

/** How exactly what is looked for stands where it should, and under its name. */
export type Exactness = Pick<Habits, "pointKm" | "misplaced" | "sameName">;

export interface Guess<P> {
  /** That it is one of the places around it. */
  readonly probability: number;
  /** The likeliest of them; null where there is none. */
  readonly place: P | null;
}

export interface Matches<P> {
  readonly guesses: readonly Guess<P>[];
  /** How many are one of the places at all. */
  readonly share: number;
}

export interface Given<E, P> {
  /** Of the entries that are one of the places; default: estimated. */
  readonly share?: number | undefined;
  /** Places that an entry may be at all; default: every one. */
  readonly seen?: ((entry: E, place: P) => boolean) | undefined;
}

/**
 * Each entry is one of the places of its type around it or none; the share that is none is estimated by EM (Fellegi and Sunter
 * 1969). A place at distance d is r times as likely the one than one that stands there by chance:
 * r = [(1 − m)·e^(−d²/2σ²)/(2πσ²) + m/(π·window²)] / density, times the likelihood ratio of the names, which a name that many
 * places have raises less (Winkler 1989).
 */
export function matchByPlace<E extends Placed, P extends Placed>(
  index: PlaceIndex<P>,
  entries: readonly E[],
  { pointKm: s, misplaced: m, sameName }: Exactness,
  { share: given, seen }: Given<E, P> = {},
): Matches<P> {
  const disc = Math.PI * WINDOW_KM ** 2;
  const candidates = entries.map(entry => {
    const near = index.near(entry).filter(({ place }) => seen?.(entry, place) ?? true);
    const chance = Math.max(sameName.chance, entry.name === null ? 0 : index.named(entry.name));
    let ratio = 0;
    let best: P | null = null;
    let bestRatio = 0;
    for (const { place, km } of near) {
      const here = ((1 - m) * Math.exp(-(km * km) / (2 * s * s))) / (2 * Math.PI * s * s) + m / disc;
      const r = here * disc * nameRatio(entry.name, place.name, sameName.match, chance);
      ratio += r / near.length;
      if (r > bestRatio) {
        bestRatio = r;
        best = place;
      }
    }
    return { ratio, best };
  });
  let share = given ?? 0.5;
  for (let round = 0; round < ROUNDS && entries.length > 0 && given === undefined; round++) {
    const sum = candidates.reduce((total, { ratio }) => total + posterior(share, ratio), 0);
    share = clamp(sum / entries.length, 0.01, 0.99);
  }
  const guesses = candidates.map(({ ratio, best }) => ({
    probability: posterior(share, ratio),
    place: best,
  }));
  return { guesses, share };
}

function posterior(share: number, ratio: number): number {
  return (share * ratio) / (share * ratio + 1 - share);
}

function nameRatio(a: string | null, b: string | null, match: number, chance: number): number {
  if (a === null || b === null) return 1;
  return alike(a, b) >= SAME_NAME ? match / chance : (1 - match) / (1 - chance);
}
