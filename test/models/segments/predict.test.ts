import { describe, expect, it } from "vitest";
import { abcClasses, groupR2, predictionBySegment } from "../../../models/segments/predict.ts";
import { NO_BEHAVIOUR } from "../../../twin/layout.ts";
import { stream } from "../sampling.ts";

describe("ABC classes", () => {
  it("are the accounts with the first 80% of the amount, the next 15%, and the rest", () => {
    expect([...abcClasses([500, 300, 100, 60, 30, 10, 0])]).toEqual([0, 0, 1, 1, 2, 2, 2]);
    expect([...abcClasses([10, 500, 300])]).toEqual([2, 0, 0]);
    expect([...abcClasses([0, 0])]).toEqual([2, 2]);
  });
});

describe("R² of the mean by group", () => {
  it("is 1 where groups tell all, and not above 0 on average where they tell nothing", () => {
    expect(groupR2([0, 0, 1, 1], [5, 5, 9, 9])).toBe(1);
    const next = stream(4);
    const values = Array.from({ length: 300 }, () => {
      const group = Array.from({ length: 60 }, () => Math.floor(12 * next()));
      return groupR2(
        group,
        group.map(() => next()),
      );
    });
    // Without leaving accounts out, 12 groups of 60 would seem to tell 11/59 = 0.19.
    expect(values.reduce((a, b) => a + b, 0) / values.length).toBeLessThan(0);
  });

  it("is that of the textbook for two large groups", () => {
    const next = stream(9);
    const group = Array.from({ length: 4000 }, (_, i) => i % 2);
    const amount = group.map(g => 2 * g + (next() + next() + next() - 1.5) * 2);
    // Variance between 1, within 3 · 4 / 12 = 1.
    expect(groupR2(group, amount)).toBeCloseTo(0.5, 1);
  });
});

describe("the prediction of a year", () => {
  it("leaves accounts without a segment out", () => {
    const codes = Uint8Array.of(0, 0, 1, 1, NO_BEHAVIOUR);
    const amount = Float64Array.of(10, 10, 2, 2, 1000);
    expect(predictionBySegment(codes, amount, amount)).toEqual({ r2Segments: 1, r2Abc: 1, accounts: 4 });
    expect(predictionBySegment(codes.subarray(3), amount.subarray(3), amount.subarray(3))).toBeNull();
  });
});
