import { deriveKey, threefry } from "../../core/rng.ts";

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
  /** (rep, period): rounding of a mean number of calls; (rep, period + 4096): of those that levers leave. */
  callRounding: 5,
  /** Key from (draw seed, draw, process), counter (account, …): rate multiplier of the draw. */
  rateMultiplier: 6,
  /** (stream of the lever, 0): the value that the run takes out of its range or normal. */
  leverValue: 7,
  /** Key by stream; (rep, period + 4096·slot): account and channel of a contact that a lever adds. */
  extraContact: 8,
  /** Key by stream; (rep, period): rounding of a mean number of added contacts. */
  extraRounding: 9,
  /** Key by stream; (rep + 2²⁰·adding stream, period + 4096·slot): whether a lever drops the contact. */
  droppedContact: 10,
  /** Key by stream; (rep, period + 4096·slot): word 0 whether the call goes to prospecting, word 1 what it finds. */
  prospecting: 11,
  /** (rep, period + 4096·slot): word 0 whether the call goes to an account found in the run, word 1 to which. */
  newcomer: 12,
  /** (account, quarter): the customer segment that an account moves to. */
  behaviour: 13,
  /** (account, 0): word 0 whether it is a buyer at the start, word 1 when it opens; (account, n): exponential threshold of its n-th leaving or return. */
  life: 14,
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
  readonly leverValue: Int32Array;
  readonly newcomer: Int32Array;
  readonly behaviour: Int32Array;
  readonly life: Int32Array;
  /** By lever effect. */
  readonly levers: readonly LeverKeys[];
}

/** Keys of one lever's streams in one run. */
export interface LeverKeys {
  readonly extraContact: Int32Array;
  readonly extraRounding: Int32Array;
  readonly droppedContact: Int32Array;
  readonly prospecting: Int32Array;
}

/** Keys of run `run` of a seed; `streams` are those of the lever effects, in order. */
export function runKeys(seed: number, run: number, streams: readonly number[] = []): RunKeys {
  return {
    awareness: deriveKey(seed, run, PROCESS.awareness),
    occasion: deriveKey(seed, run, PROCESS.occasion),
    amount: deriveKey(seed, run, PROCESS.amount),
    contact: deriveKey(seed, run, PROCESS.contact),
    callRounding: deriveKey(seed, run, PROCESS.callRounding),
    leverValue: deriveKey(seed, run, PROCESS.leverValue),
    newcomer: deriveKey(seed, run, PROCESS.newcomer),
    behaviour: deriveKey(seed, run, PROCESS.behaviour),
    life: deriveKey(seed, run, PROCESS.life),
    levers: streams.map(stream => leverKeys(seed, run, stream)),
  };
}

/** Keys of a lever's streams in run `run` of a seed: the process's key, taken on to the lever's stream. */
function leverKeys(seed: number, run: number, stream: number): LeverKeys {
  const key = (process: number) => {
    const [k0, k1] = deriveKey(seed, run, process);
    const out = new Int32Array(2);
    threefry(k0!, k1!, stream, 0, out);
    return out;
  };
  return {
    extraContact: key(PROCESS.extraContact),
    extraRounding: key(PROCESS.extraRounding),
    droppedContact: key(PROCESS.droppedContact),
    prospecting: key(PROCESS.prospecting),
  };
}

const block = new Int32Array(2);

/** The joint parameter draw of a run, the same in every scenario: hash(seed, run) mod `draws`. */
export function drawOf(seed: number, run: number, draws: number): number {
  const key = deriveKey(seed, run, PROCESS.draw);
  threefry(key[0], key[1], 0, 0, block);
  return (block[0] >>> 0) % draws;
}
