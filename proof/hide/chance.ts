import { normalQuantile } from "../../core/distributions.ts";
import { deriveKey, threefry, uniform } from "../../core/rng.ts";

/** Names of the streams of the proof, so that no two purposes share their luck. */
export const STREAM = {
  random: 1,
  smallFar: 2,
  area: 3,
  list: 4,
  listRates: 5,
  listLinks: 6,
  listOrder: 7,
  score: 8,
} as const;

/** First part of the name of every stream of `proof/`. */
const PROOF = 0x70726f6f;

/** Uniforms in (0, 1), the n-th a pure function of the seed, the stream and n. */
export function uniforms(seed: number, stream: number): (n: number) => number {
  const key = deriveKey(seed, PROOF, stream);
  const out = new Int32Array(2);
  return n => {
    threefry(key[0], key[1], n, 0, out);
    return uniform(out[0]);
  };
}

/** Standard normals in the same way. */
export function normals(seed: number, stream: number): (n: number) => number {
  const next = uniforms(seed, stream);
  return n => normalQuantile(next(n));
}

/** The numbers 0 … count − 1 in an order drawn by the seed. */
export function shuffled(count: number, seed: number, stream: number): number[] {
  const next = uniforms(seed, stream);
  const key = Float64Array.from({ length: count }, (_, i) => next(i));
  return Array.from(key, (_, i) => i).sort((a, b) => key[a] - key[b] || a - b);
}
