import { deriveKey, threefry, uniform } from "../../core/rng.ts";

/**
 * Uniform numbers in (0, 1) on a grid of 2³² for the many small choices of a walk: two of each block, where
 * `core/chance` makes one. They belong to (seed, purpose, index).
 */
export function luck(seed: number, purpose: number, index: number): () => number {
  const [k0, k1] = deriveKey(seed, purpose, index);
  const out = new Int32Array(2);
  let drawn = 0;
  let block = 0;
  return () => {
    if (drawn % 2 === 0) {
      threefry(k0, k1, block | 0, Math.floor(block / 0x1_0000_0000), out);
      block++;
    }
    return uniform(out[drawn++ % 2]);
  };
}
