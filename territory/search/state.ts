import type { Question } from "./question.ts";

/**
 * An assignment with the sums that its scores are made of. A move updates them in O(degree + balances + holders of the unit);
 * all are whole numbers, so that they equal those of a full count to the bit.
 */
export interface State {
  readonly question: Question;
  /** Of each unit: 0 … territories − 1. */
  readonly territory: Int32Array;
  /** Units of each territory. */
  readonly size: Int32Array;
  /** Members of each territory as a ring: first of each territory, next and previous of each unit; -1: none. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Territory × balance, `base` included. */
  readonly sums: Float64Array;
  readonly load: Float64Array;
  /** By territory: calls; with a home Σ calls × way from it; without Σ calls·x, Σ calls·y, Σ calls·(x² + y²). */
  readonly travel: Float64Array;
  /** [what territories hold of what they held, border between territories] */
  readonly totals: Float64Array;
}

export const KEPT = 0;
export const CUT = 1;

/** @param assignment a unit that is nobody's, or of a territory beyond the last, is in no sum */
export function stateOf(question: Question, assignment: Int32Array): State {
  const { units, territories, balances } = question;
  const state: State = {
    question,
    territory: Int32Array.from(assignment),
    size: new Int32Array(territories),
    first: new Int32Array(territories).fill(-1),
    next: new Int32Array(units).fill(-1),
    previous: new Int32Array(units).fill(-1),
    sums: Float64Array.from(question.base),
    load: new Float64Array(territories),
    travel: new Float64Array(territories * 4),
    totals: new Float64Array(2),
  };
  for (let u = 0; u < units; u++)
    if (state.territory[u] >= 0 && state.territory[u] < territories)
      enter(state, u, state.territory[u], balances);
  const { start, to } = question.graph;
  for (let u = 0; u < units; u++)
    for (let e = start[u]; e < start[u + 1]; e++)
      if (to[e] > u && state.territory[to[e]] !== state.territory[u]) state.totals[CUT] += question.border[e];
  return state;
}

/** Gives a unit to a territory. */
export function move(state: State, unit: number, to: number): void {
  const { question, territory, totals } = state;
  const from = territory[unit];
  if (from === to) return;
  const { start, to: neighbours } = question.graph;
  for (let e = start[unit]; e < start[unit + 1]; e++) {
    const other = territory[neighbours[e]];
    if (other === from) totals[CUT] += question.border[e];
    else if (other === to) totals[CUT] -= question.border[e];
  }
  leave(state, unit, from, question.balances);
  territory[unit] = to;
  enter(state, unit, to, question.balances);
}

function enter(state: State, unit: number, territory: number, balances: number): void {
  const { first, next, previous } = state;
  const head = first[territory];
  next[unit] = head;
  previous[unit] = -1;
  if (head >= 0) previous[head] = unit;
  first[territory] = unit;
  add(state, unit, territory, balances, 1);
}

function leave(state: State, unit: number, territory: number, balances: number): void {
  const { first, next, previous } = state;
  const [before, after] = [previous[unit], next[unit]];
  if (before >= 0) next[before] = after;
  else first[territory] = after;
  if (after >= 0) previous[after] = before;
  add(state, unit, territory, balances, -1);
}

function add(state: State, unit: number, territory: number, balances: number, sign: number): void {
  const { question, size, sums, load, travel, totals } = state;
  size[territory] += sign;
  load[territory] += sign * question.load[unit];
  for (let b = 0; b < balances; b++)
    sums[territory * balances + b] += sign * question.weight[unit * balances + b];
  totals[KEPT] += sign * heldBy(question, unit, territory);
  if (question.travel === null) return;
  const calls = sign * question.travel.calls[unit];
  const [x, y] = [question.travel.x[unit], question.travel.y[unit]];
  const [homeX, homeY] = [question.travel.homeX[territory], question.travel.homeY[territory]];
  travel[territory * 4] += calls;
  if (!Number.isNaN(homeX)) {
    // Rounded, so that what comes and goes is the same whole number.
    travel[territory * 4 + 1] += calls * Math.round(Math.sqrt((x - homeX) ** 2 + (y - homeY) ** 2));
    return;
  }
  travel[territory * 4 + 1] += calls * x;
  travel[territory * 4 + 2] += calls * y;
  travel[territory * 4 + 3] += calls * (x * x + y * y);
}

/** What a territory of today's plan holds of a unit. */
export function heldBy({ holder }: Question, unit: number, territory: number): number {
  let amount = 0;
  for (let h = holder.start[unit]; h < holder.start[unit + 1]; h++)
    if (holder.territory[h] === territory) amount += holder.amount[h];
  return amount;
}

/** Members of a territory, written to `out` from `at` on; gives the place after the last. */
export function membersOf({ first, next }: State, territory: number, out: Int32Array, at = 0): number {
  let end = at;
  for (let u = first[territory]; u >= 0; u = next[u]) out[end++] = u;
  return end;
}
