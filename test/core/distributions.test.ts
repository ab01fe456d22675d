import gammaCdf from "@stdlib/stats-base-dists-gamma-cdf";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { describe, expect, test } from "vitest";
import { exponential, gamma, gammaShape, normalQuantile } from "../../core/distributions.ts";
import { threefry, uniform } from "../../core/rng.ts";

const N = 40_000;
/** Kolmogorov's 99.99% point of √n·D. */
const KS_LIMIT = 2.23;
const block = new Int32Array(2);

/** Words of one stream. */
function words(key: number): Int32Array {
  return Int32Array.from({ length: N }, (_, n) => {
    threefry(key, 0, n, 0, block);
    return block[0]!;
  });
}

/** √n times the largest distance between the sample's and the law's distribution function. */
function kolmogorov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.slice().sort();
  let distance = 0;
  for (let i = 0; i < sorted.length; i++) {
    const p = cdf(sorted[i]!);
    distance = Math.max(distance, p - i / sorted.length, (i + 1) / sorted.length - p);
  }
  return Math.sqrt(sorted.length) * distance;
}

/** z of the sample mean against a known mean and variance. */
function meanZ(sample: Float64Array, mean: number, variance: number): number {
  return (sample.reduce((a, b) => a + b, 0) / sample.length - mean) / Math.sqrt(variance / sample.length);
}

describe("normal quantile (AS 241)", () => {
  test("the values printed with the algorithm", () => {
    // Wichura 1988: PPND16 at 0.25, 0.001 and 1e-20.
    expect(normalQuantile(0.25)).toBeCloseTo(-0.67448975019608, 13);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.09023230616781, 13);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.2623400897984, 12);
  });

  test("is antisymmetric and undone by the distribution function", () => {
    for (const p of [1e-12, 1e-6, 0.01, 0.0749, 0.0751, 0.3, 0.5]) {
      expect(normalCdf(normalQuantile(p), 0, 1) / p).toBeCloseTo(1, 11);
      if (p >= 0.01) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 13);
    }
  });

  test("gives normal variates from uniform words", () => {
    const sample = Float64Array.from(words(1), w => normalQuantile(uniform(w)));
    expect(kolmogorov(sample, x => normalCdf(x, 0, 1))).toBeLessThan(KS_LIMIT);
  });
});

describe("exponential", () => {
  test("is −log u at every magnitude of the word", () => {
    const at = [
      0,
      1,
      2,
      3,
      255,
      0x7fffffff,
      0x80000000,
      0xfffffffe,
      0xffffffff,
      ...words(2).subarray(0, 5000),
    ];
    for (const w of at) expect(Math.abs(exponential(w) + Math.log(uniform(w)))).toBeLessThan(1e-14);
    expect(exponential(0xffffffff)).toBeGreaterThan(0);
  });

  test("has mean 1 and the exponential distribution", () => {
    const sample = Float64Array.from(words(3), exponential);
    expect(Math.abs(meanZ(sample, 1, 1))).toBeLessThan(4);
    expect(kolmogorov(sample, x => 1 - Math.exp(-x))).toBeLessThan(KS_LIMIT);
  });
});

describe("gamma (Marsaglia and Tsang)", () => {
  test.each([0.15, 0.5, 0.99, 1, 1.7, 6, 250])("shape %d: mean, variance, distribution", shape => {
    const law = gammaShape(shape);
    const sample = Float64Array.from({ length: N }, (_, n) => gamma(law, 5, 6, n, 17));
    expect(Math.abs(meanZ(sample, shape, shape))).toBeLessThan(4);
    // Var((X − k)²) = 2k² + 6k for a gamma of shape k.
    const squares = sample.map(x => (x - shape) ** 2);
    expect(Math.abs(meanZ(squares, shape, 2 * shape ** 2 + 6 * shape))).toBeLessThan(4);
    expect(kolmogorov(sample, x => gammaCdf(x, shape, 1))).toBeLessThan(KS_LIMIT);
  });

  test("is a function of key and counter", () => {
    const law = gammaShape(0.7);
    expect(gamma(law, 1, 2, 3, 4)).toBe(gamma(law, 1, 2, 3, 4));
    const others = [
      gamma(law, 9, 2, 3, 4),
      gamma(law, 1, 9, 3, 4),
      gamma(law, 1, 2, 9, 4),
      gamma(law, 1, 2, 3, 9),
    ];
    expect(new Set([gamma(law, 1, 2, 3, 4), ...others]).size).toBe(5);
  });

  test("a shape that is not above zero is refused", () => {
    for (const shape of [0, -1, NaN, Infinity]) expect(() => gammaShape(shape)).toThrow(RangeError);
  });
});
