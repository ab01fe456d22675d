import { DAYS_A_WEEK } from "../travel/minutes.ts";
import type { Question } from "./question.ts";
import { CUT, KEPT, type State } from "./state.ts";

/** What plans are compared by; each is better the smaller it is. */
export interface Scores {
  /** Largest relative deviation of a territory from its target, over all balances. */
  readonly balance: number;
  /** Share of all borders between units that lie between territories. */
  readonly compactness: number;
  /**
   * Kilometres a week on the way out to a day's calls and back, as the crow flies: of each call its part of a day's tour, from
   * the rep's home, else from the middle of the territory's calls. Ways between stops are left out: they hardly depend on
   * whose they are. 0 where no calls are known.
   */
  readonly travel: number;
  /** Share of the held amount that changes rep. */
  readonly disruption: number;
}

export const SCORES = ["balance", "compactness", "travel", "disruption"] as const;
export type ScoreName = (typeof SCORES)[number];

/** How much of each is asked for, beside the constraints. */
export type Taste = Readonly<Record<ScoreName, number>>;

export function scoresOf(state: State): Scores {
  const { question, totals } = state;
  const { territories, balances } = question;
  let balance = 0;
  let travel = 0;
  for (let t = 0; t < territories; t++) {
    for (let b = 0; b < balances; b++) balance = Math.max(balance, Math.abs(deviation(state, t, b)));
    travel += travelOf(state, t);
  }
  return {
    balance,
    compactness: totals[CUT] / question.allBorder,
    travel,
    disruption: disruptionOf(state),
  };
}

/** Relative deviation of a territory from its target. */
function deviation({ question, sums }: State, territory: number, balance: number): number {
  const at = territory * question.balances + balance;
  return relative(question, at, sums[at]);
}

function relative({ perTarget }: Question, at: number, sum: number): number {
  return perTarget[at] > 0 ? sum * perTarget[at] - 1 : 0;
}

const TENTHS = 10;

/** Kilometres a week, by the sums of a territory; from the middle the root mean square way stands for the mean one. */
function travelOf({ question, travel }: State, territory: number): number {
  if (question.travel === null) return 0;
  const { homeX, scale } = question.travel;
  const calls = travel[territory * 4];
  const [x, y, squares] = [1, 2, 3].map(i => travel[territory * 4 + i]) as [number, number, number];
  const ways = Number.isNaN(homeX[territory]) ? Math.sqrt(Math.max(0, calls * squares - x * x - y * y)) : x;
  return (2 * ways) / TENTHS / Math.max(scale, calls / DAYS_A_WEEK);
}

function disruptionOf({ question, totals }: State): number {
  return 1 - totals[KEPT] / question.held;
}

/**
 * How many kinds of bounds a state keeps: 0 where a territory is empty, over its capacity or too much changes rep; 1 where
 * only balances are out of tolerance; 2: all.
 */
export type Kept = 0 | 1 | 2;

export function boundsKept(state: State): Kept {
  const { question, size, load, totals } = state;
  if (totals[KEPT] < leastKept(question)) return 0;
  let even = true;
  for (let t = 0; t < question.territories; t++) {
    if (size[t] === 0 || load[t] > question.capacity[t]) return 0;
    for (let b = 0; b < question.balances; b++)
      if (Math.abs(deviation(state, t, b)) > question.tolerance[b]) even = false;
  }
  return even ? 2 : 1;
}

/** What must stay with the territories that hold it. */
export function leastKept({ held, maxDisruption }: Question): number {
  return held * (1 - maxDisruption);
}

/** A breach of a bound weighs so much more than anything that is liked. */
const BREACH = 4;

/**
 * What annealing makes small: by territory what is uneven (squares of deviations in tolerances, steeper outside), what is
 * over capacity and what is driven; for all, borders cut and what changes hands. In units of one territory.
 */
export interface Energy {
  /** Of the territories that a move touches. */
  territory(state: State, territory: number): number;
  /** The same of sums that a territory would have; without travel. */
  sums(sums: Float64Array, at: number, load: number, territory: number): number;
  /** Of what is counted for all territories together. */
  whole(kept: number, cut: number): number;
}

/** @param start where the search starts: borders and travel are measured against it */
export function energyOf(question: Question, taste: Taste, start: Scores): Energy {
  const { territories, balances, tolerance, importance, perTarget, capacity } = question;
  const travelUnit = start.travel > 0 ? (taste.travel * territories) / start.travel : 0;
  const cutUnit =
    (taste.compactness * territories) / (Math.max(start.compactness, 1e-9) * question.allBorder);
  const sums = (values: Float64Array, at: number, load: number, territory: number) => {
    let energy = 0;
    for (let b = 0; b < balances; b++) {
      const row = territory * balances + b;
      if (!(perTarget[row] > 0)) continue;
      const off = Math.abs(values[at + b] * perTarget[row] - 1) / tolerance[b];
      energy += importance[b] * taste.balance * Math.min(off, 1) * Math.min(off, 1);
      if (off > INNER) energy += BREACH * (off - INNER);
    }
    return load > capacity[territory] ? energy + BREACH * (load / capacity[territory]) : energy;
  };
  return {
    sums,
    territory: (state, t) =>
      sums(state.sums, t * balances, state.load[t], t) +
      (travelUnit > 0 ? travelUnit * travelOf(state, t) : 0),
    whole(kept, cut) {
      const moved = 1 - kept / question.held;
      const over = Math.max(0, moved - question.maxDisruption);
      return cutUnit * cut + territories * (taste.disruption * DISRUPTED * moved + BREACH * OVER * over);
    },
  };
}

/** Deviations are held a hair inside their bounds, so that a walk that cools down ends inside and not on the line. */
const INNER = 0.98;
/** A plan that moves everything weighs as much as so many tolerances in each territory. */
const DISRUPTED = 4;
const OVER = 200;
