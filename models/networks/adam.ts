/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019), on plain arrays:
 * a few thousand weights are moved here faster than by a dozen tensor operations each.
 */
export interface Adam {
  readonly step: (
    weights: readonly Float32Array[],
    gradients: readonly ArrayLike<number>[],
    rate: number,
  ) => void;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/** @param decay share of each weight that is taken away a step, in units of the rate; one entry a weight array */
export function adam(shapes: readonly { readonly length: number }[], decay: readonly number[]): Adam {
  const first = shapes.map(({ length }) => new Float64Array(length));
  const second = shapes.map(({ length }) => new Float64Array(length));
  let power1 = 1;
  let power2 = 1;
  return {
    step(weights, gradients, rate) {
      power1 *= BETA1;
      power2 *= BETA2;
      for (const [a, w] of weights.entries()) {
        const m = first[a]!;
        const v = second[a]!;
        const g = gradients[a]!;
        const shrink = 1 - rate * decay[a]!;
        for (let i = 0; i < w.length; i++) {
          m[i] = BETA1 * m[i]! + (1 - BETA1) * g[i]!;
          v[i] = BETA2 * v[i]! + (1 - BETA2) * g[i]! * g[i]!;
          const move = m[i]! / (1 - power1) / (Math.sqrt(v[i]! / (1 - power2)) + EPSILON);
          w[i] = shrink * w[i]! - rate * move;
        }
      }
    },
  };
}
