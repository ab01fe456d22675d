import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, log } from "../../core/math.ts";

/** Distance in units in the last place of b. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(b))));
  return Math.abs(a - b) / 2 ** (exponent - 52);
}

describe("exp", () => {
  test("is within 1 ulp of the platform's", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -745, max: 709.7, noNaN: true }),
        x => void expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(1),
      ),
      { numRuns: 20_000, seed: 1 },
    );
  });

  test("near zero, at the edges and at special values", () => {
    for (const x of [0, -0, 1e-300, -1e-9, 3e-9, 0.3465, 0.3466, 1.0397, 1.04, 1, -1])
      expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(1);
    expect([exp(Infinity), exp(-Infinity), exp(NaN), exp(710), exp(-746)]).toEqual([
      Infinity,
      0,
      NaN,
      Infinity,
      0,
    ]);
    expect(exp(709.782712893384)).toBeGreaterThan(1.797e308);
    expect(exp(-745)).toBe(5e-324);
  });
});

describe("log", () => {
  test("is within 1 ulp of the platform's over all magnitudes", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5e-324, noNaN: true }),
        x => void expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(1),
      ),
      { numRuns: 20_000, seed: 2 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        x => void expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(1),
      ),
      { numRuns: 20_000, seed: 3 },
    );
  });

  test("special values", () => {
    expect([log(0), log(-0), log(-1), log(NaN), log(Infinity), log(-Infinity)]).toEqual([
      -Infinity,
      -Infinity,
      NaN,
      NaN,
      Infinity,
      NaN,
    ]);
    expect([log(1), log(2), log(5e-324)]).toEqual([0, Math.LN2, Math.log(5e-324)]);
  });

  test("undoes exp", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -700, max: 700, noNaN: true }),
        x => void expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(4e-13),
      ),
      { seed: 4 },
    );
  });
});
