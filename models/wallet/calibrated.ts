import { quantileSorted } from "../../core/stats.ts";
import { conformalOffset, offsetError } from "./conformal.ts";

/** Calibrated quantiles on the outcome's scale, and the standard error of each: [account × quantile]. */
export interface CalibratedQuantiles {
  readonly quantile: Float64Array;
  readonly error: Float64Array;
}

export interface CalibrationInput {
  readonly levels: readonly number[];
  /** [member][account × quantile], each without the account's own outcome. */
  readonly members: readonly Float64Array[];
  readonly y: Float64Array;
  readonly teaches: Uint8Array;
  readonly foldOf: Int32Array;
  readonly folds: number;
}

/** An account's own variance has 3 degrees of freedom (4 members); what the accounts share counts as many as this. */
const PRIOR_DEGREES = 4;
/** 95% point of Student's t with 3 + 4 degrees of freedom. */
export const T95 = 1.894579;

/**
 * The mean over the members, moved by the conformal offset of the other folds' residuals, so that no account's own
 * residual moves its own quantile; quantiles that calibration made cross are put in order (Chernozhukov,
 * Fernández-Val and Galichon 2010). The error is the grouped jackknife's, its variance (g − 1)/g·Σ(θ_g − θ̄)² shrunk
 * towards what the accounts share, and the offset's.
 */
export function calibrate(input: CalibrationInput): CalibratedQuantiles {
  const { levels, members, foldOf, folds } = input;
  const heads = levels.length;
  const mean = meanOf(members);
  const variance = jackknife(members, mean);
  const quantile = new Float64Array(mean.length);
  for (let k = 0; k < heads; k++) {
    const prior = commonVariance(variance, k, heads, members.length - 1);
    const offsets = Array.from({ length: folds }, (_, fold) => {
      const residuals = residualsOutside(fold, k, mean, input);
      return { by: conformalOffset(residuals, levels[k]), error: offsetError(residuals, levels[k]) };
    });
    foldOf.forEach((fold, i) => {
      const at = i * heads + k;
      quantile[at] = mean[at] + offsets[fold].by;
      variance[at] = shrunk(variance[at], members.length - 1, prior) + offsets[fold].error ** 2;
    });
  }
  for (let i = 0; i < foldOf.length; i++) quantile.subarray(i * heads, (i + 1) * heads).sort();
  return { quantile, error: variance.map(Math.sqrt) };
}

function meanOf(members: readonly Float64Array[]): Float64Array {
  return members[0].map((_, at) => members.reduce((sum, member) => sum + member[at], 0) / members.length);
}

function jackknife(members: readonly Float64Array[], mean: Float64Array): Float64Array {
  const g = members.length;
  return mean.map((centre, at) => {
    const squares = members.reduce((sum, member) => sum + (member[at] - centre) ** 2, 0);
    return (squares * (g - 1)) / g;
  });
}

/** The variance that the accounts share: their median, over that of χ²/degrees, so that a few far out do not rule. */
function commonVariance(variance: Float64Array, head: number, heads: number, degrees: number): number {
  const values = variance.filter((_, at) => at % heads === head).sort();
  // Wilson and Hilferty 1931: the median of χ²/d is about (1 − 2/(9d))³.
  return degrees > 0 ? quantileSorted(values, 0.5) / (1 - 2 / (9 * degrees)) ** 3 : 0;
}

function shrunk(variance: number, degrees: number, prior: number): number {
  return (degrees * variance + PRIOR_DEGREES * prior) / (degrees + PRIOR_DEGREES);
}

/** Outcome − prediction of the accounts that teach in all other folds, ascending. */
function residualsOutside(
  fold: number,
  head: number,
  predicted: Float64Array,
  { y, teaches, foldOf, levels }: CalibrationInput,
): Float64Array {
  const residuals: number[] = [];
  for (let i = 0; i < y.length; i++) {
    if (teaches[i] === 1 && foldOf[i] !== fold) residuals.push(y[i] - predicted[i * levels.length + head]);
  }
  return Float64Array.from(residuals).sort();
}
