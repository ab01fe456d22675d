import fc from "fast-check";
import { sampleRankCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import {
  distanceToUniform,
  poissonDeviance,
  randomisedPit,
  spearman,
  topTenthShare,
} from "../../proof/dark/measures.ts";
import { poissonSample, stream } from "../models/sampling.ts";

describe("measures of a map", () => {
  it("Poisson deviance: 0 for the truth itself, and the textbook's sum elsewhere", () => {
    expect(poissonDeviance([0, 3, 7], [0, 3, 7])).toBeCloseTo(0, 4);
    expect(poissonDeviance([2, 0], [1, 0.5])).toBeCloseTo(2 * (2 * Math.log(2) - 1 + 0.5), 12);
  });

  it("an account where none was expected costs much, but not infinitely much", () => {
    const cost = poissonDeviance([1], [0]);
    expect(cost).toBeGreaterThan(20);
    expect(cost).toBeLessThan(30);
  });

  it("Spearman agrees with another implementation", () => {
    const pairs = fc.uniqueArray(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, values => {
        const other = values.map((v, i) => Math.sin(7 * v) + i / 100);
        expect(spearman(values, other)).toBeCloseTo(sampleRankCorrelation(values, other), 8);
      }),
      { seed: 2 },
    );
  });

  it("Spearman gives equal values their mean rank", () => {
    // Ranks 1.5 1.5 3 against 1 2 3: covariance 1.5 over √(1.5 · 2).
    expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(3), 12);
  });

  it("the top tenth: the amount of the best cells, equal ones in parts", () => {
    const amount = [5, 1, 1, 1, 1, 1, 0, 0, 0, 0];
    expect(topTenthShare(amount, [9, 1, 1, 1, 1, 1, 1, 1, 1, 1])).toBeCloseTo(0.5, 12);
    expect(topTenthShare(amount, new Float64Array(10))).toBeCloseTo(0.1, 12);
    expect(topTenthShare(amount, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(0.3, 12);
  });

  it("the randomised PIT is uniform where the draws have the law of the counts, and is not where they are too sure", () => {
    const next = stream(4);
    const cells = 2000;
    const draws = 200;
    const means = Float64Array.from({ length: cells }, () => 3 * next() ** 3);
    const counts = means.map(mean => poissonSample(mean, next));
    const right = Float64Array.from({ length: draws * cells }, (_, i) =>
      poissonSample(means[i % cells], next),
    );
    // 1.63/√n is the 1% point of the Kolmogorov law.
    const limit = 1.63 / Math.sqrt(cells);
    expect(distanceToUniform(randomisedPit(counts, right, () => next()))).toBeLessThan(limit);
    const low = Float64Array.from({ length: draws * cells }, (_, i) =>
      poissonSample(means[i % cells] / 2, next),
    );
    expect(distanceToUniform(randomisedPit(counts, low, () => next()))).toBeGreaterThan(2 * limit);
  });
});
