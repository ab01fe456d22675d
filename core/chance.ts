import { gamma, gammaShape, normalQuantile } from "./distributions.ts";
import { deriveKey, threefry, uniform52 } from "./rng.ts";

/**
 * A sequence of random numbers for fitting, where the order of draws is fixed by the algorithm itself. The kernel of
 * the simulator does not use it: its draws are keyed one by one.
 */
export interface Chance {
  /** In the open interval (0, 1). */
  uniform(): number;
  normal(): number;
  /** Gamma of the given shape and scale 1. */
  gamma(shape: number): number;
  poisson(mean: number): number;
  /** Index of an entry, with probability proportional to its weight; -1 where all are zero. */
  pick(weights: ArrayLike<number>): number;
}

/** A sequence that belongs to (seed, purpose, index); `purpose` names the user, `index` counts its sequences. */
export function chance(seed: number, purpose: number, index = 0): Chance {
  const [k0, k1] = deriveKey(seed, purpose, index);
  const out = new Int32Array(2);
  let counter = 0;
  const uniform = (): number => {
    threefry(k0, k1, counter++ | 0, 0, out);
    return uniform52(out[0], out[1]);
  };
  const gammaOf = (shape: number): number => {
    if (!(shape > 0)) return 0;
    // Blocks with a second counter above 0 are kept for gammas, so that they never meet those of uniforms.
    return gamma(gammaShape(shape), k0, k1, counter++ | 0, 1);
  };
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    gamma: gammaOf,
    poisson: mean => poisson(mean, uniform, gammaOf),
    pick: weights => pick(weights, uniform),
  };
}

/** Above this mean a Poisson variate is taken apart by a gamma one. */
const SMALL_MEAN = 30;

/**
 * Poisson by products of uniforms for small means; a large mean is first halved by the gamma-distributed time of an event
 * in the middle (Ahrens and Dieter 1974), so that the result is exact for every mean.
 */
function poisson(mean: number, uniform: () => number, gammaOf: (shape: number) => number): number {
  let count = 0;
  let left = mean;
  while (left > SMALL_MEAN) {
    const middle = Math.floor(left * 0.875);
    const time = gammaOf(middle);
    if (time > left) return count + binomial(middle - 1, left / time, uniform);
    count += middle;
    left -= time;
  }
  const limit = Math.exp(-left);
  let product = uniform();
  while (product > limit) {
    count++;
    product *= uniform();
  }
  return count;
}

function binomial(n: number, p: number, uniform: () => number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (uniform() < p) count++;
  return count;
}

function pick(weights: ArrayLike<number>, uniform: () => number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  if (!(total > 0)) return -1;
  let left = uniform() * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] > 0)) continue;
    last = i;
    left -= weights[i];
    if (left < 0) return i;
  }
  return last;
}
