import type { Chance } from "../../../core/chance.ts";
import { cholesky } from "../../../core/cholesky.ts";

/**
 * Robust adaptive Metropolis of Vihola (2012) for one block of coordinates: the proposal's shape follows the accepted
 * moves until the acceptance rate is the one asked for. Adaptation ends with the warm-up, so that what is kept comes
 * from a proper Markov chain.
 */
export interface AdaptiveBlock {
  /** The proposal's steps, one a coordinate; valid until the next call. */
  propose(chance: Chance): Float64Array;
  /** Tells how likely the last proposal was to be accepted, 0 to 1; adapts during the warm-up. */
  learn(acceptance: number, iteration: number): void;
}

/** Acceptance rates that are near the best for one and for several coordinates (Roberts and Rosenthal 2001). */
const TARGET = { one: 0.44, several: 0.27 };

export function adaptiveBlock(scales: readonly number[], warmUp: number): AdaptiveBlock {
  const d = scales.length;
  const target = d === 1 ? TARGET.one : TARGET.several;
  let factor: Float64Array = new Float64Array(d * d);
  scales.forEach((scale, i) => {
    factor[i * d + i] = scale / Math.sqrt(d);
  });
  const normals = new Float64Array(d);
  const steps = new Float64Array(d);
  return {
    propose(chance) {
      for (let i = 0; i < d; i++) normals[i] = chance.normal();
      for (let i = 0; i < d; i++) {
        steps[i] = 0;
        for (let j = 0; j <= i; j++) steps[i] += factor[i * d + j] * normals[j];
      }
      return steps;
    },
    learn(acceptance, iteration) {
      if (iteration >= warmUp) return;
      const rate = Math.min(1, d * (iteration + 1) ** -0.66);
      factor = adapted(factor, normals, rate * (acceptance - target));
    },
  };
}

/** Cholesky factor of L·(I + change·u·uᵀ/|u|²)·Lᵀ. */
function adapted(lower: Float64Array, u: Float64Array, change: number): Float64Array {
  const d = u.length;
  const norm = u.reduce((sum, v) => sum + v * v, 0) || 1;
  const lu = new Float64Array(d);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) lu[i] += lower[i * d + j] * u[j];
  const square = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = (change / norm) * lu[i] * lu[j];
      for (let k = 0; k <= j; k++) sum += lower[i * d + k] * lower[j * d + k];
      square[i * d + j] = sum;
    }
  }
  return cholesky(square, d) ?? lower;
}
