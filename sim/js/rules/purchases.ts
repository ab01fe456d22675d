import { exponential, type GammaShape, gamma } from "../../../core/distributions.ts";
import { exp } from "../../../core/math.ts";
import { threefry, uniform } from "../../../core/rng.ts";
import { AMOUNT_PLACE, METRICS } from "../../../twin/metrics.ts";
import type { RunKeys } from "../../spec/streams.ts";
import type { Kernel } from "../kernel.ts";
import { type RunRecord, recordStart } from "../record.ts";
import type { RunState } from "../state.ts";

const block = new Int32Array(2);

/**
 * Occasions of the period: a Poisson process of rate·index, by unit exponential gaps in cumulative-rate time.
 * Each occasion picks a brand, then last = b. An occasion whose weights are all zero passes without a purchase.
 *
 * Where accounts leave the own brand (`life`), an own occasion of one that is no buyer passes too; while it is one, its
 * occasions come at 1/S times the rate and a rival's is a purchase with probability S. Own and rivals' purchases are then
 * expected to be what they are at S = 1, whatever the utilities, and what is chosen after what (last) stays as it is.
 */
export function makePurchases(k: Kernel, state: RunState, keys: RunKeys, t: number, record: RunRecord): void {
  const { cellStart, unit, influence } = k;
  const { buyers, ownBuyers, dueAccounts } = state;
  const weight = new Float64Array(k.brands);
  const cumulative = new Float64Array(k.brands);
  let ownBuyerCount = 0;
  for (let c = 0; c < k.cells; c++) {
    const count = listDue(k, state, cellStart[c], cellStart[c + 1]);
    let influenceOfBuyers = 0;
    for (let j = 0; j < count; j++) {
      const i = dueAccounts[j];
      weighBrands(k, state, i, weight, cumulative);
      const base = recordStart(record, unit[i], t);
      const own = buy(k, state, keys, i, c, weight, cumulative, record.values, base);
      if (own === 0) continue;
      ownBuyers[ownBuyerCount++] = i;
      influenceOfBuyers += influence[i];
    }
    buyers[c] = influenceOfBuyers;
  }
  state.ownBuyerCount[0] = ownBuyerCount;
}

/**
 * Lets the period's cumulative rate pass for accounts [from, to) and lists those with an occasion in it. Returns
 * their number. Without a branch on the outcome, which no processor could predict.
 */
function listDue(k: Kernel, state: RunState, from: number, to: number): number {
  const { due, volume, dueAccounts } = state;
  const rate = k.life === null ? state.rate : state.pace;
  const group = k.group;
  let count = 0;
  for (let i = from; i < to; i++) {
    const left = due[i] - rate[i] * volume[group[i]];
    due[i] = left;
    dueAccounts[count] = i;
    count += +(left <= 0);
  }
  return count;
}

/**
 * Weights of the brands without inertia, αᵦ·exp(utilitiesᵦ), the own brand's times aware·exp(response), and their
 * running sums.
 */
export function weighBrands(
  k: Kernel,
  state: RunState,
  i: number,
  weight: Float64Array,
  cumulative: Float64Array,
): void {
  const brands = k.brands;
  const brandWeight = k.brandWeight;
  const factor = state.brandFactor;
  const first = i * brands;
  const offset = k.segment[i] * brands;
  let own = 0;
  if (state.aware[i] === 1) {
    const goodwill = state.goodwill[i];
    own = brandWeight[first] * factor[offset] * state.ownFactor[k.group[i]];
    if (goodwill > 0) own *= exp(response(k.goodwillEffect, k.saturation, goodwill));
  }
  weight[0] = own;
  cumulative[0] = own;
  let total = own;
  for (let b = 1; b < brands; b++) {
    const w = brandWeight[first + b] * factor[offset + b];
    weight[b] = w;
    total += w;
    cumulative[b] = total;
  }
}

/** Utility of goodwill g: β·(1 − e^(−γg))/γ, which rises by β at first and by β/γ in all; β·g where γ = 0. */
export function response(effect: number, saturation: number, goodwill: number): number {
  return saturation === 0 ? effect * goodwill : (effect * (1 - exp(-saturation * goodwill))) / saturation;
}

