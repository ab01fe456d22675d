import { leastAbsoluteWeights, leastSquareWeights } from "../../core/nonNegative.ts";
import { RUN_RATES } from "./runRates.ts";

/**
 * How far each run-rate deserves belief, by stratum: weights ≥ 0, learned from origins of the past, where the year that
 * followed is known (a credibility formula, Bühlmann 1967, with several collateral estimates; stacking, Wolpert 1992).
 */
export interface Credibility {
  /** [stratum × RUN_RATES] */
  readonly weights: Float64Array;
  /** Trials behind it; 0: the weights are the default ones. */
  readonly trials: number;
}

/** A site with a purchase of a brand in the two years before an origin. */
export interface RateTrial {
  readonly stratum: number;
  /** [RUN_RATES] in units of what all such sites bought of the brand in the last year. */
  readonly rates: Float64Array;
  /** What it bought in the year after, in units of what that came to in the brand's growth. */
  readonly came: number;
}

/** Cuts of the amount of the last year, as quantiles over the buyers of a brand. */
const SIZES = [0.1, 0.3, 0.6, 0.85, 0.95];
/** Cuts of the time since the last purchase, as shares of a year: eight weeks, half a year. */
const SILENCES = [8 / 52, 0.5];
const STRATA = 1 + (SIZES.length + 1) * (SILENCES.length + 1);

/** Trials below which a stratum takes the weights of its size, of the next larger one, and in the end of all. */
const MIN_TRIALS = 100;
/** Where more of a stratum's sites than this bought nothing, what least absolute error tells lies well below the mean. */
const MOST_ZEROS = 0.05;

/**
 * Default weights, for markets with less than two years of history or hardly any buyers: those that Iowa's brands have on
 * average, to five hundredths (ends of 2016 to 2018).
 */
const DEFAULT = [0.35, 0, 0, 0.15, 0.05, 0.35, 0.1, 0];

/** Cuts of size at an origin. @param lastYear amounts of sites that bought, in any order */
export function sizeCuts(lastYear: readonly number[]): number[] {
  const sorted = Float64Array.from(lastYear).sort();
  return SIZES.map(p => (sorted.length > 0 ? sorted[Math.floor(p * (sorted.length - 1))] : 0));
}

/** @param silence periods since the last purchase of the brand */
export function stratumOf(lastYear: number, cuts: readonly number[], silence: number, year: number): number {
  if (!(lastYear > 0)) return 0;
  const size = cuts.filter(cut => lastYear > cut).length;
  const silent = SILENCES.filter(share => silence >= share * year).length;
  return 1 + size * (SILENCES.length + 1) + silent;
}

/** The weights by stratum. */
export function learnCredibility(trials: readonly RateTrial[]): Credibility {
  const width = RUN_RATES.length;
  const weights = new Float64Array(STRATA * width);
  const enough = trials.length >= MIN_TRIALS;
  const everywhere: ArrayLike<number> = enough ? learn(trials) : DEFAULT;
  let next = everywhere;
  for (let size = SIZES.length; size >= 0; size--) {
    next = learnEnough(trials.filter(({ stratum }) => sizeOf(stratum) === size)) ?? next;
    for (let s = 0; s < STRATA; s++)
      if (sizeOf(s) === size)
        weights.set(learnEnough(trials.filter(({ stratum }) => stratum === s)) ?? next, s * width);
  }
  return { weights, trials: enough ? trials.length : 0 };
}

function learnEnough(trials: readonly RateTrial[]): Float64Array | null {
  return trials.length >= MIN_TRIALS ? learn(trials) : null;
}

/** Who did not buy in the last year is held to be as small as the smallest that did. */
function sizeOf(stratum: number): number {
  return Math.max(0, Math.floor((stratum - 1) / (SILENCES.length + 1)));
}

function learn(trials: readonly RateTrial[]): Float64Array {
  const width = RUN_RATES.length;
  const x = new Float64Array(trials.length * width);
  for (const [row, { rates }] of trials.entries()) x.set(rates, row * width);
  const regression = { x, y: Float64Array.from(trials, ({ came }) => came), width };
  const zeros = trials.filter(({ came }) => came <= 0).length;
  if (zeros <= MOST_ZEROS * trials.length) return leastAbsoluteWeights(regression);
  // Means instead of medians, with errors that grow with the square root of size (quasi-Poisson).
  const size = trials.map(({ rates }) => rates.reduce((a, b) => a + b, 0) / width);
  const small = (0.05 * size.reduce((a, b) => a + b, 0)) / trials.length;
  return leastSquareWeights(
    regression,
    Float64Array.from(size, s => 1 / (s + small)),
  );
}

/** Expected amount of a year. @param rates [RUN_RATES] */
export function credible({ weights }: Credibility, stratum: number, rates: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < RUN_RATES.length; a++) sum += weights[stratum * RUN_RATES.length + a] * rates[a];
  return sum;
}
