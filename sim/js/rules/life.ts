import { exponential } from "../../../core/distributions.ts";
import { threefry, uniform } from "../../../core/rng.ts";
import { LIFECYCLE } from "../../../twin/layout.ts";
import type { Kernel } from "../kernel.ts";
import type { Life } from "../openLife.ts";
import type { RunState } from "../state.ts";
import { becomeAware } from "./contact.ts";

const block = new Int32Array(2);

/**
 * Who is there and a buyer of the own brand at the start, and how much hazard each account bears until that changes. An account
 * that opens later knows nothing until then.
 */
export function beginLives(k: Kernel, state: RunState, key: Int32Array): void {
  if (k.life === null) return;
  const { aliveAtStart, opensWithin } = k.life;
  state.survival.set(aliveAtStart);
  state.lifeEvent.fill(0);
  for (let i = 0; i < aliveAtStart.length; i++) {
    threefry(key[0], key[1], i, 0, block);
    state.alive[i] = +(uniform(block[0]) < aliveAtStart[i]);
    state.opensAt[i] = uniform(block[1]) * opensWithin[i];
    if (opensWithin[i] > 0) shut(k, state, i);
    state.lifeDue[i] = nextThreshold(state, key, i);
  }
}

function shut(k: Kernel, state: RunState, i: number): void {
  state.awareStock[k.unit[i]] -= state.aware[i];
  state.aware[i] = 0;
  state.lifecycle[i] = LIFECYCLE.unaware;
  state.threshold[i] = Number.POSITIVE_INFINITY;
}

/**
 * Buyers leave and come back at their hazards, and while an account is a buyer its occasions come at rate / S, S the
 * probability that it is one,
 *     S(t) = s + (S(0) − s)·e^(−(μ+ν)t),      s = ν/(μ+ν),
 * so that its expected own amount is what it would be if nobody ever left; see `purchases` for the rivals'. One unit
 * exponential threshold a change against the cumulative hazard keeps its luck in every scenario. An account that has not
 * opened buys nothing; one that knows the own brand at the start does so from its opening on, another hears of it from then on.
 */
export function liveOn(k: Kernel, state: RunState, key: Int32Array, t: number): void {
  if (k.life === null) return;
  const { settled, decay } = k.life;
  const { alive, survival, pace, rate, opensAt } = state;
  for (let i = 0; i < pace.length; i++) {
    if (t > 0 && decay[i] < 1) {
      survival[i] = settled[i] + (survival[i] - settled[i]) * decay[i];
      passPeriod(k.life, state, key, i);
    }
    if (opensAt[i] > t) {
      pace[i] = 0;
      continue;
    }
    if (opensAt[i] > 0) openUp(k, state, key, i);
    pace[i] = alive[i] === 1 ? rate[i] / survival[i] : rate[i];
  }
}

function openUp(k: Kernel, state: RunState, key: Int32Array, i: number): void {
  state.opensAt[i] = 0;
  if (k.aware[i] === 1) becomeAware(state, i, k.unit[i]);
  else state.threshold[i] = state.hazard[cellOf(k, i)] + nextThreshold(state, key, i);
}

function cellOf({ cellStart }: Kernel, i: number): number {
  let [low, high] = [0, cellStart.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cellStart[middle] <= i) low = middle;
    else high = middle;
  }
  return low;
}

/** A period's hazard passes, through as many changes as fall into it. */
function passPeriod({ dropout, comeback }: Life, state: RunState, key: Int32Array, i: number): void {
  let time = 1;
  for (;;) {
    const hazard = state.alive[i] === 1 ? dropout[i] : comeback[i];
    const borne = hazard * time;
    if (borne < state.lifeDue[i]) {
      state.lifeDue[i] -= borne;
      return;
    }
    time -= state.lifeDue[i] / hazard;
    state.alive[i] = 1 - state.alive[i];
    state.lifeDue[i] = nextThreshold(state, key, i);
  }
}

function nextThreshold(state: RunState, key: Int32Array, i: number): number {
  threefry(key[0], key[1], i, ++state.lifeEvent[i], block);
  return exponential(block[0]);
}
