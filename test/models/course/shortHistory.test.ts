import { describe, expect, it } from "vitest";
import { forecastPaths } from "../../../models/course/forecast.ts";
import { FURTHER } from "../../further.ts";
import { normalSample, stream } from "../sampling.ts";
import { historyOf, optionsFor, plantAmounts } from "./plantedCourse.ts";

const GROUPS = [0.5, 0.3, 0.2];
const DRAWS = 100;
const markets = 4 * FURTHER;
const long = FURTHER > 1;

/** A market whose season, growth, level and noise are drawn anew for each seed, in weeks (52) or months (12). */
function planted(seed: number, periods: number, year: number): Float64Array[] {
  const next = stream(9000 + seed);
  const draw = (from: number, to: number) => from + (to - from) * next();
  const [swing, wave, growth] = [draw(0.05, 0.25), draw(0, 0.1), 0.08 * normalSample(next)];
  const phases = [2 * Math.PI * next(), 2 * Math.PI * next()];
  const walk = draw(0.005, 0.015) * Math.sqrt(52 / year);
  const level = Float64Array.from({ length: periods }, () => 0);
  for (let t = 1; t < periods; t++) level[t] = level[t - 1] + growth / year + walk * normalSample(next);
  const season = (t: number) =>
    swing * Math.sin((2 * Math.PI * t) / year + phases[0]) +
    wave * Math.sin((4 * Math.PI * t) / year + phases[1]);
  const noise = draw(0.03, 0.13) * Math.sqrt(year / 52);
  const brand = [0.3, 0.4, 0.3].map(share => (t: number) => Math.log(1e6 * share) + level[t] + season(t));
  return plantAmounts({ seed, periods, groups: GROUPS, brand, noise: [noise, noise, noise] });
}

/** Sums of the own amount over the first periods ahead: of the truth, and of each draw, ascending. */
function sumsAhead(seed: number, known: number, year: number) {
  const amounts = planted(seed, known + year, year);
  const history = historyOf(amounts, GROUPS.length, known);
  const weekly = optionsFor(history, year, DRAWS);
  const months = Int32Array.from({ length: known }, (_, m) => Date.UTC(2012, m, 1) / 86_400_000);
  const options = year === 52 ? weekly : { ...weekly, period: "month" as const, periodStart: months };
  const { own, rivals } = forecastPaths(history, options);
  expect([...own, ...rivals].every(v => Number.isFinite(v) && v >= 0)).toBe(true);
  const width = GROUPS.length;
  const truth = (ahead: number) =>
    amounts[0]!.subarray(known * width, (known + ahead) * width).reduce((a, b) => a + b, 0);
  const draws = (ahead: number) =>
    Float64Array.from({ length: DRAWS }, (_, k) => {
      let sum = 0;
      for (let g = 0; g < width; g++) for (let h = 0; h < ahead; h++) sum += own[(k * width + g) * year + h]!;
      return sum;
    }).sort();
  const recent = amounts[0]!.subarray(Math.max(0, known - year) * width, known * width);
  const usual = (recent.reduce((a, b) => a + b, 0) / (recent.length / width)) * year;
  return { truth, draws, usual };
}

describe("a short history", () => {
  it.each([
    ["weeks", 52, long ? [1, 2, 4, 8, 13, 26, 52, 78, 104, 156] : [1, 4, 13, 52, 104]],
    ["months", 12, long ? [1, 2, 4, 8, 13, 26, 52] : [1, 6, 24]],
  ])("of %s has a sane forecast whose interval holds the sums ahead", (_, year, lengths) => {
    let held = 0;
    let count = 0;
    const widths = lengths.map(known => {
      let width = 0;
      for (let seed = 0; seed < markets; seed++) {
        const { truth, draws, usual } = sumsAhead(100 * known + seed, known, year);
        for (const ahead of [year / 4, year / 2, year]) {
          const sums = draws(ahead);
          if (sums[4]! <= truth(ahead) && truth(ahead) <= sums[95]!) held++;
          count++;
        }
        const sums = draws(year);
        const mean = sums.reduce((a, b) => a + b, 0) / DRAWS;
        expect(mean / usual).toBeGreaterThan(1 / 3);
        expect(mean / usual).toBeLessThan(3);
        width += Math.log(sums[95]! / sums[4]!) / markets;
      }
      return width;
    });
    // 92 of 100 draws lie between the bounds; sums of one market hang together, and markets of all lengths count.
    expect(held / count).toBeGreaterThan(0.8);
    expect(held / count).toBeLessThan(0.99);
    // What is not known makes the interval wider.
    expect(widths[0]).toBeGreaterThan(2 * widths.at(-1)!);
  });
});
