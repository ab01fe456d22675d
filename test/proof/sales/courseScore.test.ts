import { describe, expect, it } from "vitest";
import { type Course, scoreCourse, scoreSum } from "../../../proof/sales/courseScore.ts";
import { horizons } from "../../../proof/sales/horizons.ts";
import { normalSample, stream } from "../../models/sampling.ts";

/** Two units, three years of weeks known and one ahead: white noise around 100 and 300. */
function noise(spread: number): Course {
  const next = stream(7);
  const level = [100, 300];
  const draw = (unit: number) => level[unit]! * (1 + 0.1 * normalSample(next));
  const actual = level.map((_, unit) => Float64Array.from({ length: 208 }, () => draw(unit)));
  const runs = (unit: number) =>
    Float64Array.from({ length: 400 }, () => level[unit]! * (1 + 0.1 * spread * normalSample(next)));
  return { period: "week", known: 156, ahead: 52, actual, runs };
}

describe("scores of a course", () => {
  const score = scoreCourse(noise(1));

  it("a forecast that knows the law has the errors of noise, and half the variance of repeating a year", () => {
    // E|N(0, σ)| = σ√(2/π), E|N(0, √2σ)| = that √2 times; 104 points: 8% standard error each.
    expect(score.wape).toBeGreaterThan(0.8 * 0.1 * Math.sqrt(2 / Math.PI));
    expect(score.wape).toBeLessThan(1.2 * 0.1 * Math.sqrt(2 / Math.PI));
    expect(score.wape / score.wapeSeasonalNaive).toBeGreaterThan(0.55);
    expect(score.wape / score.wapeSeasonalNaive).toBeLessThan(0.9);
    expect(score.wape).toBeLessThan(score.wapePlainIndex);
    expect(score.crps).toBeLessThan(score.crpsSeasonalNaive);
    // Three standard errors of 104 points: 12 and 6 points.
    expect(Math.abs(score.coverage80 - 0.8)).toBeLessThan(0.12);
    expect(Math.abs(score.coverage95 - 0.95)).toBeLessThan(0.065);
  });

  it("intervals that are half as wide hold as little as they should, and cost CRPS", () => {
    const narrow = scoreCourse(noise(0.5));
    // P(|z| < 0.64) = 0.48 and P(|z| < 0.98) = 0.67.
    expect(Math.abs(narrow.coverage80 - 0.48)).toBeLessThan(0.15);
    expect(Math.abs(narrow.coverage95 - 0.67)).toBeLessThan(0.14);
    expect(narrow.crps).toBeGreaterThan(score.crps);
  });

  it("the horizons make the whole", () => {
    expect(score.byHorizon.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [5, 13],
      [14, 26],
      [27, 52],
    ]);
    const mean = score.byHorizon.reduce((sum, h) => sum + (h.crps * (h.to - h.from + 1)) / 52, 0);
    expect(mean).toBeCloseTo(score.crps, 9);
  });

  it("errors are exact where all is known", () => {
    const actual = [Float64Array.from({ length: 36 }, (_, t) => (t < 24 ? 10 : 10 + t - 24))];
    const exact = scoreCourse({
      ...{ period: "month", known: 24, ahead: 12, actual },
      runs: (_, h) => Float64Array.of(9 + h, 10 + h, 11 + h),
    });
    expect(exact).toMatchObject({ wape: 0, coverage80: 1, coverage95: 1 });
    expect(exact.wapeSeasonalNaive).toBeCloseTo(66 / 186, 12);
    expect(exact.wapePlainIndex).toBeCloseTo(66 / 186, 12);
  });
});

it("the sum of the horizon stands beside what happened and what was repeated", () => {
  const actual = [Float64Array.from({ length: 36 }, (_, t) => t)];
  const course: Course = { period: "month", known: 24, ahead: 12, actual, runs: () => new Float64Array(0) };
  const sums = Float64Array.from({ length: 101 }, (_, run) => 300 + run);
  expect(scoreSum(course, sums)).toEqual({
    actual: 354,
    seasonalNaive: 210,
    mean: 350,
    p05: 305,
    p50: 350,
    p95: 395,
  });
});

it.each([
  ["week", 26, [4, 13, 26]],
  ["week", 30, [4, 13, 26, 30]],
  ["week", 3, [3]],
  ["week", 104, [4, 13, 26, 52, 104]],
  ["month", 12, [1, 3, 6, 12]],
  ["month", 1, [1]],
] as const)("horizons of %s × %i end at %j", (period, ahead, ends) => {
  const parts = horizons(period, ahead);
  expect(parts.map(({ to }) => to)).toEqual(ends);
  parts.forEach(({ from }, i) => {
    expect(from).toBe((parts[i - 1]?.to ?? 0) + 1);
  });
});
