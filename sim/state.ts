import { exponential, gamma, gammaShape } from "../core/distributions.ts";
import { deriveKey, threefry } from "../core/rng.ts";
import type { Kernel } from "./kernel.ts";
import { PROCESS, type RunKeys } from "./streams.ts";

/** What changes during a run. Allocated once for a thread and reset for each run. */
export interface RunState {
  /** Accounts. */
  readonly rate: Float64Array;
  readonly aware: Uint8Array;
  readonly lastBrand: Uint8Array;
  readonly lifecycle: Uint8Array;
  /** Period of the last own purchase; below 0 before the start. */
  readonly lastOwn: Int32Array;
  readonly goodwill: Float64Array;
  /** Accounts that bought the own brand in the period, and their number at [0] of `ownBuyerCount`. */
  readonly ownBuyers: Int32Array;
  readonly ownBuyerCount: Int32Array;
  /** Cumulative hazard at which an unaware account becomes aware. */
  readonly threshold: Float64Array;
  /** Cumulative-rate time left until the next occasion, its number n, and the word that picks its brand. */
  readonly due: Float64Array;
  readonly occasion: Int32Array;
  readonly choiceWord: Int32Array;
  /** Gap before occasion n + 1 and its word, drawn ahead so that no step waits for the generator. */
  readonly nextGap: Float64Array;
  readonly nextWord: Int32Array;
  /** Scratch: accounts of a cell that have an occasion in the period. */
  readonly dueAccounts: Int32Array;
  /** Cells: influence-weighted own buyers of the period before, cumulative awareness hazard, totals of the run. */
  readonly buyers: Float64Array;
  readonly hazard: Float64Array;
  readonly ownAmount: Float64Array;
  readonly marketAmount: Float64Array;
  /** Aware accounts by recording unit. */
  readonly awareStock: Int32Array;
  /** Factors of the period: by group, by group, by segment × brand. */
  readonly volume: Float64Array;
  readonly ownFactor: Float64Array;
  readonly brandFactor: Float64Array;
}

/** State for runs of a kernel; {@link resetState} gives it a run's start. */
export function createState(kernel: Kernel): RunState {
  const { accounts: n, cells, groups } = kernel;
  return {
    rate: new Float64Array(n),
    aware: new Uint8Array(n),
    lastBrand: new Uint8Array(n),
    lifecycle: new Uint8Array(n),
    lastOwn: new Int32Array(n),
    goodwill: new Float64Array(n),
    ownBuyers: new Int32Array(n),
    ownBuyerCount: new Int32Array(1),
    threshold: new Float64Array(n),
    due: new Float64Array(n),
    occasion: new Int32Array(n),
    choiceWord: new Int32Array(n),
    nextGap: new Float64Array(n),
    nextWord: new Int32Array(n),
    dueAccounts: new Int32Array(n + 1),
    buyers: new Float64Array(cells),
    hazard: new Float64Array(cells),
    ownAmount: new Float64Array(cells),
    marketAmount: new Float64Array(cells),
    awareStock: new Int32Array(kernel.units),
    volume: new Float64Array(groups),
    ownFactor: new Float64Array(groups),
    brandFactor: new Float64Array(kernel.segments * kernel.brands),
  };
}

/** Sets the state at the end of history for one run: the snapshot of its draw, its thresholds and first gaps. */
export function resetState(kernel: Kernel, state: RunState, keys: RunKeys, draw: number): void {
  state.aware.set(kernel.aware);
  state.lastBrand.set(kernel.lastBrand);
  state.lifecycle.set(kernel.lifecycle);
  state.goodwill.set(kernel.goodwill);
  for (const cells of [state.buyers, state.hazard, state.ownAmount, state.marketAmount]) cells.fill(0);
  for (let i = 0; i < kernel.accounts; i++) state.lastOwn[i] = -1 - kernel.silence[i]!;
  state.occasion.fill(0);
  state.awareStock.fill(0);
  drawRates(kernel, state, draw);
  drawFirstOccasions(state, keys.occasion);
  drawThresholds(state, keys.awareness);
  for (let i = 0; i < kernel.accounts; i++) state.awareStock[kernel.unit[i]!]! += state.aware[i]!;
}

const block = new Int32Array(2);

/** Rates of the draw: rate·Gamma(shape)/shape, the posterior of a gamma-Poisson rate. */
function drawRates(kernel: Kernel, state: RunState, draw: number): void {
  const key = deriveKey(kernel.drawSeed, draw, PROCESS.rateMultiplier);
  for (let i = 0; i < kernel.accounts; i++) {
    const shape = kernel.rateShape[i]!;
    const multiplier = shape === 0 ? 1 : gamma(gammaShape(shape), key[0]!, key[1]!, i, 0) / shape;
    const rate = kernel.rate[i]! * multiplier;
    if (!(rate >= 0 && rate < Infinity))
      throw new Error(`account ${i} has rate ${rate}; expected a number ≥ 0`);
    state.rate[i] = rate;
  }
}

function drawFirstOccasions(state: RunState, key: Int32Array): void {
  for (let i = 0; i < state.due.length; i++) {
    threefry(key[0]!, key[1]!, i, 0, block);
    state.due[i] = exponential(block[0]!);
    state.choiceWord[i] = block[1]!;
    threefry(key[0]!, key[1]!, i, 1, block);
    state.nextGap[i] = exponential(block[0]!);
    state.nextWord[i] = block[1]!;
  }
}

function drawThresholds(state: RunState, key: Int32Array): void {
  for (let i = 0; i < state.threshold.length; i++) {
    if (state.aware[i] === 1) continue;
    threefry(key[0]!, key[1]!, i, 0, block);
    state.threshold[i] = exponential(block[0]!);
  }
}
