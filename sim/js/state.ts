import { exponential, gamma, gammaShape } from "../../core/distributions.ts";
import { deriveKey, threefry } from "../../core/rng.ts";
import { LIFECYCLE } from "../../twin/layout.ts";
import { PROCESS, type RunKeys } from "../spec/streams.ts";
import { type Darkness, inverseInfluence, type Kernel } from "./kernel.ts";

/** Whether an account is known, hidden (dark, to be found), or a slot that is empty in the run's draw. */
export const PRESENCE = { known: 0, hidden: 1, absent: 2 } as const;

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
  /** Cells: influence of the own buyers, a whole number, of the period before, cumulative awareness hazard, totals of the run. */
  readonly buyers: Float64Array;
  readonly hazard: Float64Array;
  readonly ownAmount: Float64Array;
  readonly marketAmount: Float64Array;
  /** Aware accounts by recording unit. */
  readonly awareStock: Int32Array;
  /** Factors of the period, by class × group, twice, and by class × segment × brand, twice. */
  readonly volume: Float64Array;
  readonly ownFactor: Float64Array;
  readonly brandFactor: Float64Array;
  readonly amountFactor: Float64Array;
  /** H: as in the kernel; where there are dark slots, of the accounts that the run's draw has. */
  readonly perInfluence: Float64Array;
  /** See PRESENCE; empty where the model has no dark slots. */
  readonly presence: Uint8Array;
  /** Accounts found in the run: their number by rep, the last one by rep, and the one before by account. */
  readonly newcomers: Int32Array;
  readonly firstNewcomer: Int32Array;
  readonly nextNewcomer: Int32Array;
  /** Customer segment now, and the rate of the run's draw before its factor; empty where the model has no segments. */
  readonly behaviour: Uint8Array;
  readonly drawnRate: Float64Array;
  /**
   * When an account opens (0: it is there), whether it is a buyer of the own brand, cumulative hazard left until that changes,
   * how many such thresholds were drawn, the probability of its being one, and the rate of its occasions in the period; empty
   * where nobody leaves.
   */
  readonly opensAt: Float64Array;
  readonly alive: Uint8Array;
  readonly lifeDue: Float64Array;
  readonly lifeEvent: Int32Array;
  readonly survival: Float64Array;
  readonly pace: Float64Array;
  /** Lever effects: the value of the run and of the period. */
  readonly leverValue: Float64Array;
  readonly leverNow: Float64Array;
  /** What they do in the period, by class and by class × brand (utility); see `rules/levers`. */
  readonly demand: Float64Array;
  readonly ownAmountFactor: Float64Array;
  readonly utility: Float64Array;
  readonly shift: Int32Array;
}

/** State for runs of a kernel; {@link resetState} gives it a run's start. */
export function createState(kernel: Kernel): RunState {
  const { accounts: n, cells, groups, classes, brands, darkness, perInfluence } = kernel;
  const effects = kernel.levers?.effects.length ?? 0;
  const slots = darkness === null ? 0 : n;
  const movers = kernel.behaviour === null ? 0 : n;
  const lives = kernel.life === null ? 0 : n;
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
    volume: new Float64Array(classes * groups),
    ownFactor: new Float64Array(classes * groups),
    brandFactor: new Float64Array(classes * kernel.segments * brands),
    amountFactor: new Float64Array(classes * kernel.segments * brands),
    perInfluence: darkness === null ? perInfluence : new Float64Array(cells),
    presence: new Uint8Array(slots),
    newcomers: new Int32Array(kernel.reps),
    firstNewcomer: new Int32Array(kernel.reps),
    nextNewcomer: new Int32Array(slots),
    behaviour: new Uint8Array(movers),
    drawnRate: new Float64Array(movers),
    opensAt: new Float64Array(lives),
    alive: new Uint8Array(lives),
    lifeDue: new Float64Array(lives),
    lifeEvent: new Int32Array(lives),
    survival: new Float64Array(lives),
    pace: new Float64Array(lives),
    leverValue: new Float64Array(effects),
    leverNow: new Float64Array(effects),
    demand: new Float64Array(classes).fill(1),
    ownAmountFactor: new Float64Array(classes).fill(1),
    utility: new Float64Array(classes * brands),
    shift: new Int32Array(classes),
  };
}

