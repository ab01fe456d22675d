/**
 * A homogeneous multivariate structural time series: random-walk level plus regression, all series sharing one
 * design and one ratio of variances (Harvey 1989, Forecasting, Structural Time Series Models and the Kalman
 * Filter, section 8.3). For series s and period t
 *
 *   y[s,t] = level[s,t] + x[t]·β[s] + ε[s,t],   level[s,t+1] = level[s,t] + η[s,t],
 *   Var ε = Σ,  Var η = q·Σ,  β ~ N(0, Σ ⊗ diag(1 / precision)).
 *
 * Because the ratios are shared, one Kalman gain serves every series and the posterior of (level, β) is
 * Σ ⊗ P. The residuals of all series in one period stand side by side in `residuals`: drawing whole rows of
 * them keeps Σ, common shocks and heavy tails without estimating a covariance matrix.
 */
export interface StructuralFit {
  readonly series: number;
  /** Regressors, without the level. */
  readonly width: number;
  /** Posterior mean at the end: row 0 is the level, rows 1… the coefficients; [(1+width) × series]. */
  readonly state: Float64Array;
  /** Lower Cholesky factor of P at the end, in units of the noise variance; [(1+width)²]. */
  readonly factor: Float64Array;
  /** Smoothed residuals, scaled to the estimated noise; [periods × series]. */
  readonly residuals: Float64Array;
  /** Standard deviation of the noise by series. */
  readonly sigma: Float64Array;
  /** Random-walk variance of the level relative to the noise, chosen by likelihood. */
  readonly levelRatio: number;
  readonly logLikelihood: number;
}

/**
 * Candidate variance ratios: from a level that hardly moves to one that forgets within a season. Zero is left
 * out on purpose: a level that can never move would not follow a break.
 */
const LEVEL_RATIOS = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];
const SHRINKAGE = [0.5, 1, 2, 4];
const DIFFUSE = 1e6;

interface Filtered {
  readonly state: Float64Array;
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  readonly variance: Float64Array;
}

/**
 * Fits by maximising the likelihood over the level's variance ratio and the strength of the prior.
 * @param y [periods × series], period-major
 * @param design one row of regressors a period
 * @param precision prior precision of each coefficient in units of the noise variance
 */
export function fitStructural(
  y: Float64Array,
  series: number,
  design: readonly Float64Array[],
  precision: Float64Array,
): StructuralFit {
  let best: { filtered: Filtered; ratio: number } | null = null;
  for (const shrinkage of precision.length > 0 ? SHRINKAGE : [1]) {
    for (const ratio of LEVEL_RATIOS) {
      const filtered = kalman(y, series, design, precision, ratio, shrinkage);
      if (!best || filtered.logLikelihood > best.filtered.logLikelihood) best = { filtered, ratio };
    }
  }
  if (!best) throw new Error("no candidate was fitted");
  const { filtered, ratio } = best;
  const sigma = filtered.variance.map(Math.sqrt);
  return {
    series,
    width: precision.length,
    state: filtered.state,
    factor: cholesky(filtered.covariance, precision.length + 1),
    residuals: smoothedResiduals(y, series, design, filtered.state, ratio, sigma),
    sigma,
    levelRatio: ratio,
    logLikelihood: filtered.logLikelihood,
  };
}

