import { expect, it } from "vitest";
import { dayCost } from "../../../territory/routes/problem.ts";
import { solveTours } from "../../../territory/routes/solve.ts";
import { leastCost } from "./bruteForce.ts";
import { randomProblem } from "./instances.ts";

it("60 random days of 12 stops with windows cost within 3% of brute force on average, and none is left out", () => {
  const ratios: number[] = [];
  for (let seed = 1; ratios.length < 60; seed++) {
    const problem = randomProblem(seed, 12);
    const least = leastCost(problem);
    if (least === Number.POSITIVE_INFINITY) continue;
    const { days, left } = solveTours(problem, 300);
    expect(left).toEqual([]);
    ratios.push(dayCost(problem, 0, days[0]!) / least);
  }
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1 - 1e-9);
  expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeLessThan(1.03);
}, 300_000);
