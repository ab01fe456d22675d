import { dayCost, type TourProblem, type Tours } from "./problem.ts";
import { solveTours } from "./solve.ts";
import { Week } from "./week.ts";

/** What may be visited: every stop of the problem is a candidate, and `most` of them are made. */
export interface Choice {
  readonly problem: TourProblem;
  /** What a visit is worth, > 0; only proportions count. */
  readonly value: ArrayLike<number>;
  readonly most: number;
  /** See `solveTours`. */
  readonly tries: number;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
}

/** Candidates beyond those of most value that are looked at, for each visit. */
const LOOKED_AT = 3;
/** Times that visits are exchanged for others, and the share of them that is exchanged at once at most. */
const [ROUNDS, AT_ONCE] = [4, 0.2];

/**
 * Which stops to make and their tours: at first those of most value; then some of them give way, round by round, to others
 * that bring more for their minutes, at the price of a minute that the first tours set (their value over their minutes on
 * site, on the road and waiting). A round that lessens value less price is undone and ends it.
 */
export function chooseTours({ problem, value, most, tries, onProgress }: Choice): Tours {
  const ranked = Array.from({ length: problem.stops }, (_, stop) => stop);
  ranked.sort((a, b) => value[b]! - value[a]! || a - b);
  const pool = ranked.slice(0, (1 + LOOKED_AT) * most);
  let best = toursOf(problem, pool.slice(0, most), 0);
  const price = totalValue(best, value) / Math.max(1, minutesOf(problem, best));
  const worth = (tours: Tours) => totalValue(tours, value) - price * minutesOf(problem, tours);
  for (let round = 0; round < ROUNDS && most > 0; round++) {
    onProgress?.(round, ROUNDS + 1);
    const chosen = exchanged(problem, best, pool, { value, price, most });
    if (chosen === null) break;
    const tried = toursOf(problem, chosen, 0);
    if (worth(tried) <= worth(best)) break;
    best = tried;
  }
  onProgress?.(ROUNDS, ROUNDS + 1);
  const made = filled(problem, toursOf(problem, best.days.flat(), tries), pool, most);
  const visited = new Set(made.flat());
  return { days: made, left: ranked.filter(stop => !visited.has(stop)).sort((a, b) => a - b) };
}

interface Terms extends Pick<Choice, "value" | "most"> {
  readonly price: number;
}

/** Another set of stops: the least worth of those made give way to those that bring more where the tours are now. */
function exchanged(
  problem: TourProblem,
  tours: Tours,
  pool: readonly number[],
  terms: Terms,
): number[] | null {
  const { value, price, most } = terms;
  // A stop that comes takes the place of one that goes: days that are full are not in its way.
  const days = problem.days.map(day => ({ ...day, most: Number.POSITIVE_INFINITY }));
  const week = new Week({ ...problem, days }, tours.days, []);
  const made = tours.days.flatMap((order, day) =>
    order.map(stop => ({
      stop,
      net: value[stop]! - price * (problem.onSite[stop]! + saved(problem, day, order, stop)),
    })),
  );
  const visited = new Set(made.map(({ stop }) => stop));
  const others = pool
    .filter(stop => !visited.has(stop))
    .map(stop => ({ stop, net: value[stop]! - price * (problem.onSite[stop]! + week.cheapest(stop)) }));
  const byNet = (a: { stop: number; net: number }, b: { stop: number; net: number }) =>
    a.net - b.net || a.stop - b.stop;
  made.sort(byNet);
  others.sort((a, b) => byNet(b, a));
  const free = most - made.length;
  let swaps = 0;
  while (
    swaps < AT_ONCE * most &&
    swaps < made.length &&
    (others[free + swaps]?.net ?? -Infinity) > made[swaps]!.net
  )
    swaps++;
  if (swaps === 0) return null;
  const coming = others.slice(0, free + swaps).filter(({ net }) => net > Number.NEGATIVE_INFINITY);
  return [...made.slice(swaps), ...coming].map(({ stop }) => stop);
}

/** What a day would cost less without a stop. */
function saved(problem: TourProblem, day: number, order: readonly number[], stop: number): number {
  const without = order.filter(other => other !== stop);
  return dayCost(problem, day, order) - dayCost(problem, day, without);
}

/** Tours of some of the stops, with the numbers of the whole problem. */
function toursOf(problem: TourProblem, stops: readonly number[], tries: number): Tours {
  const chosen = stops.toSorted((a, b) => a - b);
  const place = (p: number) => chosen[p] ?? problem.stops;
  const wide = chosen.length + 1;
  const minutes = new Float64Array(wide * wide);
  for (let at = 0; at < minutes.length; at++)
    minutes[at] = problem.travel(place(Math.floor(at / wide)), place(at % wide));
  const { days, left } = solveTours(
    {
      stops: chosen.length,
      days: problem.days,
      onSite: Float64Array.from(chosen, stop => problem.onSite[stop]!),
      travel: (from, to) => minutes[from * wide + to]!,
      windows: (stop, day) => problem.windows(chosen[stop]!, day),
    },
    tries,
  );
  return { days: days.map(order => order.map(place)), left: left.map(place) };
}

/** The days with more stops, those of most value first, as long as there is room. */
function filled(
  problem: TourProblem,
  tours: Tours,
  pool: readonly number[],
  most: number,
): readonly number[][] {
  const week = new Week(problem, tours.days, []);
  const visited = new Set(tours.days.flat());
  for (const stop of pool) {
    if (visited.size >= most) break;
    if (visited.has(stop)) continue;
    week.insert([stop]);
    if (week.left.length === 0) visited.add(stop);
  }
  return week.orders;
}

function totalValue({ days }: Tours, value: ArrayLike<number>): number {
  return days.flat().reduce((sum, stop) => sum + value[stop]!, 0);
}

function minutesOf(problem: TourProblem, { days }: Tours): number {
  const onSite = days.flat().reduce((sum, stop) => sum + problem.onSite[stop]!, 0);
  return days.reduce((sum, order, day) => sum + dayCost(problem, day, order), onSite);
}
