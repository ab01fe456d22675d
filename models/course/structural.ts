import { semidefiniteCholesky } from "../../core/cholesky.ts";
import { componentWeights, mixture, total } from "./mixture.ts";
import { trendFreeResiduals } from "./residuals.ts";
import { advance, trendDecay } from "./trend.ts";

/**
 * A homogeneous multivariate structural time series: a level with a damped local trend plus regression, all series
 * sharing one design and the ratios of variances (Harvey 1989, Forecasting, Structural Time Series Models and the
 * Kalman Filter, section 8.3; damped trend: Gardner and McKenzie 1985). For series s and period t
 *
 *   y[s,t] = level[s,t] + x[t]·β[s] + ε[s,t],           Var ε = Σ,
 *   level[s,t+1] = level[s,t] + slope[s,t] / year + η[s,t],  Var η = q·Σ,
 *   slope[s,t+1] = φ·slope[s,t] + ζ[s,t],               Var slope = v·Σ at all times,
 *   β ~ N(0, Σ ⊗ diag(1 / precision)).
 *
 * Because the ratios are shared, one Kalman gain serves every series and the posterior of (level, slope, β) is
 * Σ ⊗ P. Most series hardly have a trend and a few grow by a third a year, so v is a mixture: each series weighs
 * the candidates by its own likelihood and by how often the block's series chose them (empirical Bayes).
 */
export interface StructuralFit {
  readonly series: number;
  /** Regressors, without level and slope. */
  readonly width: number;
  /** Periods of a year. */
  readonly year: number;
  /** One posterior a candidate of the slope's variance. */
  readonly components: readonly Component[];
  /** Posterior weight of the components; [component × series]. */
  readonly weight: Float64Array;
  /** Posterior mean at the end over the components. */
  readonly end: Posterior;
  /** The same at the origins that were asked for. */
  readonly past: readonly Posterior[];
  /** Smoothed residuals, scaled to the estimated noise; [periods × series]. */
  readonly residuals: Float64Array;
  /** Standard deviation of the noise by series. */
  readonly sigma: Float64Array;
  /** Random-walk variance of the level relative to the noise, chosen by likelihood. */
  readonly levelRatio: number;
  readonly logLikelihood: number;
}

export interface Component {
  /** v: variance of the slope relative to the noise. */
  readonly slopeVariance: number;
  /** Posterior mean at the end, rows level, slope, coefficients; [(2+width) × series]. */
  readonly state: Float64Array;
  /** Lower Cholesky factor of P at the end; [(2+width)²]. */
  readonly factor: Float64Array;
}

export interface Posterior {
  /** Periods seen. */
  readonly periods: number;
  /** [(2+width) × series]. */
  readonly state: Float64Array;
  /** P, averaged over components and series; [(2+width)²]. */
  readonly covariance: Float64Array;
}

/**
 * Candidate variance ratios: from a level that hardly moves to one that forgets within a season. Zero is left
 * out on purpose: a level that can never move would not follow a break.
 */
const LEVEL_RATIOS = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];
/** Noise of a period before the market's own speaks, and its weight in periods: what a history of a week or two leans on. */
const USUAL_NOISE = 0.08;
const USUAL_PERIODS = 0.3;
/** Less than half a year, or a dozen periods, tells nothing of the season that is to come. */
const FEW = 12;
const USUAL_SHRINKAGE = 4;
const SHRINKAGE = [0.5, 1, 2, 4, 8, 16];
/** Standard deviations of a year's trend 0.03, 0.3 and 1.5 times the noise of a period. */
const SLOPE_VARIANCES = [0.001, 0.09, 2.25];
const USUAL_SLOPE = 1;
const DIFFUSE = 1e6;
/** Standard deviations of its forecast beyond which a period is an outlier (Gelper, Fried and Croux 2010). */
const OUTLYING = 2;

interface Ratios {
  readonly level: number;
  readonly slope: number;
  readonly shrinkage: number;
}

interface Filtered {
  readonly state: Float64Array;
  readonly covariance: Float64Array;
  /** By series, its noise variance concentrated out. */
  readonly logLikelihood: Float64Array;
  readonly variance: Float64Array;
  readonly past: readonly { readonly state: Float64Array; readonly covariance: Float64Array }[];
}

