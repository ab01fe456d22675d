import type { Question } from "./question.ts";
import { CUT, KEPT, type State } from "./state.ts";

/** What plans are compared by; each is better the smaller it is. */
export interface Scores {
  /** Largest relative deviation of a territory from its target, over all balances. */
  readonly balance: number;
  /** Share of all borders between units that lie between territories. */
  readonly compactness: number;
  /** Kilometres a week: calls × root mean square distance of a call from the middle of its territory's calls; 0 without. */
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
    travel: question.travel ? travel / question.travel.kilometre : 0,
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

/** Calls × root mean square distance from their middle, by the sums of a territory. */
function travelOf({ travel }: State, territory: number): number {
  const [calls, x, y, squares] = [0, 1, 2, 3].map(i => travel[territory * 4 + i]) as [
    number,
    number,
    number,
    number,
  ];
  return calls > 0 ? Math.sqrt(Math.max(0, calls * squares - x * x - y * y)) : 0;
}

function disruptionOf({ question, totals }: State): number {
  return 1 - totals[KEPT] / question.held;
}

/** Whether every constraint that is counted in sums holds: balances, capacity, disruption, no territory empty. */
export function withinBounds(state: State): boolean {
  const { question, size, load } = state;
  if (disruptionOf(state) > question.maxDisruption) return false;
  for (let t = 0; t < question.territories; t++) {
    if (size[t] === 0 || load[t] > question.capacity[t]) return false;
    for (let b = 0; b < question.balances; b++)
      if (Math.abs(deviation(state, t, b)) > question.tolerance[b]) return false;
  }
  return true;
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
  const travelUnit =
    start.travel > 0 ? (taste.travel * territories) / (start.travel * question.travel!.kilometre) : 0;
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
const OVER = 20;
