import { describe, expect, it } from "vitest";
import { type ForecastPaths, forecastPaths } from "../../../models/course/forecast.ts";
import { marketTotal } from "../../../models/course/history.ts";
import { historyOf, optionsFor, type PlantedCourse, plantAmounts } from "./plantedCourse.ts";

const season = (t: number): number => 0.2 * Math.sin((2 * Math.PI * t) / 52.18);

const plan: PlantedCourse = {
  seed: 5,
  periods: 260,
  groups: [0.6, 0.3, 0.1],
  brand: [t => 10 + season(t), t => 10.5 + season(t), t => 9 - season(t)],
  noise: [0.1, 0.1, 0.15],
};
const amounts = plantAmounts(plan);

/** Own amount of all groups; [draw × period]. */
function ownTotals({ own, draws, horizon }: ForecastPaths, groups: number): Float64Array {
  const total = new Float64Array(draws * horizon);
  for (let at = 0; at < own.length; at++) {
    const draw = Math.floor(at / (groups * horizon));
    total[draw * horizon + (at % horizon)] += own[at];
  }
  return total;
}

describe("sample paths of a market", () => {
  const history = historyOf(amounts, 3, 208);
  const paths = forecastPaths(history, optionsFor(history, 52, 32));

  it("groups add up to the market's path in each draw and period, however it is grouped", () => {
    const whole = historyOf(
      amounts.map(column => marketTotal(column, 3)),
      1,
      208,
    );
    const market = forecastPaths(whole, optionsFor(whole, 52, 32));
    const total = ownTotals(paths, 3);
    for (let at = 0; at < total.length; at++) expect(total[at]! / market.own[at]!).toBeCloseTo(1, 9);
    expect(paths.rivalMix).toEqual(market.rivalMix);
  });

  it("rivals' shares add up to one", () => {
    for (let at = 0; at < paths.rivalMix.length; at += 2)
      expect(Math.exp(paths.rivalMix[at]!) + Math.exp(paths.rivalMix[at + 1]!)).toBeCloseTo(1, 9);
  });

  it("stays in the market where nobody else sells", () => {
    const alone = historyOf([amounts[0]!], 3, 208);
    const { rivals, rivalMix, own } = forecastPaths(alone, optionsFor(alone, 52, 8));
    expect(rivals.every(v => v === 0)).toBe(true);
    expect(rivalMix).toHaveLength(0);
    expect(own.every(v => v > 0)).toBe(true);
  });
});
