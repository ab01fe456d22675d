import { describe, expect, it } from "vitest";
import { plainIndex } from "../../../proof/sales/benchmarks/plainIndex.ts";
import { seasonalNaive } from "../../../proof/sales/benchmarks/seasonalNaive.ts";

const series = (count: number, value: (t: number) => number) =>
  Float64Array.from({ length: count }, (_, t) => value(t));
const ahead = (rule: (h: number) => number, count: number) =>
  Array.from({ length: count }, (_, h) => rule(h));

describe("seasonal naive", () => {
  it("repeats the last known year, and never sees what was hidden", () => {
    const known = series(160, t => 10 * t);
    const hidden = known.map((amount, t) => (t < 120 ? amount : Number.NaN));
    const { at } = seasonalNaive(hidden, 120, 52);
    expect(ahead(at, 104)).toEqual([...known.slice(68, 120), ...known.slice(68, 120)]);
  });

  it("spreads by its own last 52 errors", () => {
    // Grows by 52 a year, but for one week that is older than the errors and one 10 before the origin.
    const amounts = series(156, t => t + (t === 40 ? 1000 : 0) + (t === 146 ? 7 : 0));
    const { at, ensemble } = seasonalNaive(amounts, 156, 52);
    const errors = [...ensemble(3)].map(value => value - at(3)).sort((a, b) => a - b);
    expect(errors).toEqual([...Array.from({ length: 51 }, () => 52), 59]);
  });

  it("has as many errors as history holds", () => {
    expect(
      seasonalNaive(
        series(60, () => 1),
        60,
        52,
      ).ensemble(0),
    ).toHaveLength(8);
    expect(
      seasonalNaive(
        series(40, t => t),
        40,
        12,
      ).ensemble(0),
    ).toHaveLength(28);
  });
});

describe("the plain index rule", () => {
  const season = (t: number) => 1 + 0.5 * Math.sin((2 * Math.PI * t) / 52);

  it("goes on with a season whose level has moved", () => {
    const amounts = series(260, t => (t < 104 ? 100 : 150) * season(t));
    const rule = plainIndex(amounts, 208, 52);
    // The weeks beside the step lean on one beyond it.
    for (let h = 0; h < 52; h++)
      expect(Math.abs(rule(h) / amounts[208 + h]! - 1)).toBeLessThan(h === 0 || h === 51 ? 0.05 : 0.01);
    expect(rule(52)).toBe(rule(0));
  });

  it("is the mean share of the year over four years and three weeks, times the level of half a year", () => {
    // One week in the year sells 53 times as much as the others: with its neighbours a third of 27.5 and two of 0.52 each.
    const amounts = series(312, t => (t % 52 === 30 ? 53 : 1));
    const rule = plainIndex(amounts, 260, 52);
    const [usual, peak] = [1 / 2, (53 / 2 + 1) / 3];
    // The last half year holds the peak: it sold 78, of which the index says 23 × usual + 3 × peak.
    const level = 78 / (23 * usual + 3 * peak);
    expect(ahead(rule, 52)).toEqual(
      Array.from({ length: 52 }, (_, h) => expect.closeTo(level * (Math.abs(h - 30) <= 1 ? peak : usual), 9)),
    );
  });

  it("knows nothing of what was hidden, takes months as they are, and a series without sales for none", () => {
    const amounts = series(60, t => (t < 48 ? 10 + (t % 12) : Number.NaN));
    expect(ahead(plainIndex(amounts, 48, 12), 12)).toEqual(
      Array.from({ length: 12 }, (_, h) => expect.closeTo(10 + h, 9)),
    );
    expect(ahead(plainIndex(new Float64Array(208), 208, 52), 52)).toEqual(new Array(52).fill(0));
  });
});
