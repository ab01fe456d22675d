import { threefry, uniform } from "../../core/rng.ts";
import type { Kernel } from "../kernel.ts";
import { LIFECYCLE } from "../model.ts";
import { METRIC, type RunRecord } from "../record.ts";
import type { RunState } from "../state.ts";
import { MAX_HORIZON, type RunKeys } from "../streams.ts";

const block = new Int32Array(2);

/** Goodwill decays: g ← carryOver·g. */
export function decayGoodwill(state: RunState, carryOver: number): void {
  const goodwill = state.goodwill;
  for (let i = 0; i < goodwill.length; i++) goodwill[i]! *= carryOver;
}

/**
 * Each rep makes its calls: it picks accounts of its own by visit weight, with replacement. A contact adds 1 to
 * goodwill and makes the account aware.
 */
export function makeContacts(k: Kernel, state: RunState, keys: RunKeys, t: number, record: RunRecord): void {
  const [k0, k1] = [keys.contact[0]!, keys.contact[1]!];
  for (let rep = 0; rep < k.reps; rep++) {
    const from = k.repStart[rep]!;
    const to = k.repStart[rep + 1]!;
    if (from === to) continue;
    const calls = callsOf(k.repCalls[rep]!, keys.callRounding, rep, t);
    for (let slot = 0; slot < calls; slot++) {
      threefry(k0, k1, rep, t + slot * MAX_HORIZON, block);
      const i = k.repAccount[pick(k.repWeight, from, to, uniform(block[0]!))]!;
      const unit = k.unit[i]!;
      state.goodwill[i]! += 1;
      if (state.aware[i] === 0) becomeAware(state, i, unit);
      record.values[(unit * record.horizon + t) * record.metrics + METRIC.visits]! += 1;
    }
  }
}

/** The account knows the own brand from now on. */
export function becomeAware(state: RunState, account: number, unit: number): void {
  state.aware[account] = 1;
  state.awareStock[unit]! += 1;
  if (state.lifecycle[account] === LIFECYCLE.unaware) state.lifecycle[account] = LIFECYCLE.aware;
}

/** A mean number of calls rounded at random, so that its expectation holds. */
function callsOf(mean: number, key: Int32Array, rep: number, t: number): number {
  const whole = Math.floor(mean);
  if (whole === mean) return whole;
  threefry(key[0]!, key[1]!, rep, t, block);
  return uniform(block[0]!) < mean - whole ? whole + 1 : whole;
}

/**
 * First entry of [from, to) whose cumulative weight exceeds u; the last one when none does. Where all weights are
 * equal the first guess is it; else binary search on the side where it lies.
 */
function pick(cumulative: Float64Array, from: number, to: number, u: number): number {
  const guess = from + Math.floor(u * (to - from));
  let low = from;
  let high = to - 1;
  if (cumulative[guess]! > u) {
    if (guess === from || cumulative[guess - 1]! <= u) return guess;
    high = guess - 1;
  } else if (guess < high) low = guess + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > u) high = middle;
    else low = middle + 1;
  }
  return low;
}
