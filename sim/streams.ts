import { deriveKey, threefry } from "../core/rng.ts";

/**
 * The random processes. A stream's key is derived from (seed, run, process); its counters are those named here.
 * Numbers are part of the results' identity: never reuse or renumber one.
 */
export const PROCESS = {
  /** (0, 0): which joint draw of the parameters a run takes. */
  draw: 0,
  /** (account, 0): exponential threshold of becoming aware. */
  awareness: 1,
  /** (account, n): word 0 the gap before occasion n, word 1 its brand. */
  occasion: 2,
  /** (account, n + 2²⁴·attempt): amount of occasion n. */
  amount: 3,
  /** (rep, period + 4096·slot): account of a call. */
  contact: 4,
  /** (rep, period): rounding of a mean number of calls. */
  callRounding: 5,
  /** Key from (draw seed, draw, process), counter (account, …): rate multiplier of the draw. */
  rateMultiplier: 6,
} as const;

/** Longest horizon that the counters of calls leave room for. */
export const MAX_HORIZON = 4096;

/** Keys of one run's streams. */
export interface RunKeys {
  readonly awareness: Int32Array;
  readonly occasion: Int32Array;
  readonly amount: Int32Array;
  readonly contact: Int32Array;
  readonly callRounding: Int32Array;
}

/** Keys of run `run` of a seed. */
export function runKeys(seed: number, run: number): RunKeys {
  return {
    awareness: deriveKey(seed, run, PROCESS.awareness),
    occasion: deriveKey(seed, run, PROCESS.occasion),
    amount: deriveKey(seed, run, PROCESS.amount),
    contact: deriveKey(seed, run, PROCESS.contact),
    callRounding: deriveKey(seed, run, PROCESS.callRounding),
  };
}

const block = new Int32Array(2);

/** The joint parameter draw of a run, the same in every scenario: hash(seed, run) mod `draws`. */
export function drawOf(seed: number, run: number, draws: number): number {
  const key = deriveKey(seed, run, PROCESS.draw);
  threefry(key[0]!, key[1]!, 0, 0, block);
  return (block[0]! >>> 0) % draws;
}