/** One pass of the Kalman filter; the noise variance of each series is concentrated out. */
function kalman(
  y: Float64Array,
  series: number,
  design: readonly Float64Array[],
  precision: Float64Array,
  levelRatio: number,
  shrinkage: number,
): Filtered {
  const size = precision.length + 1;
  const state = new Float64Array(size * series);
  const covariance = new Float64Array(size * size);
  covariance[0] = DIFFUSE;
  for (let j = 1; j < size; j++) covariance[j * size + j] = 1 / (precision[j - 1] * shrinkage);
  const gain = new Float64Array(size);
  const squares = new Float64Array(series);
  let logF = 0;
  for (let t = 0; t < design.length; t++) {
    const x = design[t];
    if (t > 0) covariance[0] += levelRatio;
    const f = 1 + projectCovariance(covariance, x, size, gain);
    for (let s = 0; s < series; s++) {
      let v = y[t * series + s] - state[s];
      for (let j = 1; j < size; j++) v -= x[j - 1] * state[j * series + s];
      for (let j = 0; j < size; j++) state[j * series + s] += (gain[j] * v) / f;
      if (t > 0) squares[s] += (v * v) / f;
    }
    for (let i = 0; i < size; i++) {
      const scaled = gain[i] / f;
      for (let j = 0; j < size; j++) covariance[i * size + j] -= scaled * gain[j];
    }
    if (t > 0) logF += Math.log(f);
  }
  const n = Math.max(1, design.length - 1);
  const variance = squares.map(v => Math.max(v / n, 1e-10));
  let logLikelihood = (-series * logF) / 2;
  for (const v of variance) logLikelihood -= (n * Math.log(v)) / 2;
  return { state, covariance, logLikelihood, variance };
}

/** gain = P·z for z = [1, x]; returns z'·P·z. */
function projectCovariance(p: Float64Array, x: Float64Array, size: number, gain: Float64Array): number {
  let total = 0;
  for (let i = 0; i < size; i++) {
    let sum = p[i * size];
    for (let j = 1; j < size; j++) sum += p[i * size + j] * x[j - 1];
    gain[i] = sum;
    total += sum * (i === 0 ? 1 : x[i - 1]);
  }
  return total;
}

/** Residuals around the smoothed level (Rauch–Tung–Striebel) with the coefficients held at their posterior mean. */
function smoothedResiduals(
  y: Float64Array,
  series: number,
  design: readonly Float64Array[],
  state: Float64Array,
  levelRatio: number,
  sigma: Float64Array,
): Float64Array {
  const n = design.length;
  const residuals = new Float64Array(n * series);
  const left = new Float64Array(n);
  for (let s = 0; s < series; s++) {
    for (let t = 0; t < n; t++) {
      const x = design[t];
      let v = y[t * series + s];
      for (let j = 0; j < x.length; j++) v -= x[j] * state[(j + 1) * series + s];
      left[t] = v;
    }
    const level = smoothLevel(left, levelRatio);
    let square = 0;
    for (let t = 0; t < n; t++) square += (left[t] - level[t]) ** 2;
    // The smoothed level and the coefficients have taken up some of the noise: give it back.
    const scale = square > 0 ? sigma[s] / Math.sqrt(square / n) : 0;
    for (let t = 0; t < n; t++) residuals[t * series + s] = (left[t] - level[t]) * scale;
  }
  return residuals;
}

/** Fixed-interval smoother of a local-level model with unit noise and level variance `ratio`. */
function smoothLevel(y: Float64Array, ratio: number): Float64Array {
  const n = y.length;
  const level = new Float64Array(n);
  const variance = new Float64Array(n);
  let a = 0;
  let p = DIFFUSE;
  for (let t = 0; t < n; t++) {
    if (t > 0) p += ratio;
    const gain = p / (p + 1);
    a += gain * (y[t] - a);
    p *= 1 - gain;
    level[t] = a;
    variance[t] = p;
  }
  for (let t = n - 2; t >= 0; t--) {
    const gain = variance[t] / (variance[t] + ratio);
    level[t] += gain * (level[t + 1] - level[t]);
  }
  return level;
}

/** Lower Cholesky factor of a positive semi-definite matrix, row-major; rounding below zero counts as zero. */
function cholesky(a: Float64Array, size: number): Float64Array {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j];
      for (let k = 0; k < j; k++) sum -= l[i * size + k] * l[j * size + k];
      if (i === j) l[i * size + i] = Math.sqrt(Math.max(sum, 0));
      else l[i * size + j] = l[j * size + j] > 0 ? sum / l[j * size + j] : 0;
    }
  }
  return l;
}
