import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nonIncreasing } from "../../core/isotonic.ts";

describe("isotonic regression", () => {
  it("pools what violates the order into weighted means", () => {
    expect([...nonIncreasing([3, 1, 2, 0], [1, 1, 3, 1])]).toEqual([3, 1.75, 1.75, 0]);
    expect([...nonIncreasing([1, 2, 3], [1, 1, 2])]).toEqual([2.25, 2.25, 2.25]);
    expect([...nonIncreasing([], [])]).toEqual([]);
  });

  it("never rises, keeps the weighted sum, and leaves alone what falls already", () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 50 })),
    );
    fc.assert(
      fc.property(points, list => {
        const values = list.map(([v]) => v);
        const weights = list.map(([, w]) => w);
        const fitted = nonIncreasing(values, weights);
        const sum = (of: ArrayLike<number>) => weights.reduce((s, w, i) => s + w * of[i]!, 0);
        expect(fitted.every((v, i) => i === 0 || v <= fitted[i - 1]!)).toBe(true);
        expect(sum(fitted)).toBeCloseTo(sum(values), 8);
        const falling = [...values].sort((a, b) => b - a);
        expect([...nonIncreasing(falling, weights)]).toEqual(falling);
      }),
    );
  });
});
