import { deriveKey, threefry, uniform } from "../../core/rng.ts";

/** A stream of uniform numbers in (0, 1), named by a seed and two numbers. */
export function uniformStream(seed: number, a: number, b: number): () => number {
  const [k0, k1] = deriveKey(seed, a, b) as unknown as [number, number];
  const block = new Int32Array(2);
  let next = 0;
  return () => {
    if (next % 2 === 0) threefry(k0, k1, next >>> 1, 0, block);
    return uniform(block[next++ % 2]!);
  };
}

/** 0 … n − 1 in random order (Fisher and Yates). */
export function shuffled(n: number, next: () => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}

/** [from × to] weights, uniform in ±√(6/(from + to)) (Glorot and Bengio 2010). */
export function glorotWeights(from: number, to: number, next: () => number): Float32Array {
  const limit = Math.sqrt(6 / (from + to));
  return Float32Array.from({ length: from * to }, () => limit * (2 * next() - 1));
}
