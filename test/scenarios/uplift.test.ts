import { describe, expect, test } from "vitest";
import { describeUplift, exceedance, paired } from "../../scenarios/compare/uplift.ts";

/** Every run has a draw of its own. */
const apart = { of: Int32Array.from({ length: 64 }, (_, run) => run), count: 1_000_000 };

describe("a paired uplift", () => {
  const a = Float64Array.of(100, 110, 90, 100);
  const b = Float64Array.of(104, 112, 96, 100);

  test("is described run by run: differences 4, 2, 6 and 0", () => {
    expect(describeUplift(a, b, apart)).toEqual({
      mean: 3,
      // Standard deviation √(20/3), over √4.
      se: expect.closeTo(Math.sqrt(20 / 3 / 4), 12),
      p05: expect.closeTo(0.3, 12),
      p50: 3,
      p95: expect.closeTo(5.7, 12),
      p_positive: 0.75,
      relative: 0.03,
      a: 100,
      b: 103,
      // 95% point of t with 3 degrees of freedom.
      margin_of_error: expect.closeTo(2.3534 * Math.sqrt(20 / 3 / 4), 2),
      // 3 against 2.35 · 1.29 = 3.04
      measurable: false,
      runs_needed: 16,
    });
  });

  test("of minor units is told in currency", () => {
    expect(describeUplift(a, b, apart, 100)).toMatchObject({ mean: 0.03, a: 1, b: 1.03, relative: 0.03 });
  });

  test("that is zero in every run is exactly zero, and no number of runs would show it", () => {
    expect(describeUplift(a, a, apart)).toMatchObject({
      mean: 0,
      se: 0,
      p05: 0,
      p95: 0,
      p_positive: 0,
      relative: 0,
      measurable: false,
      runs_needed: null,
    });
  });

  test("that the 90% interval of the mean does not tell from zero is not measurable, and says how many runs would do", () => {
    // Mean 1, standard deviation √(4·25/3) = 5.77 over 4 runs.
    const noisy = a.map((v, i) => v + [6, 6, -4, -4][i]!);
    const uplift = describeUplift(a, noisy, apart)!;
    expect(uplift.mean).toBe(1);
    expect(uplift.measurable).toBe(false);
    // (1.645 · 5.77 / 1)² = 90.2 runs, in blocks of 16: 96.
    expect(uplift.runs_needed).toBe(96);
  });

  test("leaves out runs without the figure, and is none where no run has it", () => {
    const gap = Float64Array.of(Number.NaN, 110, 90, 100);
    expect([...paired(gap, b)]).toEqual([2, 6, 0]);
    expect(
      describeUplift(
        a.map(() => Number.NaN),
        b,
        apart,
      ),
    ).toBeNull();
  });

  test("of a single run cannot be told from chance", () => {
    expect(describeUplift(Float64Array.of(1), Float64Array.of(2), apart)).toMatchObject({
      measurable: false,
      runs_needed: null,
    });
  });
});

describe("P(uplift ≥ x)", () => {
  test("falls from one to the share of the largest difference, and holds zero", () => {
    const curve = exceedance(Float64Array.of(-10, 0, 10, 30));
    expect(curve[0]).toEqual({ x: -10, p: 1 });
    expect(curve.find(point => point.x === 0)).toEqual({ x: 0, p: 0.75 });
    expect(curve.at(-1)).toEqual({ x: 30, p: 0.25 });
    for (let i = 1; i < curve.length; i++) {
      expect(curve[i]!.x).toBeGreaterThan(curve[i - 1]!.x);
      expect(curve[i]!.p).toBeLessThanOrEqual(curve[i - 1]!.p);
    }
  });

  test("of no difference is one at zero", () => {
    expect(exceedance(Float64Array.of(0, 0))).toEqual([{ x: 0, p: 1 }]);
  });
});
