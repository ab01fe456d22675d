import { threefry, uniform } from "../../../core/rng.ts";
import { LIFECYCLE } from "../../../twin/layout.ts";
import { METRICS } from "../../../twin/metrics.ts";
import type { Kernel } from "../kernel.ts";
import { count, type RunRecord } from "../record.ts";
import type { RunState } from "../state.ts";

const block = new Int32Array(2);

/**
 * A rep contacts an account. Inside its window that adds 1 to goodwill and makes it aware; outside it is wasted but
 * for a little goodwill. `word` decides channel and hour.
 */
export function contact(
  k: Kernel,
  state: RunState,
  rep: number,
  i: number,
  word: number,
  t: number,
  record: RunRecord,
): void {
  const unit = k.unit[i];
  count(record, unit, t, METRICS.visits.place);
  if (k.channels > 0 && !isInside(k, rep, i, uniform(word))) {
    state.goodwill[i] += k.outsideEffect;
    count(record, unit, t, METRICS.wasted_contacts.place);
    return;
  }
  state.goodwill[i] += 1;
  if (state.aware[i] === 0) becomeAware(state, i, unit);
}

/**
 * Whether a contact falls inside the account's window: u picks a channel of the rep's mix; its place inside that
 * channel's stretch is uniform again and meets the acceptance.
 */
function isInside(k: Kernel, rep: number, i: number, u: number): boolean {
  const { channels, channelMix } = k;
  const mix = Math.min(rep, k.modelReps) * channels;
  let c = 0;
  while (c < channels - 1 && channelMix[mix + c] <= u) c++;
  const low = c === 0 ? 0 : channelMix[mix + c - 1];
  return u - low < (channelMix[mix + c] - low) * k.acceptance[i * channels + c];
}

/** The account knows the own brand from now on. */
export function becomeAware(state: RunState, account: number, unit: number): void {
  state.aware[account] = 1;
  state.awareStock[unit] += 1;
  if (state.lifecycle[account] === LIFECYCLE.unaware) state.lifecycle[account] = LIFECYCLE.aware;
}

/** A mean number rounded at random, keyed by (rep, counter), so that its expectation holds. */
export function roundAtRandom(mean: number, key: Int32Array, rep: number, counter: number): number {
  const whole = Math.floor(mean);
  if (whole === mean) return whole;
  threefry(key[0], key[1], rep, counter, block);
  return uniform(block[0]) < mean - whole ? whole + 1 : whole;
}

/**
 * First entry of [from, to) whose cumulative weight exceeds u; the last one when none does. Where all weights are
 * equal the first guess is it; else binary search on the side where it lies.
 */
export function pick(cumulative: Float64Array, from: number, to: number, u: number): number {
  const guess = from + Math.floor(u * (to - from));
  let low = from;
  let high = to - 1;
  if (cumulative[guess] > u) {
    if (guess === from || cumulative[guess - 1] <= u) return guess;
    high = guess - 1;
  } else if (guess < high) low = guess + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > u) high = middle;
    else low = middle + 1;
  }
  return low;
}
