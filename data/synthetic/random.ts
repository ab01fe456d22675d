import { createHash } from "node:crypto";

/**
 * The generator's own random numbers. They share nothing with the engine's keyed streams, so that a fault in
 * one cannot hide in the other when the twin is judged against a planted truth.
 */
export interface Random {
  /** The next 32 bits. */
  bits(): number;
  /** Uniform on (0, 1), 53 bits; never 0 or 1. */
  uniform(): number;
}

/**
 * xoshiro128** 1.1 (Blackman and Vigna 2018, https://prng.di.unimi.it/xoshiro128starstar.c).
 * @param state four 32-bit words, not all zero
 */
export function xoshiro128(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  function bits(): number {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }
  function uniform(): number {
    const high = bits() >>> 5;
    const low = bits() >>> 6;
    return (high * 67_108_864 + low + 0.5) / 9_007_199_254_740_992;
  }
  return { bits, uniform };
}

/** An independent stream for one purpose: what one stage draws never shifts another stage's luck. */
export function stream(seed: number, purpose: string): Random {
  const digest = createHash("sha256").update(`${seed}\n${purpose}`).digest();
  const word = (i: number) => digest.readUInt32LE(4 * i);
  return xoshiro128([word(0), word(1), word(2), word(3)]);
}

/** Standard normal by the polar method (Marsaglia and Bray 1964). */
export function normal(random: Random): number {
  for (;;) {
    const u = 2 * random.uniform() - 1;
    const v = 2 * random.uniform() - 1;
    const s = u * u + v * v;
    if (s < 1 && s > 0) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Exponential with mean 1. */
export function exponential(random: Random): number {
  return -Math.log(random.uniform());
}

/** Gamma with scale 1 (Marsaglia and Tsang 2000; shapes under 1 by their power of a uniform). */
export function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

const POISSON_PART = 16;

/** Poisson by products of uniforms (Knuth), the mean cut into parts so that exp(-mean) keeps its digits. */
export function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= POISSON_PART) {
    const floor = Math.exp(-Math.min(left, POISSON_PART));
    for (let p = random.uniform(); p > floor; p *= random.uniform()) count++;
  }
  return count;
}

/** Dirichlet: gamma draws divided by their sum. */
export function dirichlet(random: Random, weights: readonly number[]): number[] {
  const draws = weights.map(w => gamma(random, w));
  const sum = draws.reduce((a, b) => a + b, 0);
  return draws.map(x => x / sum);
}

/** An index with probability proportional to its weight. */
export function pickIndex(random: Random, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let left = random.uniform() * total;
  for (let i = 0; i < weights.length - 1; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** One of the items, all alike. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random.uniform() * items.length)]!;
}
