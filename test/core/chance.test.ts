import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../core/chance.ts";

const moments = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1) };
};

describe("a sequence of chance", () => {
  it("is the same for the same seed, purpose and index, and another for others", () => {
    const first = (...key: [number, number, number]) => {
      const c = chance(...key);
      return [c.uniform(), c.normal(), c.gamma(2.5), c.poisson(70)];
    };
    expect(first(1, 2, 3)).toEqual(first(1, 2, 3));
    for (const other of [first(2, 2, 3), first(1, 3, 3), first(1, 2, 4)])
      expect(other).not.toEqual(first(1, 2, 3));
  });

  it.each([0.3, 4, 29, 31, 180, 2500])("gives Poisson variates of mean and variance %d", mean => {
    const c = chance(7, 1);
    const n = 6000;
    const m = moments(Array.from({ length: n }, () => c.poisson(mean)));
    // Four standard errors of the mean and (with kurtosis 3 + 1/mean) of the variance.
    expect(Math.abs(m.mean - mean)).toBeLessThan(4 * Math.sqrt(mean / n));
    expect(Math.abs(m.variance / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / n));
  });

  it("gives gammas of the asked mean and variance", () => {
    const c = chance(7, 2);
    for (const shape of [0.4, 1, 6]) {
      const m = moments(Array.from({ length: 6000 }, () => c.gamma(shape)));
      expect(Math.abs(m.mean - shape)).toBeLessThan(4 * Math.sqrt(shape / 6000));
      expect(m.variance / shape).toBeGreaterThan(0.85);
      expect(m.variance / shape).toBeLessThan(1.15);
    }
  });

  it("picks entries with weight, and none where there is none", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 8 }), weights => {
        const picked = chance(3, 3).pick(weights);
        if (weights.some(w => w > 0)) expect(weights[picked]).toBeGreaterThan(0);
        else expect(picked).toBe(-1);
      }),
    );
  });
});
