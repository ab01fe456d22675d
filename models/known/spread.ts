import { quantileSorted } from "../../core/stats.ts";

/**
 * How far what a site buys in a year comes out from what was expected of it: 5% and 95% points of came/expected at origins
 * of the past, sites that bought nothing among them (split conformal prediction with strata: Vovk 2012; Romano, Patterson
 * and Candès 2019). Both sides are taken relative to their sums, so that these are errors of the account, not of the forecast.
 */
export interface Spread {
  /** [band] factors on the expectation. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface PastError {
  readonly band: number;
  readonly cameOverExpected: number;
}

/** Cuts of regularity, the share of last year's periods with a purchase. */
const REGULARITY = [0.1, 0.25, 0.58];
/** Bands of sites that bought in the last year: of regularity × two of size. */
const SIZES = 2;
const REGULAR = (REGULARITY.length + 1) * SIZES;
/** And of other sites. */
const OTHERS = ["before", "neither"] as const;
const BANDS = REGULAR + OTHERS.length;

/** Errors below which a band takes the default. */
const MIN_ERRORS = 60;

/** Where history is shorter than two years: about what six of Iowa's owners have (end of 2017), by regularity. */
const DEFAULT_LOW = [0, 0, 0.15, 0.5];
const DEFAULT_HIGH = [3.4, 2.1, 1.75, 1.45];

/**
 * @param bought in which of the last two years: the last one, only the one before, or neither
 * @param share of last year's periods with a purchase
 * @param large whether it bought more than six in ten of the buyers
 */
export function bandOf(bought: "last" | (typeof OTHERS)[number], share: number, large: boolean): number {
  if (bought !== "last") return REGULAR + OTHERS.indexOf(bought);
  return REGULARITY.filter(cut => share >= cut).length * SIZES + Number(large);
}

export function learnAccountSpread(errors: readonly PastError[]): Spread {
  const low = new Float64Array(BANDS);
  const high = new Float64Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    const ratios = Float64Array.from(
      errors.filter(error => error.band === band),
      ({ cameOverExpected }) => cameOverExpected,
    ).sort();
    const regular = Math.floor(band / SIZES);
    const learned = ratios.length >= MIN_ERRORS;
    low[band] = learned ? quantileSorted(ratios, 0.05) : (DEFAULT_LOW[regular] ?? 0);
    high[band] = learned ? quantileSorted(ratios, 0.95) : (DEFAULT_HIGH[regular] ?? DEFAULT_HIGH[0]);
  }
  return { low, high };
}
