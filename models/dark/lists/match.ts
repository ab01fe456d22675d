import type { Market } from "../../../data/market/market.ts";
import { clamp, ENOUGH_PAIRS, type Habits } from "./habits.ts";
import { alike, SAME_NAME } from "./names.ts";
import { type PlaceIndex, WINDOW_KM } from "./placeIndex.ts";

const ROUNDS = 15;

export interface Guess {
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
export function matchByPlace(
  { sightings, accounts }: Market,
  index: PlaceIndex,
  rows: readonly number[],
  typeOf: (row: number) => number,
  habits: Habits,
  given?: number,
): { guesses: Guess[]; share: number } {
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
  let share = given ?? 0.5;
  for (let round = 0; round < ROUNDS && rows.length > 0 && given === undefined; round++) {
    const sum = candidates.reduce((s, c) => s + (share * c.ratio) / (share * c.ratio + 1 - share), 0);
    share = clamp(sum / rows.length, 0.01, 0.99);
  }
  const guesses = candidates.map(({ ratio, best }) => ({
    probability: (share * ratio) / (share * ratio + 1 - share),
    account: best,
  }));
  return { guesses, share };
}

function nameRatio(a: string | null, b: string | null, { match, chance }: Habits["sameName"]): number {
  if (a === null || b === null) return 1;
  return alike(a, b) >= SAME_NAME ? match / chance : (1 - match) / (1 - chance);
}

/** Share of entries of known accounts that are found by place and name, where no linked pairs tell: of an exact list, of others. */
const RECALL = { exact: 0.99, usual: 0.92 } as const;

/** How many entries of known accounts place and name find: tried on those that name their account. */
export function recallByPlace(
  market: Market,
  index: PlaceIndex,
  linked: readonly number[],
  typeOf: (row: number) => number,
  habits: Habits,
  share: number,
): number {
  const { sightings, accounts } = market;
  const placed = linked.filter(i => accounts.cell[sightings.account[i]] >= 0);
  if (placed.length < ENOUGH_PAIRS) return habits.learned ? RECALL.exact : RECALL.usual;
  const { guesses } = matchByPlace(market, index, placed, typeOf, habits, share);
  const found = placed.filter((_, k) => guesses[k].probability >= 0.5).length;
  return clamp(found / placed.length, 0.3, 1);
}