/** Sets the state at the end of history for one run: the snapshot of its draw, its thresholds and first gaps. */
export function resetState(kernel: Kernel, state: RunState, keys: RunKeys, draw: number): void {
  state.aware.set(kernel.aware);
  state.lastBrand.set(kernel.lastBrand);
  state.lifecycle.set(kernel.lifecycle);
  state.goodwill.set(kernel.goodwill);
  for (const cells of [state.buyers, state.hazard, state.ownAmount, state.marketAmount]) cells.fill(0);
  for (let i = 0; i < kernel.accounts; i++) state.lastOwn[i] = -1 - kernel.silence[i];
  state.occasion.fill(0);
  state.awareStock.fill(0);
  state.newcomers.fill(0);
  drawRates(kernel, state, draw);
  drawFirstOccasions(state, keys.occasion);
  drawThresholds(state, keys.awareness);
  if (kernel.darkness !== null) placeDark(kernel, kernel.darkness, state, draw);
  if (kernel.behaviour !== null) {
    state.behaviour.set(kernel.behaviour.start);
    state.drawnRate.set(state.rate);
  }
  for (let i = 0; i < kernel.accounts; i++) state.awareStock[kernel.unit[i]] += state.aware[i];
}

const block = new Int32Array(2);

/** Rates of the draw: rate·Gamma(shape)/shape, the posterior of a gamma-Poisson rate. */
function drawRates(kernel: Kernel, state: RunState, draw: number): void {
  const key = deriveKey(kernel.drawSeed, draw, PROCESS.rateMultiplier);
  for (let i = 0; i < kernel.accounts; i++) {
    const shape = kernel.rateShape[i];
    const multiplier = shape === 0 ? 1 : gamma(gammaShape(shape), key[0], key[1], i, 0) / shape;
    const rate = kernel.rate[i] * multiplier;
    if (!(rate >= 0 && rate < Infinity))
      throw new Error(`account ${i} has rate ${rate}; expected a number ≥ 0`);
    state.rate[i] = rate;
  }
}

function drawFirstOccasions(state: RunState, key: Int32Array): void {
  for (let i = 0; i < state.due.length; i++) {
    threefry(key[0], key[1], i, 0, block);
    state.due[i] = exponential(block[0]);
    state.choiceWord[i] = block[1];
    threefry(key[0], key[1], i, 1, block);
    state.nextGap[i] = exponential(block[0]);
    state.nextWord[i] = block[1];
  }
}

function drawThresholds(state: RunState, key: Int32Array): void {
  for (let i = 0; i < state.threshold.length; i++) {
    if (state.aware[i] === 1) continue;
    threefry(key[0], key[1], i, 0, block);
    state.threshold[i] = exponential(block[0]);
  }
}

/**
 * Slot j of a cell holds an account in draw k if j < D. The others buy nothing, hear nothing and weigh nothing.
 */
function placeDark(
  kernel: Kernel,
  { dark, darkRank, darkSlots }: Darkness,
  state: RunState,
  draw: number,
): void {
  const influence = kernel.influence.slice();
  for (let c = 0; c < kernel.cells; c++) {
    const filled = darkSlots[draw * kernel.cells + c];
    for (let i = kernel.cellStart[c]; i < kernel.cellStart[c + 1]; i++) {
      const absent = dark[i] === 1 && darkRank[i] >= filled;
      state.presence[i] = absent ? PRESENCE.absent : dark[i] === 1 ? PRESENCE.hidden : PRESENCE.known;
      if (!absent) continue;
      influence[i] = 0;
      state.rate[i] = 0;
      state.aware[i] = 0;
      state.lifecycle[i] = LIFECYCLE.unaware;
      state.threshold[i] = Infinity;
    }
  }
  state.perInfluence.set(inverseInfluence(kernel.cellStart, kernel.neighbours, influence));
}
