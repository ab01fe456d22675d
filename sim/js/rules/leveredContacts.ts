import { threefry, uniform } from "../../../core/rng.ts";
import { MAX_HORIZON, type RunKeys } from "../../spec/streams.ts";
import type { Kernel } from "../kernel.ts";
import type { OpenLevers } from "../leverMasks.ts";
import type { RunRecord } from "../record.ts";
import type { RunState } from "../state.ts";
import { contact, pick, roundAtRandom } from "./contact.ts";
import { newcomerInstead, prospect } from "./prospecting.ts";

const block = new Int32Array(2);

/**
 * Calls that a rep makes under capacity levers: its plain number times Π(1 + value·share), share that of its visits
 * which the lever is about. Slots keep their numbers, so that the first calls meet the same luck.
 */
export function callsUnderLevers(
  levers: OpenLevers,
  state: RunState,
  keys: RunKeys,
  rep: number,
  t: number,
  calls: number,
): number {
  let factor = 1;
  for (const { effect, share } of levers.capacity)
    factor *= Math.max(0, 1 + state.leverNow[effect] * share[rep]);
  return factor === 1 ? calls : roundAtRandom(calls * factor, keys.callRounding, rep, t + MAX_HORIZON);
}

/**
 * Where a plain call to account i goes under the levers: to i, to an account found in this run, or (-1) nowhere,
 * because the contact is dropped or the call was spent on prospecting.
 */
export function redirect(
  k: Kernel,
  levers: OpenLevers,
  state: RunState,
  keys: RunKeys,
  rep: number,
  slot: number,
  t: number,
  i: number,
  record: RunRecord,
): number {
  const counter = t + slot * MAX_HORIZON;
  if (isDropped(levers, state, keys, rep, counter, i)) return -1;
  for (const e of levers.discovery) {
    const share = state.leverNow[e];
    if (share <= 0 || levers.effects[e].mask[levers.accountClass[i]] === 0) continue;
    const key = keys.levers[e].prospecting;
    threefry(key[0], key[1], rep, counter, block);
    if (uniform(block[0]) >= share) continue;
    prospect(k, levers, state, rep, i, uniform(block[1]), t, record);
    return -1;
  }
  return newcomerInstead(k, state, keys, rep, counter, i);
}

/** Whether a lever that cuts contacts by v drops this one: with probability v, keyed by lever and slot. */
function isDropped(
  levers: OpenLevers,
  state: RunState,
  keys: RunKeys,
  lane: number,
  counter: number,
  i: number,
): boolean {
  for (const { effect } of levers.contacts) {
    const change = state.leverNow[effect];
    if (change >= 0 || levers.effects[effect].mask[levers.accountClass[i]] === 0) continue;
    const key = keys.levers[effect].droppedContact;
    threefry(key[0], key[1], lane, counter, block);
    if (uniform(block[0]) < -change) return true;
  }
  return false;
}

/**
 * Contacts that levers add, in slots of their own: value × the rep's calls × the share of its visits that go to
 * the lever's accounts, drawn among these by visit weight. Additions of several levers add up.
 */
export function addContacts(
  k: Kernel,
  levers: OpenLevers,
  state: RunState,
  keys: RunKeys,
  rep: number,
  calls: number,
  t: number,
  record: RunRecord,
): void {
  for (const { effect, share, start, account, weight } of levers.contacts) {
    const change = state.leverNow[effect];
    if (change <= 0 || share[rep] === 0) continue;
    const { extraContact, extraRounding } = keys.levers[effect];
    const added = roundAtRandom(change * calls * share[rep], extraRounding, rep, t);
    const lane = rep + laneOf(levers.effects[effect].stream);
    for (let slot = 0; slot < added; slot++) {
      const counter = t + slot * MAX_HORIZON;
      threefry(extraContact[0], extraContact[1], rep, counter, block);
      const word = block[1];
      const i = account[pick(weight, start[rep], start[rep + 1], uniform(block[0]))];
      if (!isDropped(levers, state, keys, lane, counter, i)) contact(k, state, rep, i, word, t, record);
    }
  }
}

/** Keeps the slots that a lever adds apart from the plain ones and from those of other levers. */
function laneOf(stream: number): number {
  return Math.imul(stream + 1, 0x9e3779b1);
}
