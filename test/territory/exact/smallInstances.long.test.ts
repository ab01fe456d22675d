import { afterAll, describe, expect, it } from "vitest";
import { evenest } from "../../../territory/exact/districting/evenest.ts";
import { openSolver } from "../../../territory/exact/highs/solve.ts";
import { search } from "../../../territory/search/search.ts";
import { planarQuestion } from "./planar.ts";
import { deviation, isContiguous } from "./questions.ts";

const solver = openSolver();
afterAll(() => solver.close());

/** Twenty random planar maps of 30–60 units, 3–6 territories. */
const INSTANCES = Array.from({ length: 20 }, (_, i) => ({
  units: 30 + Math.floor((i * 31) / 20),
  territories: 3 + (i % 4),
  seed: 100 + i,
}));

describe("twenty random planar maps", () => {
  it("14 at least are proven, and the search is within 2% of the best, or of the bound", async () => {
    const told = [];
    for (const { units, territories, seed } of INSTANCES) {
      const asked = planarQuestion(units, territories, seed);
      const found = await search(asked, { seed, chains: 4, steps: 20_000, threads: 2, calls: null });
      const plans = found.front.map(({ assignment }) => assignment);
      for (const plan of plans) expect(isContiguous(asked, plan)).toBe(true);
      const searched = plans.reduce((a, b) => (deviation(asked, b) < deviation(asked, a) ? b : a));
      const exact = await evenest(asked, { solver, seconds: 20, from: searched });
      if (exact.plan) expect(isContiguous(asked, exact.plan)).toBe(true);
      const own = deviation(asked, searched);
      told.push({ units, territories, own, ...exact });
      expect(own).toBeGreaterThanOrEqual(exact.deviationBound - 1e-6);
      // Two percent of a target: the largest territory is at most so much larger than the best plan's largest.
      expect(own).toBeLessThanOrEqual(exact.deviationBound + 0.02);
      if (exact.plan) expect(own).toBeLessThanOrEqual(deviation(asked, exact.plan) + 0.02);
    }
    expect(told.filter(({ evenestProven }) => evenestProven).length).toBeGreaterThanOrEqual(14);
  }, 1_800_000);
});
