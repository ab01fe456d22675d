import type { Assignment, Balance, Districting } from "../../districting.ts";
import { components } from "../../units/components.ts";
import { bordersOf } from "./borders.ts";
import { MOST_UNITS, piecesOf, unitsOf } from "./pieces.ts";

/** Contiguous sets that are looked at for a pair, and pieces that are tried. */
const LIMITS = { visits: 300_000, kept: 500 };

/**
 * Evens out a plan exactly: territories are taken from the ends of a tree of neighbours, and each is split anew from the
 * one before it, which gets what is left; the last is even by itself, since targets sum to everything. Tried from every
 * territory as the last one. No clock: the same plan gives the same answer everywhere.
 * @param tolerance that each shall keep (share of the target)
 * @returns the most even; the plan itself where none is more even
 */
export function resplit(question: Districting, plan: Assignment, tolerance: number): Assignment {
  let best = plan;
  for (let last = 0; last < question.territories; last++) {
    if (largestDeviation(question, best) <= tolerance) break;
    const next = evenedTowards(question, plan, last, tolerance);
    if (largestDeviation(question, next) < largestDeviation(question, best)) best = next;
  }
  return best;
}

function evenedTowards(question: Districting, plan: Assignment, last: number, tolerance: number): Assignment {
  const next = plan.slice();
  for (const [t, parent] of leavesFirst(question, plan, last)) {
    const pair = Array.from(next.keys()).filter(u => next[u] === t || next[u] === parent);
    const inside = pieceFor(question, pair, t, tolerance);
    if (inside === null) continue;
    for (const u of pair) next[u] = inside.has(u) ? t : parent;
  }
  return next;
}

/** Largest deviation from a target over territories and balances (share of it). */
export function largestDeviation({ balances, territories }: Districting, plan: Assignment): number {
  return balances.reduce((most, { weight, base, target }) => {
    const sums = base.slice(0, territories);
    plan.forEach((t, u) => {
      sums[t]! += weight[u]!;
    });
    return sums.reduce((off, sum, t) => Math.max(off, Math.abs(sum - target[t]!) / target[t]!), most);
  }, 0);
}

/** Territories with the neighbour that each hangs on, in a tree grown from one of them, outermost first. */
function leavesFirst(question: Districting, plan: Assignment, root: number): (readonly [number, number])[] {
  const borders = bordersOf(question).map(([u, v]) => [plan[u]!, plan[v]!] as const);
  const parent = new Map([[root, -1]]);
  for (const t of parent.keys())
    for (const [a, b] of borders) {
      const other = a === t ? b : b === t ? a : -1;
      if (other >= 0 && !parent.has(other)) parent.set(other, t);
    }
  return [...parent].slice(1).reverse();
}

/** A piece of a pair of territories that is even as `t` and leaves a rest in one piece; null: none was found. */
function pieceFor(
  question: Districting,
  pair: readonly number[],
  t: number,
  tolerance: number,
): ReadonlySet<number> | null {
  if (pair.length > MOST_UNITS) return null;
  const part = partOf(question, pair, t);
  const { list } = piecesOf(part, tolerance, true, LIMITS);
  for (const piece of [...list].sort((a, b) => a.deviation - b.deviation)) {
    const inside = new Set(unitsOf(piece));
    const rest = components(part.graph, u => (inside.has(u) ? -1 : 0)).count;
    if (rest === 1) return new Set([...inside].map(u => pair[u]!));
  }
  return null;
}

/** The question for one territory out of some units; whatever else is locked stays out of it. */
function partOf(question: Districting, pair: readonly number[], t: number): Districting {
  const index = new Map(pair.map((u, i) => [u, i]));
  const near = pair.map(() => [] as number[]);
  for (const [u, v] of bordersOf(question)) {
    const [a, b] = [index.get(u), index.get(v)];
    if (a === undefined || b === undefined) continue;
    near[a]!.push(b);
    near[b]!.push(a);
  }
  const start = new Int32Array(pair.length + 1);
  near.forEach((row, i) => {
    start[i + 1] = start[i]! + row.length;
  });
  const pick = (values: Float64Array) => Float64Array.from(pair, u => values[u]!);
  const one = ({ weight, base, target, ...rest }: Balance): Balance => ({
    ...rest,
    weight: pick(weight),
    base: base.slice(t, t + 1),
    target: target.slice(t, t + 1),
  });
  return {
    ...question,
    units: pair.length,
    territories: 1,
    graph: { ...question.graph, start, to: Int32Array.from(near.flat()) },
    balances: question.balances.map(one),
    locked: Int32Array.from(pair, u => (question.locked[u] === t ? 0 : question.locked[u]! < 0 ? -1 : 1)),
    capacity: question.capacity.slice(t, t + 1),
    capacityWeight: pick(question.capacityWeight),
  };
}
