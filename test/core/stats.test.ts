import fc from "fast-check";
import { sampleVariance as referenceVariance } from "simple-statistics";
import { describe, expect, test } from "vitest";
import {
  addValue,
  mergeMoments,
  NO_MOMENTS,
  quantileSorted,
  sampleVariance,
  summarise,
} from "../../core/stats.ts";

const moments = (values: readonly number[]) => values.reduce(addValue, NO_MOMENTS);
const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

describe("quantiles of type 7", () => {
  test("agree with R's default", () => {
    // quantile(c(2, 3, 5, 7, 11), c(.05, .25, .5, .9)): 2.2 3 5 9.4
    const x = [2, 3, 5, 7, 11];
    expect([0.05, 0.25, 0.5, 0.9].map(p => quantileSorted(x, p))).toEqual([2.2, 3, 5, 9.4]);
    expect([quantileSorted(x, 0), quantileSorted(x, 1), quantileSorted([4], 0.3)]).toEqual([2, 11, 4]);
  });

  test("an empty sample and a probability outside [0, 1] are refused", () => {
    expect(() => quantileSorted([], 0.5)).toThrow(RangeError);
    expect(() => quantileSorted([1], 1.1)).toThrow(RangeError);
  });

  test("a summary is ordered and keeps the mean", () => {
    fc.assert(
      fc.property(numbers, values => {
        const s = summarise(Float64Array.from(values));
        const quantiles = [s.p05, s.p25, s.p50, s.p75, s.p95];
        expect([...quantiles].sort((a, b) => a - b)).toEqual(quantiles);
        expect(s.mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 6);
      }),
      { seed: 5 },
    );
  });
});

describe("streaming moments", () => {
  test("agree with simple-statistics, merged or not", () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const together = sampleVariance(mergeMoments(moments(a), moments(b)));
        const expected = referenceVariance([...a, ...b]);
        expect(Math.abs(together - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected));
      }),
      { seed: 6 },
    );
  });

  test("merging nothing changes nothing", () => {
    const m = moments([1, 2, 4]);
    expect(mergeMoments(m, NO_MOMENTS)).toEqual(m);
    expect(mergeMoments(NO_MOMENTS, m)).toEqual(m);
    expect(sampleVariance(moments([3]))).toBeNaN();
  });
});