/**
 * The account's occasions that are due, one after another. `base` is its unit's record of the period. Returns the
 * number of own purchases.
 */
function buy(
  k: Kernel,
  state: RunState,
  keys: RunKeys,
  i: number,
  cell: number,
  weight: Float64Array,
  cumulative: Float64Array,
  values: Float64Array,
  base: number,
): number {
  const { brands, inertiaGain, amountLaw } = k;
  const amountFactor = state.amountFactor;
  const offset = k.segment[i] * brands;
  const k0 = keys.occasion[0];
  const k1 = keys.occasion[1];
  const mean = k.amountMean[i];
  const ownMean = mean * k.ownLine[i];
  const total = cumulative[brands - 1];
  let left = state.due[i];
  let n = state.occasion[i];
  let word = state.choiceWord[i];
  let gap = state.nextGap[i];
  let nextWord = state.nextWord[i];
  let last = state.lastBrand[i];
  let orders = 0;
  let ownOrders = 0;
  let ownAmount = 0;
  let marketAmount = 0;
  do {
    const inertia = last < brands ? weight[last] * inertiaGain : 0;
    const point = uniform(word) * (total + inertia);
    const before = last;
    if (total + inertia > 0) last = chooseBrand(cumulative, brands, before, inertia, point);
    if (total + inertia > 0 && isPurchase(k, state, i, weight, cumulative, before, inertia, last, point)) {
      const occasionMean = (last === 0 ? ownMean : mean) * amountFactor[offset + last];
      const amount = amountOf(amountLaw, occasionMean, keys.amount, i, n);
      orders++;
      values[base + AMOUNT_PLACE + last] += amount;
      marketAmount += amount;
      if (last === 0) {
        ownOrders++;
        ownAmount += amount;
      }
    }
    left += gap;
    word = nextWord;
    threefry(k0, k1, i, ++n + 1, block);
    gap = exponential(block[0]);
    nextWord = block[1];
  } while (left <= 0);
  state.due[i] = left;
  state.occasion[i] = n;
  state.choiceWord[i] = word;
  state.nextGap[i] = gap;
  state.nextWord[i] = nextWord;
  state.lastBrand[i] = last;
  state.ownAmount[cell] += ownAmount;
  state.marketAmount[cell] += marketAmount;
  values[base + METRICS.orders.place] += orders;
  values[base + METRICS.own_orders.place] += ownOrders;
  return ownOrders;
}

/**
 * The first brand whose running sum of weights, from brand `last` on raised by `inertia`, exceeds `point`. Counts
 * instead of searching: the choice is random, so that a branch on it would be guessed wrong.
 */
function chooseBrand(
  cumulative: Float64Array,
  brands: number,
  last: number,
  inertia: number,
  point: number,
): number {
  const shifted = point - inertia;
  let plain = 0;
  let raised = 0;
  for (let b = 0; b < brands - 1; b++) {
    const sum = cumulative[b];
    plain += +(point >= sum);
    raised += +(shifted >= sum);
  }
  return plain < last ? plain : Math.max(raised, last);
}

/** Whether an occasion that picked `brand` is a purchase: the place of `point` in the brand's stretch is uniform again. */
function isPurchase(
  k: Kernel,
  state: RunState,
  i: number,
  weight: Float64Array,
  cumulative: Float64Array,
  last: number,
  inertia: number,
  brand: number,
  point: number,
): boolean {
  if (k.life === null) return true;
  if (brand === 0 || state.alive[i] === 0) return (brand === 0) === (state.alive[i] === 1);
  const low = cumulative[brand - 1] + (brand > last ? inertia : 0);
  const width = weight[brand] + (brand === last ? inertia : 0);
  return point - low < width * state.survival[i];
}

/** Amount of occasion n in whole minor units, at least 1: its mean, or gamma around it from its own stream. */
function amountOf(law: GammaShape | null, mean: number, key: Int32Array, i: number, n: number): number {
  const amount = law === null ? mean : (mean * gamma(law, key[0], key[1], i, n)) / law.shape;
  return amount < 1 ? 1 : Math.floor(amount + 0.5);
}
