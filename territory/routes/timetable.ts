import { earliest, type TourProblem } from "./problem.ts";

/** A day by the clock, in minutes since midnight. */
export interface Timetable {
  /** From home, and back at it. */
  readonly leave: number;
  readonly back: number;
  readonly stops: readonly TimedStop[];
}

export interface TimedStop {
  readonly stop: number;
  /** On the road to it. */
  readonly road: number;
  readonly arrive: number;
  readonly start: number;
  readonly end: number;
}

/** When a day's visits are made: home as early as possible, and all before that as late as it allows, so that less is waited. */
export function timetable(problem: TourProblem, day: number, order: readonly number[]): Timetable | null {
  const { travel, onSite, windows, stops: home } = problem;
  const starts: number[] = [];
  let [at, time] = [home, problem.days[day]!.from];
  for (const stop of order) {
    time = earliest(windows(stop, day), time + travel(at, stop), onSite[stop]!);
    if (time === Number.POSITIVE_INFINITY) throw new Error(`day ${day} breaks the windows of stop ${stop}`);
    starts.push(time);
    time += onSite[stop]!;
    at = stop;
  }
  if (order.length === 0) return null;
  for (let i = order.length - 2; i >= 0; i--) {
    const latest = starts[i + 1]! - travel(order[i]!, order[i + 1]!) - onSite[order[i]!]!;
    starts[i] = latestStart(windows(order[i]!, day), starts[i]!, latest, onSite[order[i]!]!);
  }
  const stops = order.map((stop, i) => {
    const road = travel(order[i - 1] ?? home, stop);
    const left = i === 0 ? starts[0]! - road : starts[i - 1]! + onSite[order[i - 1]!]!;
    return { stop, road, arrive: left + road, start: starts[i]!, end: starts[i]! + onSite[stop]! };
  });
  return { leave: stops[0]!.arrive - stops[0]!.road, back: time + travel(at, home), stops };
}

/** The last time from `from` to `to` at which a visit lies in a window; `from` does. */
function latestStart(windows: readonly number[], from: number, to: number, onSite: number): number {
  let latest = from;
  for (let w = 0; w < windows.length; w += 2) {
    const start = Math.min(to, windows[w + 1]! - onSite);
    if (start >= windows[w]!) latest = Math.max(latest, start);
  }
  return latest;
}
