import { deriveKey, threefry, uniform } from "../../core/rng.ts";

/** Uniforms for planting truth in tests, from a keyed stream. */
export function stream(seed: number): () => number {
  const key = deriveKey(seed, 1, 99);
  const out = new Int32Array(2);
  let n = 0;
  return () => {
    threefry(key[0], key[1], n++, 0, out);
    return uniform(out[0]);
  };
}

/** Standard normal by Box-Muller. */
export function normalSample(next: () => number): number {
  return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

/** Gamma(shape, 1), Marsaglia and Tsang 2000. */
export function gammaSample(shape: number, next: () => number): number {
  if (shape < 1) return gammaSample(shape + 1, next) * next() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normalSample(next);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Poisson by exponential gaps. */
export function poissonSample(mean: number, next: () => number): number {
  let n = 0;
  let time = -Math.log(next());
  while (time < mean) {
    n++;
    time -= Math.log(next());
  }
  return n;
}
