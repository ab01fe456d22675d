import { cholesky, solveLower, solveUpper } from "../../core/cholesky.ts";
import type { SeasonalDesign } from "./seasonality.ts";

/**
 * The structural series of `structural.ts` as one Gaussian law, for histories with holes and regressors that differ by
 * series: y = level + X·β + ε has the covariance σ²·V over the periods,
 *
 *   V[s,t] = κ + q·min(s, t) + Σⱼ x[s,j]·x[t,j] / (shrinkage·precision[j]) + a·0.95^days(s,t) + [s = t],
 *
 * κ large; a: shocks that fade within weeks, without which what lasts a few weeks passes for better known than it is. What was
 * observed is a part of it. With V = L·Lᵀ there, L⁻¹ makes white noise of y and of any regressor (generalised least squares),
 * and Gauss gives what was not observed.
 */
export interface LevelSeries {
  /** Periods that were observed, in all series of the block. */
  readonly observed: Int32Array;
  /** V over all periods, without the noise; [periods × periods]. */
  readonly signal: Float64Array;
  /** L over the observed periods. */
  readonly lower: Float64Array;
  /** Standard deviation of the noise, [series]. */
  readonly sigma: Float64Array;
}

const LEVEL_RATIOS = [0.0003, 0.003, 0.02, 0.1];
const SHRINKAGE = [0.3, 2];
const SHOCKS = [0, 1];
const CANDIDATES = SHRINKAGE.flatMap(shrinkage =>
  SHOCKS.flatMap(shock => LEVEL_RATIOS.map(ratio => [shrinkage, shock, ratio] as const)),
);
const FADING = 0.95;
/** Variance of the level at the start relative to the noise, around the mean of the series. */
const DIFFUSE = 1e4;

/**
 * Finds the ratios of variances by likelihood, the noise of each series concentrated out.
 * @param y [period × series]; a period with a NaN is not observed
 * @param days first day of each period
 */
export function fitLevelSeries(
  y: Float64Array,
  series: number,
  days: ArrayLike<number>,
  design: SeasonalDesign,
): LevelSeries {
  const observed = observedPeriods(y, series);
  const rows = Array.from(days, design.row);
  const n = rows.length;
  const season = seasonCovariance(rows, design.precision);
  const fading = Float64Array.from(
    season,
    (_, at) => FADING ** Math.abs(days[Math.floor(at / n)] - days[at % n]),
  );
  let best: { readonly likelihood: number; readonly fit: LevelSeries } | null = null;
  for (const [shrinkage, shock, ratio] of CANDIDATES) {
    const signal = new Float64Array(n * n);
    for (let s = 0, at = 0; s < n; s++) {
      for (let t = 0; t < n; t++, at++)
        signal[at] = season[at] / shrinkage + DIFFUSE + ratio * Math.min(s, t) + shock * fading[at];
    }
    const lower = cholesky(withNoise(signal, observed, n), observed.length);
    if (lower === null) throw new Error("a covariance with noise in it is not positive definite");
    const { sigma, likelihood } = noiseOf(lower, y, series, observed);
    if (best === null || likelihood > best.likelihood)
      best = { likelihood, fit: { observed, signal, lower, sigma } };
  }
  return best!.fit;
}

function observedPeriods(y: Float64Array, series: number): Int32Array {
  const periods = Int32Array.from({ length: y.length / series }, (_, t) => t);
  return periods.filter(t => !y.subarray(t * series, (t + 1) * series).some(Number.isNaN));
}

/** Σⱼ x[s,j]·x[t,j] / precision[j] */
function seasonCovariance(rows: readonly Float64Array[], precision: Float64Array): Float64Array {
  const n = rows.length;
  const scaled = rows.map(row => row.map((x, j) => x / precision[j]));
  const out = new Float64Array(n * n);
  for (let s = 0; s < n; s++) {
    for (let t = 0; t <= s; t++) {
      let sum = 0;
      for (let j = 0; j < precision.length; j++) sum += scaled[s][j] * rows[t][j];
      out[s * n + t] = sum;
      out[t * n + s] = sum;
    }
  }
  return out;
}

function withNoise(signal: Float64Array, observed: Int32Array, n: number): Float64Array {
  const d = observed.length;
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) out[i * d + j] = signal[observed[i] * n + observed[j]] + (i === j ? 1 : 0);
  }
  return out;
}

function noiseOf(
  lower: Float64Array,
  y: Float64Array,
  series: number,
  observed: Int32Array,
): { readonly sigma: Float64Array; readonly likelihood: number } {
  const d = observed.length;
  let logDeterminant = 0;
  for (let i = 0; i < d; i++) logDeterminant += 2 * Math.log(lower[i * d + i]);
  let likelihood = (-series * logDeterminant) / 2;
  const sigma = new Float64Array(series);
  for (let s = 0; s < series; s++) {
    const white = solveLower(lower, centred(y, series, s, observed));
    const variance = Math.max(white.reduce((sum, v) => sum + v * v, 0) / Math.max(1, d - 1), 1e-10);
    sigma[s] = Math.sqrt(variance);
    likelihood -= (d * Math.log(variance)) / 2;
  }
  return { sigma, likelihood };
}

/** The observed values of a series less their mean. */
function centred(y: Float64Array, series: number, s: number, observed: Int32Array): Float64Array {
  const values = Float64Array.from(observed, t => y[t * series + s]);
  const mean = values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
  return values.map(v => v - mean);
}

/** White noise, in standard deviations, that a series of the block is made of; [observed period]. */
export function whitened(fit: LevelSeries, y: Float64Array, series: number, s: number): Float64Array {
  return solveLower(fit.lower, centred(y, series, s, fit.observed)).map(v => v / fit.sigma[s]);
}

/**
 * A series of the block with its holes filled: what the observed periods let expect, with the noise of the periods
 * before the hole in reverse order (after it, where history begins with it). [period]
 */
export function withoutHoles(fit: LevelSeries, y: Float64Array, series: number, s: number): Float64Array {
  const { observed, signal, lower, sigma } = fit;
  const n = y.length / series;
  const known = centred(y, series, s, observed);
  const weights = solveUpper(lower, solveLower(lower, known));
  // E[ε | y] = V⁻¹·y; level and season have taken some of the noise up: give it back.
  const square = weights.reduce((sum, v) => sum + v * v, 0);
  const scale = square > 0 ? sigma[s] / Math.sqrt(square / known.length) : 0;
  const noise = new Float64Array(n).fill(Number.NaN);
  observed.forEach((t, i) => {
    noise[t] = weights[i] * scale;
  });
  mirrorHoles(noise, observed[0]);
  const mean = y[observed[0] * series + s] - known[0];
  return noise.map((e, t) => {
    const seen = y[t * series + s];
    if (!Number.isNaN(seen)) return seen;
    return observed.reduce((sum, u, i) => sum + signal[t * n + u] * weights[i], mean + e);
  });
}

function mirrorHoles(noise: Float64Array, first: number): void {
  const n = noise.length;
  for (let t = first, last = first; t < n; t++) {
    if (!Number.isNaN(noise[t])) last = t;
    else noise[t] = noise[last - ((t - last - 1) % (last - first + 1))];
  }
  for (let t = 0; t < first; t++) noise[t] = noise[first + ((first - 1 - t) % (n - first))];
}
