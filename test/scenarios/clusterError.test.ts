import { describe, expect, test } from "vitest";
import { chance } from "../../core/chance.ts";
import { clusteredError, runsToTell, tQuantile95, Z } from "../../scenarios/compare/clusterError.ts";
import { drawOf } from "../../sim/spec/streams.ts";

const DRAWS = 256;
/** Seed of this file's planted runs. */
const SEED = 90_211;

interface Planted {
  readonly values: Float64Array;
  readonly of: Int32Array;
}

/** Runs whose differences hold an effect of their draw (variance `between`) and luck of their own; the truth is 0. */
function planted(repetition: number, runs: number, between: number, draws = DRAWS): Planted {
  const luck = chance(SEED, 1, repetition);
  const effect = Float64Array.from({ length: draws }, () => Math.sqrt(between) * luck.normal());
  const of = Int32Array.from({ length: runs }, (_, run) => drawOf(repetition, run, draws));
  return {
    values: Float64Array.from(of, draw => effect[draw]! + Math.sqrt(1 - between) * luck.normal()),
    of,
  };
}

/** Share of planted answers whose 90% interval holds the truth: clustered by draw, and as if runs shared nothing. */
function coverage(runs: number, between: number, draws = DRAWS) {
  const REPETITIONS = 600;
  let [clustered, plain] = [0, 0];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const { values, of } = planted(repetition, runs, between, draws);
    const error = clusteredError(values, { of });
    if (Math.abs(error.mean) <= tQuantile95(error.draws - 1) * error.se) clustered++;
    const apart = clusteredError(values, { of: values.map((_, run) => run) });
    if (Math.abs(error.mean) <= Z * apart.se) plain++;
  }
  return { clustered: clustered / REPETITIONS, plain: plain / REPETITIONS };
}

// The share of 600 intervals that hold has a standard error of 1.2 points: four of them.
const NEAR = 0.05;

describe("the standard error of a mean over runs", () => {
  test("holds the truth in 90% of answers where half of the variance is the draws' and runs are many", () => {
    const { clustered, plain } = coverage(1024, 0.5);
    expect(Math.abs(clustered - 0.9)).toBeLessThan(NEAR);
    // What it replaces: intervals of independent runs.
    expect(plain).toBeLessThan(0.75);
  });

  test("holds where draws are few, and where they say nothing", () => {
    expect(Math.abs(coverage(64, 0.5, 8).clustered - 0.9)).toBeLessThan(NEAR);
    expect(Math.abs(coverage(128, 0).clustered - 0.9)).toBeLessThan(NEAR);
  });

  test("is s/√n where every run has a draw of its own", () => {
    const { values } = planted(1, 40, 0.3);
    const { se, mean } = clusteredError(values, { of: values.map((_, run) => run) });
    const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    expect(se).toBeCloseTo(Math.sqrt(squares / 39 / 40), 12);
  });

  test("is unbiased: its mean square is that of the mean itself", () => {
    let [claimed, happened] = [0, 0];
    for (let repetition = 0; repetition < 400; repetition++) {
      const { values, of } = planted(repetition, 512, 0.4);
      const { mean, se } = clusteredError(values, { of });
      claimed += se ** 2;
      happened += mean ** 2;
    }
    // A mean of 400 squares is known to 7%; three times that.
    expect(claimed / happened).toBeGreaterThan(0.79);
    expect(claimed / happened).toBeLessThan(1.21);
  });

  test("does not fall below what the draws leave, however many runs there are", () => {
    const { values, of } = planted(3, 16_384, 0.5);
    const error = clusteredError(values, { of });
    expect(error.se).toBeGreaterThan(0.8 * Math.sqrt(0.5 / DRAWS));
    expect(error.shared).toBeCloseTo(0.5, 0);
    // An effect of half that error is never told from nothing.
    expect(runsToTell({ ...error, mean: 0.5 * error.se }, DRAWS)).toBeNull();
    // One of ten times it is, with few runs.
    expect(runsToTell({ ...error, mean: 10 * error.se }, DRAWS)).toBeLessThan(64);
  });

  test("is unknown from runs of a single draw, unless they show nothing at all", () => {
    expect(clusteredError(Float64Array.of(1, 2, 3), { of: [7, 7, 7] }).se).toBe(Number.POSITIVE_INFINITY);
    expect(clusteredError(Float64Array.of(0, 0), { of: [7, 7] }).se).toBe(0);
  });

  test("takes the 95% point of Student's t", () => {
    for (const [freedom, point] of [
      [3, 2.3534],
      [10, 1.8125],
      [15, 1.7531],
      [255, 1.6508],
    ] as const)
      expect(tQuantile95(freedom)).toBeCloseTo(point, 2);
  });
});
