import { describe, expect, it } from "vitest";
import { learnCredibility, type RateTrial } from "../../../models/known/credibility.ts";
import { RUN_RATES } from "../../../models/known/runRates.ts";

/** Sites that buy what the first run-rate says; the others say something else. */
function trials(count: number): RateTrial[] {
  return Array.from({ length: count }, (_, i) => ({
    stratum: 3,
    rates: Float64Array.from(RUN_RATES, (_, r) => 1 + ((i * (r + 2) * 7) % 11)),
    came: 1 + ((i * 14) % 11),
  }));
}

describe("weights of run-rates", () => {
  it("go to the one that was right", () => {
    const { weights, trials: count } = learnCredibility(trials(400));
    expect(count).toBe(400);
    expect(weights[3 * RUN_RATES.length]).toBeCloseTo(1, 1);
  });

  it("are the default ones, and said to be, where too few sites teach", () => {
    const none = learnCredibility([]);
    expect(learnCredibility(trials(99))).toEqual(none);
    const sum = none.weights.subarray(0, RUN_RATES.length).reduce((a, b) => a + b, 0);
    expect([none.trials, sum]).toEqual([0, expect.closeTo(1, 12)]);
  });
});
