import { quantileSorted } from "../../core/stats.ts";
import type { AmountScale } from "./amountScale.ts";
import { QUANTILES, WALLET_HEAD } from "./crossFit.ts";

export interface ExpectedInput {
  /** [account × quantile] calibrated, on the outcome's scale. */
  readonly quantile: Float64Array;
  /** [account] outcome in minor units. */
  readonly outcome: Float64Array;
  readonly teaches: Uint8Array;
  readonly foldOf: Int32Array;
  readonly folds: number;
  readonly scale: AmountScale;
}

const HEADS = QUANTILES.length;
const MEDIAN_HEAD = 0;
/** Points that stand for all residuals. */
const POINTS = 400;
/** Part of the accounts, those with the largest means, whose sum is held apart. */
const LARGEST = 0.01;
/** Least distance of the 90% quantile to the median that counts as a spread, on the outcome's scale. */
const LEAST_SPREAD = 1e-3;

/**
 * Mean of the outcome of comparable accounts, minor units: what can be summed, as quantiles cannot. Smearing (Duan 1983)
 * with a spread of each account's own: the mean over residuals z of amount(q₅₀ + (q₉₀ − q₅₀)·z), z = (y − q₅₀)/(q₉₀ − q₅₀)
 * of the accounts that teach in the other folds; times what makes the sum over those that teach the sum of their outcomes.
 * The largest have a factor of their own: one of them may buy more than all others, and would raise them all.
 */
export function expectedOutcome(input: ExpectedInput): Float64Array {
  const { quantile, outcome, teaches, foldOf, folds, scale } = input;
  const teachers = Array.from(teaches.keys()).filter(i => teaches[i] === 1);
  const middle = (i: number) => quantile[i * HEADS + MEDIAN_HEAD];
  const spread = (i: number) => Math.max(LEAST_SPREAD, quantile[i * HEADS + WALLET_HEAD] - middle(i));
  const most = teachers.reduce((top, i) => Math.max(top, outcome[i]), 0);
  const result = new Float64Array(outcome.length);
  for (let fold = 0; fold < folds; fold++) {
    const others = teachers.filter(i => foldOf[i] !== fold);
    const points = pointsOf(others.map(i => (scale.toScale(outcome[i]) - middle(i)) / spread(i)));
    const smeared = (i: number): number =>
      points.reduce((sum, z) => sum + Math.min(most, scale.toAmount(middle(i) + spread(i) * z)), 0) /
      Math.max(1, points.length);
    foldOf.forEach((of, i) => {
      if (of === fold) result[i] = smeared(i);
    });
  }
  const means = Float64Array.from(teachers, i => result[i]).sort();
  const large = means.length > 0 ? quantileSorted(means, 1 - LARGEST) : Number.POSITIVE_INFINITY;
  const factorOf = (group: readonly number[]) => {
    const sum = (column: Float64Array) => group.reduce((total, i) => total + column[i], 0);
    return sum(result) > 0 ? sum(outcome) / sum(result) : 1;
  };
  const usual = factorOf(teachers.filter(i => result[i] < large));
  const largest = factorOf(teachers.filter(i => result[i] >= large));
  return result.map(mean => (mean < large ? usual : largest) * mean);
}

/** At most {@link POINTS} values that lie as the given ones do. */
function pointsOf(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= POINTS) return sorted;
  return Float64Array.from({ length: POINTS }, (_, k) => quantileSorted(sorted, (k + 0.5) / POINTS));
}
