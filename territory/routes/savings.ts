import { dayCost, type TourProblem, type Tours } from "./problem.ts";

/**
 * A start by savings (Clarke and Wright 1964) with the shape parameter of Yellow (1970): every stop has a tour of its own;
 * two tours become one where that saves most on the road, `home→i + j→home − shape · i→j`, either of them turned round if
 * need be, as long as some day takes them together. Tours then choose days, those with most stops first.
 */
export function savingsStart(problem: TourProblem, shape: number): Tours {
  const tours = mergedTours(problem, shape);
  const days: (readonly number[])[] = problem.days.map(() => []);
  const left: number[] = [];
  for (const tour of tours.sort((a, b) => b.length - a.length || a[0]! - b[0]!)) {
    const free = [...days.keys()].filter(day => days[day]!.length === 0);
    const [cost, day] = cheapestDay(problem, tour, free);
    if (cost < Number.POSITIVE_INFINITY) days[day] = tour;
    else left.push(...tour);
  }
  return { days, left };
}

interface Saving {
  readonly from: number;
  readonly to: number;
  readonly saved: number;
}

function mergedTours(problem: TourProblem, shape: number): number[][] {
  const every = [...problem.days.keys()];
  const tourOf = Array.from({ length: problem.stops }, (_, stop) => [stop]);
  for (const { from, to } of savings(problem, shape)) {
    const [a, b] = [tourOf[from]!, tourOf[to]!];
    if (a === b) continue;
    const [first, second] = [endingIn(a, from), beginningWith(b, to)];
    if (first === null || second === null) continue;
    const merged = [...first, ...second];
    if (cheapestDay(problem, merged, every)[0] === Number.POSITIVE_INFINITY) continue;
    for (const stop of merged) tourOf[stop] = merged;
  }
  return [...new Set(tourOf)];
}

/** Pairs in both directions, the largest saving first; none where nothing is saved. */
function savings({ stops, travel }: TourProblem, shape: number): Saving[] {
  const list: Saving[] = [];
  for (let from = 0; from < stops; from++)
    for (let to = 0; to < stops; to++) {
      const saved = travel(from, stops) + travel(stops, to) - shape * travel(from, to);
      if (from !== to && saved > 0) list.push({ from, to, saved });
    }
  return list.sort((a, b) => b.saved - a.saved || a.from - b.from || a.to - b.to);
}

function endingIn(tour: readonly number[], stop: number): readonly number[] | null {
  if (tour.at(-1) === stop) return tour;
  return tour[0] === stop ? tour.toReversed() : null;
}

function beginningWith(tour: readonly number[], stop: number): readonly number[] | null {
  if (tour[0] === stop) return tour;
  return tour.at(-1) === stop ? tour.toReversed() : null;
}

function cheapestDay(
  problem: TourProblem,
  tour: readonly number[],
  days: readonly number[],
): [cost: number, day: number] {
  let best: [number, number] = [Number.POSITIVE_INFINITY, -1];
  for (const day of days) {
    const cost = dayCost(problem, day, tour);
    if (cost < best[0]) best = [cost, day];
  }
  return best;
}
