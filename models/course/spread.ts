import type { PastErrors } from "./pastErrors.ts";
import type { StructuralFit } from "./structural.ts";
import { trendDecay } from "./trend.ts";

/** How much wider or narrower than the model says the market's own past errors were. */
export interface Spread {
  /** Factor on deviations of the level and the season, by quarter ahead. */
  readonly level: Float64Array;
  /** Factor on the noise of a single period. */
  readonly noise: number;
}

/** Errors of quarters that the model's own variance counts for. */
const PRIOR_QUARTERS = 8;
const QUARTERS = 4;
/** Factor on deviations of the level where no past errors of that quarter ahead can check them: histories are short. */
const UNCHECKED = 1.2;
/** Factors on variances stay within this and its inverse. */
const FARTHEST = 9;

/**
 * Compares past errors with the model's variance. The mean error of a quarter tells of the level; deviations within the
 * quarter, beside the residuals of the same periods (noise may have been larger then than now), tell of the noise. The
 * season's uncertainty has a part in both.
 */
export function learnSpread(
  past: readonly PastErrors[],
  fit: StructuralFit,
  design: readonly Float64Array[],
  memory: number,
): Spread {
  const { series, sigma, residuals } = fit;
  const quarter = Math.round(fit.year / QUARTERS);
  const windows = past.flatMap(({ horizon, error, lastYear, origin }) => {
    const unforeseen = error.map((e, at) => e - memory * lastYear[at]);
    return Array.from({ length: Math.floor(horizon / quarter) }, (_, j) => ({
      j,
      model: modelVariance(fit, origin, design, j * quarter, quarter),
      seen: windowVariance(unforeseen, j * quarter, quarter, sigma),
      noise: windowVariance(residuals, origin.periods + j * quarter, quarter, sigma).within,
    }));
  });
  const level = Float64Array.from({ length: QUARTERS }, (_, j) => {
    const of = windows.filter(window => window.j === j);
    const seen = sum(of.map(w => w.seen.between));
    return of.length > 0 ? factor(seen, sum(of.map(w => w.model.between)), of.length * series) : UNCHECKED;
  });
  const within = windows.map(w => w.seen.within - level[w.j]! ** 2 * w.model.within);
  const noise = factor(sum(within), sum(windows.map(w => w.noise)), windows.length * series);
  return { level, noise };
}

/** Root of the ratio of what was seen in `count` windows to what the model says, shrunk to one. */
function factor(seen: number, model: number, count: number): number {
  if (count === 0) return 1;
  const ratio = (count * (seen / model) + PRIOR_QUARTERS) / (count + PRIOR_QUARTERS);
  return Math.sqrt(Math.min(FARTHEST, Math.max(1 / FARTHEST, ratio)));
}

/** Variance of a quarter's mean without its noise, and of the periods around that mean; mean over the series. */
function windowVariance(
  table: Float64Array,
  from: number,
  quarter: number,
  sigma: Float64Array,
): { between: number; within: number } {
  const series = sigma.length;
  let between = 0;
  let within = 0;
  for (let s = 0; s < series; s++) {
    let sum = 0;
    let square = 0;
    for (let h = from; h < from + quarter; h++) {
      const u = table[h * series + s] / sigma[s];
      sum += u;
      square += u * u;
    }
    const variance = (square - sum ** 2 / quarter) / (quarter - 1);
    within += variance / series;
    between += ((sum / quarter) ** 2 - variance / quarter) / series;
  }
  return { between, within };
}

/**
 * The model's variance of the mean of level and season over a quarter that begins `from` periods after an origin, and of
 * their deviations from it, in units of the noise.
 */
function modelVariance(
  fit: StructuralFit,
  { periods, covariance }: StructuralFit["past"][number],
  design: readonly Float64Array[],
  from: number,
  quarter: number,
): { between: number; within: number } {
  const size = fit.width + 2;
  const decay = trendDecay(fit.year);
  const middle = new Float64Array(size);
  const z = new Float64Array(size);
  z[0] = 1;
  let slope = 1 / fit.year;
  let all = 0;
  for (let h = 0; h < from + quarter; h++) {
    z[1] += slope;
    slope *= decay;
    if (h < from) continue;
    z.set(design[periods + h]!, 2);
    for (let i = 0; i < size; i++) middle[i] += z[i] / quarter;
    all += quadratic(covariance, z) / quarter;
  }
  const mean = quadratic(covariance, middle);
  return {
    between: mean + fit.levelRatio * (from + quarter / 3),
    within: ((all - mean) * quarter) / (quarter - 1),
  };
}

/** z′·P·z. */
function quadratic(p: Float64Array, z: Float64Array): number {
  let total = 0;
  for (let i = 0; i < z.length; i++) {
    if (z[i] === 0) continue;
    let row = 0;
    for (let j = 0; j < z.length; j++) row += p[i * z.length + j] * z[j];
    total += z[i] * row;
  }
  return total;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
