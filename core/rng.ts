/**
 * Keyed, counter-based randomness: Threefry-2x32 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy
 * as 1, 2, 3", SC11; the Random123 library). The n-th number of a stream is a pure function of (key, counter), so
 * that a run can be replayed alone and two scenarios meet the same luck. 32-bit integer arithmetic only.
 *
 * Twenty rounds, the authors' default; 13 is the least number that passes BigCrush.
 */

const PARITY = 0x1bd11bda;

/**
 * One block of Threefry-2x32-20 for key (k0, k1) and counter (c0, c1), written to out[0] and out[1] as signed
 * 32-bit words. Distinct counters give distinct blocks (a bijection for each key). Does not allocate.
 */
export function threefry(k0: number, k1: number, c0: number, c1: number, out: Int32Array): void {
  const k2 = PARITY ^ k0 ^ k1;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 1) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 2) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k0) | 0;
  y = (y + k1 + 3) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 4) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  out[0] = (x + k2) | 0;
  out[1] = (y + k0 + 5) | 0;
}

/** Largest seed, 2⁵³ − 1: a stream's key takes its low and its high word. The least is 0. */
export const MAX_SEED = Number.MAX_SAFE_INTEGER;

/** Whether a number can seed: a whole number from 0 to {@link MAX_SEED}. */
export function isSeed(seed: number): boolean {
  return Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED;
}

/**
 * The key of a stream, from a seed (0 … 2⁵³ − 1) and two 32-bit numbers that name it, such as (run, process).
 * For one seed distinct names give distinct keys.
 */
export function deriveKey(
  seed: number,
  a: number,
  b: number,
  out: Int32Array = new Int32Array(2),
): Int32Array {
  threefry(seed | 0, Math.floor(seed / 0x1_0000_0000) | 0, a, b, out);
  return out;
}

/** A uniform number in the open interval (0, 1) from one word: (w + ½) / 2³². */
export function uniform(word: number): number {
  return ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/** A uniform number in the open interval (0, 1) from two words, on a grid of 2⁵². */
export function uniform52(word0: number, word1: number): number {
  return ((word0 >>> 6) * 67_108_864 + (word1 >>> 6) + 0.5) * 2.220446049250313e-16;
}
