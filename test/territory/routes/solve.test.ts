import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayCost, earliest, type TourProblem, type Tours } from "../../../territory/routes/problem.ts";
import { solveTours } from "../../../territory/routes/solve.ts";
import { cases } from "../../further.ts";
import { leastCost } from "./bruteForce.ts";
import { randomProblem } from "./instances.ts";

/** Walks a day by the clock, written apart from `dayCost`: every visit whole in a window, home in time. */
function keepsTime(
  { days, windows, travel, onSite, stops: home }: TourProblem,
  day: number,
  order: readonly number[],
) {
  let time = days[day]!.from;
  let at = home;
  for (const stop of order) {
    time += travel(at, stop);
    const open = windows(stop, day);
    const starts = open.flatMap((from, w) =>
      w % 2 === 0 && Math.max(from, time) + onSite[stop]! <= open[w + 1]! + 1e-6
        ? [Math.max(from, time)]
        : [],
    );
    if (starts.length === 0) return false;
    time = Math.min(...starts) + onSite[stop]!;
    at = stop;
  }
  return time + travel(at, home) <= days[day]!.to + 1e-6;
}

const everyStop = ({ days, left }: Tours) => [...days.flat(), ...left].sort((a, b) => a - b);

/** The problem with its stops in another order: stop `s` of it is stop `order[s]` of the first. */
function renumbered(problem: TourProblem, order: readonly number[]): TourProblem {
  const old = (place: number) => order[place] ?? problem.stops;
  return {
    ...problem,
    onSite: order.map(stop => problem.onSite[stop]!),
    travel: (from, to) => problem.travel(old(from), old(to)),
    windows: (stop, day) => problem.windows(old(stop), day),
  };
}

describe("tours of a week", () => {
  it("make every stop once or leave it, and break neither windows nor hours nor the most stops", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, stops, days, most) => {
          const random = randomProblem(seed, stops, days);
          const problem = { ...random, days: random.days.map(day => ({ ...day, most })) };
          const tours = solveTours(problem, 20);
          expect(everyStop(tours)).toEqual(Array.from({ length: stops }, (_, stop) => stop));
          for (const [day, order] of tours.days.entries()) {
            expect(order.length).toBeLessThanOrEqual(most);
            expect(keepsTime(problem, day, order)).toBe(true);
            expect(dayCost(problem, day, order)).toBeLessThan(Number.POSITIVE_INFINITY);
          }
          expect(solveTours(problem, 20)).toEqual(tours);
        },
      ),
      cases(40, 14),
    );
  });

  it("of 9 stops with windows cost within 3% of the least, on average, and leave none that can be made", () => {
    let [found, least] = [0, 0];
    for (let seed = 1, kept = 0; kept < 10; seed++) {
      const problem = randomProblem(seed, 9);
      const best = leastCost(problem);
      if (best === Number.POSITIVE_INFINITY) continue;
      kept += 1;
      const tours = solveTours(problem, 300);
      expect(tours.left).toEqual([]);
      found += dayCost(problem, 0, tours.days[0]!) / best;
      least += 1;
    }
    expect(found / least).toBeGreaterThanOrEqual(1 - 1e-9);
    expect(found / least).toBeLessThan(1.03);
  });

  it("wait for a window, use both halves of a day with a break, and leave what closed all day", () => {
    const problem: TourProblem = {
      stops: 3,
      days: [{ from: 480, to: 1080, most: 9 }],
      onSite: [30, 30, 30],
      travel: (from, to) => (from === to ? 0 : 10),
      windows: stop => [[600, 630], [480, 500, 840, 900], []][stop]!,
    };
    expect(solveTours(problem, 10)).toEqual({ days: [[0, 1]], left: [2] });
    expect(dayCost(problem, 0, [0, 1])).toBe(30 + 0.25 * 200);
    expect(dayCost(problem, 0, [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(earliest([480, 500, 840, 900], 480, 30)).toBe(840);
  });

  it("keep to a matrix that has another way back, and to one in which a way round is shorter", () => {
    const ways = [
      [0, 5, 50, 5],
      [50, 0, 5, 50],
      [5, 50, 0, 50],
      [5, 50, 5, 0],
    ];
    const problem: TourProblem = {
      stops: 3,
      days: [{ from: 0, to: 600, most: 3 }],
      onSite: [1, 1, 1],
      travel: (from, to) => ways[from]![to]!,
      windows: () => [0, 600],
    };
    expect(dayCost(problem, 0, solveTours(problem, 50).days[0]!)).toBe(leastCost(problem));
  });
});

describe("the least cost by subsets", () => {
  it("is that of the best of all orders", () => {
    const orders = (left: readonly number[]): number[][] =>
      left.length === 0
        ? [[]]
        : left.flatMap(stop => orders(left.filter(s => s !== stop)).map(rest => [stop, ...rest]));
    for (let seed = 1; seed <= 12; seed++) {
      const problem = randomProblem(seed, 6);
      const all = orders([0, 1, 2, 3, 4, 5]).map(order => dayCost(problem, 0, order));
      const least = Math.min(...all);
      if (least === Number.POSITIVE_INFINITY) expect(leastCost(problem)).toBe(least);
      else expect(leastCost(problem)).toBeCloseTo(least, 9);
      expect(leastCost(renumbered(problem, [5, 3, 1, 0, 2, 4]))).toBeCloseTo(leastCost(problem), 9);
    }
  });
});
