import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrate } from "../../../models/wallet/calibrated.ts";
import { conformalOffset } from "../../../models/wallet/conformal.ts";
import { normalSample, stream } from "../sampling.ts";

describe("conformal calibration", () => {
  it("takes the ⌈(n + 1)τ⌉-th smallest residual", () => {
    const residuals = Float64Array.from({ length: 19 }, (_, i) => i);
    expect(conformalOffset(residuals, 0.9)).toBe(17);
    expect(conformalOffset(residuals, 0.5)).toBe(9);
    expect(conformalOffset(residuals, 0.99)).toBe(18);
    expect(conformalOffset([], 0.9)).toBe(0);
  });

  it("holds what it says whatever the prediction was worth", () => {
    const next = stream(4);
    const n = 4000;
    const y = Float64Array.from({ length: n }, () => Math.exp(normalSample(next)));
    const foldOf = Int32Array.from({ length: n }, (_, i) => i % 5);
    const teaches = new Uint8Array(n).fill(1);
    const levels = [0.5, 0.9];
    const members = [0, 1].map(m => Float64Array.from({ length: 2 * n }, () => 3 + m * normalSample(next)));
    const { quantile } = calibrate({ levels, members, y, teaches, foldOf, folds: 5 });
    levels.forEach((level, k) => {
      const held = y.filter((value, i) => value <= quantile[2 * i + k]).length / n;
      expect(Math.abs(held - level)).toBeLessThan(3 * Math.sqrt((level * (1 - level)) / n));
    });
  });

  it("puts quantiles in order whatever they were", () => {
    const heads = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(heads, heads, (a, b) => {
        const input = {
          levels: [0.5, 0.75, 0.9],
          members: [Float64Array.from(a), Float64Array.from(b)],
          y: Float64Array.from({ length: 20 }, (_, i) => i % 7),
          teaches: new Uint8Array(20).fill(1),
          foldOf: Int32Array.from({ length: 20 }, (_, i) => i % 5),
          folds: 5,
        };
        const { quantile, error } = calibrate(input);
        for (let i = 0; i < 20; i++) {
          expect(quantile[3 * i + 1]).toBeGreaterThanOrEqual(quantile[3 * i]);
          expect(quantile[3 * i + 2]).toBeGreaterThanOrEqual(quantile[3 * i + 1]);
        }
        expect(error.every(e => e >= 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
