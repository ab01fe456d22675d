import { earliest, type TourProblem, WAITING_WEIGHT } from "../../../territory/routes/problem.ts";

interface Label {
  readonly time: number;
  readonly cost: number;
}

/** Whoever is earlier may have to wait for as long as that. */
function isAsGood(a: Label, b: Label): boolean {
  return a.time <= b.time && a.cost + WAITING_WEIGHT * (b.time - a.time) <= b.cost;
}

/**
 * The least cost of one day that makes all stops, by dynamic programming over their subsets (Bellman 1962; Held and Karp
 * 1962): for each subset and last stop all pairs of time and cost of which none is as good as another
 * whatever follows. Infinity: there is none.
 */
export function leastCost(problem: TourProblem, day = 0): number {
  const { stops: home, travel, onSite, windows } = problem;
  const labels: Label[][] = Array.from({ length: 2 ** home * home }, () => []);
  const add = (subset: number, stop: number, label: Label) => {
    const known = labels[subset * home + stop]!;
    if (known.some(l => isAsGood(l, label))) return;
    labels[subset * home + stop] = [...known.filter(l => !isAsGood(label, l)), label];
  };
  const open = (stop: number, time: number) => earliest(windows(stop, day), time, onSite[stop]!);
  for (let stop = 0; stop < home; stop++) {
    const way = travel(home, stop);
    const start = open(stop, problem.days[day]!.from + way);
    if (start < Number.POSITIVE_INFINITY) add(2 ** stop, stop, { time: start + onSite[stop]!, cost: way });
  }
  for (let subset = 1; subset < 2 ** home; subset++)
    for (let last = 0; last < home; last++)
      for (const { time, cost } of labels[subset * home + last]!)
        for (let stop = 0; stop < home; stop++) {
          if (subset & (1 << stop)) continue;
          const way = travel(last, stop);
          const start = open(stop, time + way);
          if (start === Number.POSITIVE_INFINITY) continue;
          const more = way + WAITING_WEIGHT * (start - time - way);
          add(subset | (1 << stop), stop, { time: start + onSite[stop]!, cost: cost + more });
        }
  let least = Number.POSITIVE_INFINITY;
  for (let last = 0; last < home; last++)
    for (const { time, cost } of labels[(2 ** home - 1) * home + last]!)
      if (time + travel(last, home) <= problem.days[day]!.to)
        least = Math.min(least, cost + travel(last, home));
  return least;
}
