import { type Chance, chance } from "../../core/chance.ts";
import { improve } from "./improve.ts";
import type { TourProblem, Tours } from "./problem.ts";
import { savingsStart } from "./savings.ts";
import { Week } from "./week.ts";

/** Shapes of the savings that are tried: below 1 tours are round, above it they hug the way to far stops. */
const SHAPES = [0.7, 1, 1.3] as const;

/** Names this use of chance (`core/chance`). */
const PURPOSE = 0x726f7574;

/**
 * Tours of a week: from each of several savings starts by 2-opt and or-opt to where no move helps; the best of them is then
 * taken apart and put together again, `tries` times, and kept where that is better (strings of neighbouring stops out
 * and cheapest insertion back: Christiaens and Vanden Berghe 2020). As many stops as possible, then least cost (`dayCost`).
 * The same problem has the same tours: chance is keyed by nothing but the try.
 */
export function solveTours(problem: TourProblem, tries: number): Tours {
  if (problem.stops === 0) return { days: problem.days.map(() => []), left: [] };
  const starts = SHAPES.map(shape => {
    const { days, left } = savingsStart(problem, shape);
    const week = new Week(problem, days, []);
    week.insert(left);
    improve(week);
    return week;
  });
  let best = starts.reduce((a, b) => (b.isBetter(a) ? b : a));
  const near = neighbours(problem);
  const room = Array.from({ length: problem.stops }, (_, stop) => openMinutes(problem, stop));
  const luck = chance(0, PURPOSE);
  let current = best;
  for (let t = 0; t < tries; t++) {
    const tried = current.copy();
    const out = shuffled([...tried.left, ...takeStrings(tried, near, luck)], luck);
    tried.insert(t % 2 === 0 ? out : out.sort((a, b) => room[a]! - room[b]!));
    if (!tried.isBetter(best, WORSE * (1 - t / tries))) continue;
    current = tried;
    if (!tried.isBetter(best)) continue;
    improve(tried);
    best = tried.copy();
  }
  return { days: best.orders, left: best.left.toSorted((a, b) => a - b) };
}

/** Share of the best cost that a try may lie above it to be gone on from; sinks to nothing (record-to-record, Dueck 1993). */
const WORSE = 0.05;

/** Stops taken out at once, at most. */
const MOST_OUT = 10;

/** Takes strings of stops around one of them out of their days. */
function takeStrings(week: Week, near: (stop: number) => readonly number[], luck: Chance): number[] {
  const out = new Set<number>();
  const seed = below(luck, week.problem.stops);
  const goal = 1 + below(luck, Math.min(MOST_OUT, week.problem.stops));
  for (const stop of near(seed)) {
    if (out.size >= goal) break;
    const order = out.has(stop) ? undefined : week.orders.find(stops => stops.includes(stop));
    if (!order) continue;
    const length = 1 + below(luck, Math.min(goal - out.size, order.length));
    const from = Math.max(0, Math.min(order.indexOf(stop) - below(luck, length), order.length - length));
    for (const taken of order.slice(from, from + length)) out.add(taken);
  }
  for (const [day, order] of week.orders.entries()) {
    if (!order.some(stop => out.has(stop))) continue;
    week.put(
      day,
      order.filter(stop => !out.has(stop)),
    );
  }
  return [...out];
}

/** Minutes of the week in which a visit may begin. */
function openMinutes({ days, windows, onSite }: TourProblem, stop: number): number {
  let sum = 0;
  for (const day of days.keys()) {
    const open = windows(stop, day);
    for (let w = 0; w < open.length; w += 2) sum += Math.max(0, open[w + 1]! - open[w]! - onSite[stop]!);
  }
  return sum;
}

/** All stops by the minutes from one, itself first. */
function neighbours({ stops, travel }: TourProblem): (stop: number) => readonly number[] {
  const known = new Map<number, number[]>();
  return stop => {
    const found = known.get(stop);
    if (found) return found;
    const minutes = Array.from({ length: stops }, (_, other) => travel(stop, other));
    const sorted = [...minutes.keys()].sort((a, b) => minutes[a]! - minutes[b]! || a - b);
    known.set(stop, sorted);
    return sorted;
  };
}

function below(luck: Chance, n: number): number {
  return Math.floor(luck.uniform() * n);
}

/** Fisher and Yates. */
function shuffled(list: number[], luck: Chance): number[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = below(luck, i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
