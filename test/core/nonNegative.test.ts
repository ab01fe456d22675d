import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastAbsoluteWeights, leastSquareWeights, type Regression } from "../../core/nonNegative.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const regression = fc
  .array(fc.tuple(number(0, 10), number(0, 10), number(0, 10)), { minLength: 12, maxLength: 40 })
  .map(
    (rows): Regression => ({
      x: Float64Array.from(rows.flatMap(([a, b]) => [a, b])),
      y: Float64Array.from(rows, ([, , y]) => y),
      width: 2,
    }),
  );

function loss({ x, y, width }: Regression, w: ArrayLike<number>, of: (error: number) => number): number {
  return y.reduce((sum, target, row) => {
    let told = 0;
    for (let a = 0; a < width; a++) told += x[row * width + a]! * w[a]!;
    return sum + of(target - told);
  }, 0);
}

describe("weights that are not negative", () => {
  it("of least absolute error are not beaten by any others of a grid", () => {
    fc.assert(
      fc.property(regression, given => {
        const weights = leastAbsoluteWeights(given);
        const least = loss(given, weights, Math.abs);
        expect(weights.every(w => w >= 0)).toBe(true);
        for (let a = 0; a <= 2; a += 0.05)
          for (let b = 0; b <= 2; b += 0.05)
            expect(least).toBeLessThanOrEqual(1.01 * loss(given, [a, b], Math.abs) + 1e-3);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it("of least squares leave no gradient where they are positive, and none that points inside elsewhere", () => {
    fc.assert(
      fc.property(regression, given => {
        const weights = leastSquareWeights(given, new Float64Array(given.y.length).fill(1));
        for (let a = 0; a < 2; a++) {
          let gradient = 0;
          let scale = 1e-9;
          given.y.forEach((target, row) => {
            const [p, q] = [given.x[2 * row]!, given.x[2 * row + 1]!];
            gradient += given.x[2 * row + a]! * (target - p * weights[0]! - q * weights[1]!);
            scale += given.x[2 * row + a]! ** 2;
          });
          if (weights[a]! > 0) expect(Math.abs(gradient / scale)).toBeLessThan(1e-3);
          else expect(gradient / scale).toBeLessThan(1e-3);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it("are those planted, though one row in five is wild", () => {
    const rows = Array.from({ length: 200 }, (_, k) => [1 + (k % 7), 1 + ((3 * k) % 11)] as const);
    const y = rows.map(([a, b], k) => (k % 5 === 0 ? 40 * (1 + (k % 3)) : 0.7 * a + 0.2 * b));
    const given = { x: Float64Array.from(rows.flat()), y: Float64Array.from(y), width: 2 };
    const weights = leastAbsoluteWeights(given);
    expect(weights[0]).toBeCloseTo(0.7, 2);
    expect(weights[1]).toBeCloseTo(0.2, 2);
  });
});
