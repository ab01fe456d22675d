import type { TravelMinutes } from "../travel/minutes.ts";

/**
 * The stops of a week and the days that they may be made on. Times are minutes since midnight, local. Stops are numbered
 * from 0; the place numbered `stops` is home, where every day begins and ends.
 */
export interface TourProblem {
  readonly stops: number;
  readonly days: readonly TourDay[];
  /** Minutes on site of each stop, ≥ 0. */
  readonly onSite: ArrayLike<number>;
  /** Between places, home among them. */
  readonly travel: TravelMinutes;
  /** When a stop may be made on a day. A visit lies whole in one of them; none: not on that day. */
  readonly windows: (stop: number, day: number) => Windows;
}

export interface TourDay {
  /** Home is not left before, and reached again by then. */
  readonly from: number;
  readonly to: number;
  /** Most stops. */
  readonly most: number;
}

/** Begin and end of each window in turn, ascending and apart: `[480, 720, 840, 1020]`. */
export type Windows = readonly number[];

/** Stops of each day in their order, and those for which there is no room. */
export interface Tours {
  readonly days: readonly (readonly number[])[];
  readonly left: readonly number[];
}

/** What a minute of waiting between two stops weighs beside one on the road: a rep can do paperwork while waiting. */
export const WAITING_WEIGHT = 0.25;

/**
 * Cost of a day: minutes on the road, home to home, and a quarter of those waited between stops when each visit begins as
 * early as it can. Infinity where it breaks a window, the hours or the most stops, and where it is not below `bound`.
 */
export function dayCost(
  problem: TourProblem,
  day: number,
  order: readonly number[],
  bound = Number.POSITIVE_INFINITY,
): number {
  const { travel, onSite, windows, stops: home } = problem;
  const { from, to, most } = problem.days[day]!;
  if (order.length === 0) return 0;
  if (order.length > most) return Number.POSITIVE_INFINITY;
  let [at, time, road, waited] = [home, from, 0, 0];
  for (const stop of order) {
    const way = travel(at, stop);
    const start = earliest(windows(stop, day), time + way, onSite[stop]!);
    if (start === Number.POSITIVE_INFINITY) return start;
    road += way;
    if (road >= bound) return Number.POSITIVE_INFINITY;
    if (at !== home) waited += start - time - way;
    time = start + onSite[stop]!;
    at = stop;
  }
  const back = travel(at, home);
  const cost = road + back + WAITING_WEIGHT * waited;
  return time + back > to + CLOCK || cost >= bound ? Number.POSITIVE_INFINITY : cost;
}

/** Sums of minutes are exact to less than this. */
const CLOCK = 1e-9;

/** When a visit can begin that reaches its place at `time`; Infinity: no more on that day. */
export function earliest(windows: Windows, time: number, onSite: number): number {
  for (let w = 0; w < windows.length; w += 2) {
    const start = Math.max(time, windows[w]!);
    if (start + onSite <= windows[w + 1]! + CLOCK) return start;
  }
  return Number.POSITIVE_INFINITY;
}
