import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage, crps, wape } from "../../proof/scores.ts";

describe("scores", () => {
  it("WAPE weighs errors by size", () => {
    expect(wape([90, 220], [100, 200])).toBeCloseTo(0.1, 12);
  });

  it("CRPS of one sample is the absolute error", () => {
    expect(crps([3], 5)).toBeCloseTo(2, 12);
  });

  it("CRPS is E|X − y| − ½E|X − X′| over all pairs", () => {
    const samples = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(samples, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (x, y) => {
        let near = 0;
        let apart = 0;
        for (const a of x) {
          near += Math.abs(a - y) / x.length;
          for (const b of x) apart += Math.abs(a - b) / x.length ** 2;
        }
        expect(crps(x, y)).toBeCloseTo(near - apart / 2, 6);
      }),
      { seed: 3 },
    );
  });

  it("CRPS of a wide uniform ensemble at its middle is a twelfth of its width", () => {
    const n = 2000;
    const samples = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    expect(crps(samples, 0.5)).toBeCloseTo(1 / 12, 3);
  });

  it("coverage counts both bounds as inside", () => {
    expect(coverage([0, 0, 0], [1, 1, 1], [0, 1, 2])).toBeCloseTo(2 / 3, 12);
  });
});
