import { describe, expect, test } from "vitest";
import {
  dirichlet,
  exponential,
  gamma,
  normal,
  pickIndex,
  poisson,
  stream,
  xoshiro128,
} from "../../data/synthetic/random.ts";

const N = 40_000;

/** Mean and variance of N draws, as z-scores against the law's (variance of the variance from its kurtosis). */
function zScores(draw: () => number, mean: number, variance: number, excessKurtosis: number) {
  const xs = Array.from({ length: N }, draw);
  const m = xs.reduce((a, b) => a + b, 0) / N;
  const v = xs.reduce((a, b) => a + (b - mean) ** 2, 0) / N;
  return {
    mean: Math.abs(m - mean) / Math.sqrt(variance / N),
    variance: Math.abs(v - variance) / (variance * Math.sqrt((2 + excessKurtosis) / N)),
  };
}

describe("xoshiro128**", () => {
  test("gives the numbers of the published C code from the state 1, 2, 3, 4", () => {
    const random = xoshiro128([1, 2, 3, 4]);
    const expected = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    expect(expected.map(() => random.bits())).toEqual(expected);
  });

  test("streams of another seed or purpose share nothing", () => {
    const draws = (seed: number, purpose: string) => {
      const random = stream(seed, purpose);
      return Array.from({ length: 64 }, () => random.bits());
    };
    expect(draws(1, "sales")).toEqual(draws(1, "sales"));
    const others = [...draws(2, "sales"), ...draws(1, "visits")];
    expect(draws(1, "sales").filter(x => others.includes(x))).toEqual([]);
  });
});

describe("laws, by mean and variance of 40,000 draws (|z| < 4)", () => {
  const random = stream(7, "test");
  const cases: [string, () => number, number, number, number][] = [
    ["uniform", () => random.uniform(), 1 / 2, 1 / 12, -1.2],
    ["normal", () => normal(random), 0, 1, 0],
    ["exponential", () => exponential(random), 1, 1, 6],
    ["gamma of shape 0.4", () => gamma(random, 0.4), 0.4, 0.4, 6 / 0.4],
    ["gamma of shape 7.5", () => gamma(random, 7.5), 7.5, 7.5, 6 / 7.5],
    ["Poisson of mean 0.3", () => poisson(random, 0.3), 0.3, 0.3, 1 / 0.3],
    ["Poisson of mean 55", () => poisson(random, 55), 55, 55, 1 / 55],
    ["first of a Dirichlet(1, 3)", () => dirichlet(random, [1, 3])[0]!, 1 / 4, 3 / 80, 0.1],
  ];
  test.each(cases)("%s", (_, draw, mean, variance, kurtosis) => {
    const z = zScores(draw, mean, variance, kurtosis);
    expect(z.mean).toBeLessThan(4);
    expect(z.variance).toBeLessThan(4);
  });

  test("an index comes as often as its weight says", () => {
    const weights = [1, 0, 3, 6];
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < N; n++) counts[pickIndex(random, weights)]!++;
    expect(counts[1]).toBe(0);
    const chiSquare = [0, 2, 3].reduce((sum, i) => {
      const expected = (N * weights[i]!) / 10;
      return sum + (counts[i]! - expected) ** 2 / expected;
    }, 0);
    // 99.99% point of chi-square with 2 degrees of freedom
    expect(chiSquare).toBeLessThan(18.42);
  });
});
