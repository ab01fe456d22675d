import { threefry, uniform } from "../../../core/rng.ts";
import { MAX_HORIZON, type RunKeys } from "../../spec/streams.ts";
import type { Kernel } from "../kernel.ts";
import type { RunRecord } from "../record.ts";
import type { RunState } from "../state.ts";
import { contact, pick, roundAtRandom } from "./contact.ts";
import { addContacts, callsUnderLevers, redirect } from "./leveredContacts.ts";

const block = new Int32Array(2);

/** Goodwill decays: g ← carryOver·g. */
export function decayGoodwill(state: RunState, carryOver: number): void {
  const goodwill = state.goodwill;
  for (let i = 0; i < goodwill.length; i++) goodwill[i] *= carryOver;
}

/** Each rep makes its calls: it picks accounts of its own by visit weight, with replacement. */
export function makeContacts(k: Kernel, state: RunState, keys: RunKeys, t: number, record: RunRecord): void {
  const [k0, k1] = [keys.contact[0], keys.contact[1]];
  for (let rep = 0; rep < k.reps; rep++) {
    const from = k.repStart[rep];
    const to = k.repStart[rep + 1];
    if (from === to) continue;
    let calls = roundAtRandom(k.repCalls[rep], keys.callRounding, rep, t);
    if (k.levers !== null) calls = callsUnderLevers(k.levers, state, keys, rep, t, calls);
    for (let slot = 0; slot < calls; slot++) {
      threefry(k0, k1, rep, t + slot * MAX_HORIZON, block);
      const word = block[1];
      let i = k.repAccount[pick(k.repWeight, from, to, uniform(block[0]))];
      if (k.levers !== null) i = redirect(k, k.levers, state, keys, rep, slot, t, i, record);
      if (i >= 0) contact(k, state, rep, i, word, t, record);
    }
    if (k.levers !== null) addContacts(k, k.levers, state, keys, rep, calls, t, record);
  }
}