interface Observed {
  readonly y: Float64Array;
  readonly series: number;
  readonly design: readonly Float64Array[];
  readonly precision: Float64Array;
  readonly year: number;
}

/**
 * Fits by maximising the likelihood over the level's variance ratio and the strength of the prior.
 * @param y [periods × series], period-major
 * @param design one row of regressors a period
 * @param precision prior precision of each coefficient in units of the noise variance
 * @param year periods of a year
 * @param origins numbers of periods after which the posterior is wanted too, ascending
 */
export function fitStructural(
  y: Float64Array,
  series: number,
  design: readonly Float64Array[],
  precision: Float64Array,
  year: number,
  origins: readonly number[] = [],
): StructuralFit {
  const observed = { y, series, design, precision, year };
  const best = likeliest(observed);
  const filtered = SLOPE_VARIANCES.map(slope => filter(observed, { ...best, slope }, origins));
  const weight = componentWeights(
    filtered.map(f => f.logLikelihood),
    series,
  );
  const size = precision.length + 2;
  const mixed = (
    pick: (f: Filtered) => Float64Array,
    spread: (f: Filtered) => Float64Array,
    periods: number,
  ) => posterior(filtered.map(pick), filtered.map(spread), weight, series, periods);
  const end = mixed(
    f => f.state,
    f => f.covariance,
    design.length,
  );
  const past = origins.map((periods, i) =>
    mixed(
      f => f.past[i]!.state,
      f => f.past[i]!.covariance,
      periods,
    ),
  );
  const sigma = mixture(
    filtered.map(f => f.variance),
    weight,
    series,
  ).map(Math.sqrt);
  return {
    series,
    width: precision.length,
    year,
    components: filtered.map((f, k) => ({
      slopeVariance: SLOPE_VARIANCES[k]!,
      state: f.state,
      factor: semidefiniteCholesky(f.covariance, size),
    })),
    weight,
    end,
    past,
    residuals: noiseResiduals(observed, end, best.level, sigma),
    sigma,
    levelRatio: best.level,
    logLikelihood: total(
      mixture(
        filtered.map(f => f.logLikelihood),
        weight,
        series,
      ),
    ),
  };
}

/** Residuals of history around the smoothed level, as large as the noise: level and coefficients took some of it up. */
function noiseResiduals(
  { y, series, design, year }: Observed,
  end: Posterior,
  levelRatio: number,
  sigma: Float64Array,
): Float64Array {
  const residuals = trendFreeResiduals({ y, series, design, year, levelRatio }, end);
  for (let s = 0; s < series; s++) {
    let square = 0;
    for (let at = s; at < residuals.length; at += series) square += residuals[at] ** 2;
    const scale = square > 0 ? sigma[s] / Math.sqrt(square / design.length) : 0;
    for (let at = s; at < residuals.length; at += series) residuals[at] *= scale;
  }
  return residuals;
}

/** Climbs the grid of ratios, each in turn to its likeliest neighbour, until none is better. */
function likeliest(observed: Observed): Ratios {
  const seen = new Map<string, number>();
  const tells = observed.precision.length > 0 && observed.design.length >= Math.max(FEW, observed.year / 2);
  const grid = { level: LEVEL_RATIOS, shrinkage: tells ? SHRINKAGE : [USUAL_SHRINKAGE] };
  const ratiosAt = (level: number, shrinkage: number): Ratios => ({
    level: grid.level[level]!,
    shrinkage: grid.shrinkage[shrinkage]!,
    slope: SLOPE_VARIANCES[USUAL_SLOPE]!,
  });
  const likelihood = ([level, shrinkage]: [number, number]): number => {
    if (!(level in grid.level && shrinkage in grid.shrinkage)) return Number.NEGATIVE_INFINITY;
    const key = `${level} ${shrinkage}`;
    const known = seen.get(key) ?? total(filter(observed, ratiosAt(level, shrinkage), []).logLikelihood);
    seen.set(key, known);
    return known;
  };
  let at: [number, number] = [2, grid.shrinkage.length >> 1];
  for (;;) {
    const [level, shrinkage] = at;
    const around: [number, number][] = [
      [level + 1, shrinkage],
      [level - 1, shrinkage],
      [level, shrinkage + 1],
      [level, shrinkage - 1],
    ];
    let next = at;
    for (const place of around) if (likelihood(place) > likelihood(next)) next = place;
    if (next === at) return ratiosAt(level, shrinkage);
    at = next;
  }
}

/**
 * One pass of the Kalman filter; the noise variance of each series is concentrated out. An innovation beyond two standard
 * deviations counts as two (Huber's ψ; robust filtering, Masreliez and Martin 1977), unless the one before was as far off
 * on the same side: that is a break, and is followed.
 */
function filter(observed: Observed, ratios: Ratios, origins: readonly number[]): Filtered {
  const { y, series, design, precision, year } = observed;
  const size = precision.length + 2;
  const decay = trendDecay(year);
  const state = new Float64Array(size * series);
  const covariance = new Float64Array(size * size);
  covariance[0] = DIFFUSE;
  covariance[size + 1] = ratios.slope;
  for (let j = 2; j < size; j++) covariance[j * size + j] = 1 / (precision[j - 2] * ratios.shrinkage);
  const gain = new Float64Array(size);
  const squares = new Float64Array(series);
  const noise = new Float64Array(series);
  const outlier = new Int8Array(series);
  const past: { state: Float64Array; covariance: Float64Array }[] = [];
  let logF = 0;
  for (let t = 0; t < design.length; t++) {
    if (t === origins[past.length]) past.push({ state: state.slice(), covariance: covariance.slice() });
    if (t > 0) {
      advance(state, series, year, decay);
      advanceCovariance(covariance, size, year, decay);
      covariance[0] += ratios.level;
      covariance[size + 1] += ratios.slope * (1 - decay ** 2);
    }
    const x = design[t];
    const f = 1 + projectCovariance(covariance, x, size, gain);
    for (let s = 0; s < series; s++) {
      let v = y[t * series + s] - state[s];
      for (let j = 2; j < size; j++) v -= x[j - 2] * state[j * series + s];
      const bound = t > year / 2 ? OUTLYING * Math.sqrt((squares[s] / t) * f) : Number.POSITIVE_INFINITY;
      const side = v > bound ? 1 : v < -bound ? -1 : 0;
      const believed = side !== 0 && side !== outlier[s] ? side * bound : v;
      outlier[s] = side;
      for (let j = 0; j < size; j++) state[j * series + s] += (gain[j] * believed) / f;
      if (t > 0) {
        squares[s] += believed ** 2 / f;
        noise[s] += v ** 2 / f;
      }
    }
    for (let i = 0; i < size; i++) {
      const scaled = gain[i] / f;
      for (let j = 0; j < size; j++) covariance[i * size + j] -= scaled * gain[j];
    }
    if (t > 0) logF += Math.log(f);
  }
  const n = Math.max(1, design.length - 1);
  const usual = (square: number) =>
    (square + USUAL_PERIODS * USUAL_NOISE ** 2) / (design.length - 1 + USUAL_PERIODS);
  const logLikelihood = squares.map(v => -(logF + n * Math.log(usual(v))) / 2);
  const variance = noise.map(usual);
  return { state, covariance, logLikelihood, variance, past };
}

/** P becomes F·P·F′ for the step of `advance`. */
function advanceCovariance(p: Float64Array, size: number, year: number, decay: number): void {
  for (let j = 0; j < size; j++) {
    p[j] += p[size + j] / year;
    p[size + j] *= decay;
  }
  for (let i = 0; i < size; i++) {
    p[i * size] += p[i * size + 1] / year;
    p[i * size + 1] *= decay;
  }
}

/** gain = P·z for z = [1, 0, x]; returns z'·P·z. */
function projectCovariance(p: Float64Array, x: Float64Array, size: number, gain: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    let row = p[i * size];
    for (let j = 2; j < size; j++) row += p[i * size + j] * x[j - 2];
    gain[i] = row;
    if (i !== 1) sum += row * (i === 0 ? 1 : x[i - 2]);
  }
  return sum;
}

function posterior(
  states: readonly Float64Array[],
  covariances: readonly Float64Array[],
  weight: Float64Array,
  series: number,
  periods: number,
): Posterior {
  const covariance = new Float64Array(covariances[0]!.length);
  covariances.forEach((p, k) => {
    const share = total(weight.subarray(k * series, (k + 1) * series)) / series;
    for (let at = 0; at < p.length; at++) covariance[at] += share * p[at];
  });
  return { periods, state: mixture(states, weight, series), covariance };
}
