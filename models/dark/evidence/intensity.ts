import { Matrix, solve } from "ml-matrix";
import type { Covariates } from "./covariates.ts";

/** How many accounts of a type to expect, relative to each other, by patch: exp(intercept + x·β) · surface. */
export interface Intensity {
  /** [type × patch] */
  readonly perType: readonly Float64Array[];
}

/** Standard deviation of the normal prior on a standardised covariate's coefficient: of all types, and of a type around it. */
const POOLED_SD = 1.5;
const TYPE_SD = 0.5;
const ITERATIONS = 25;

/**
 * Log-linear Poisson regressions of seen accounts on covariates, with normal priors (ridge): one for all types, then one
 * a type around it. Patches that are not to be learned from (`use` 0: places where nobody has looked) get a prediction all the same.
 * @param counts [type][patch] accounts seen
 * @param width covariates to use, from the first
 */
export function fitIntensity(
  x: Covariates,
  width: number,
  surface: Float64Array,
  counts: readonly Float64Array[],
  use: Uint8Array,
): Intensity {
  const rows = Array.from(use.keys()).filter(p => use[p] === 1);
  const design = designMatrix(x, width, rows);
  const offset = Float64Array.from(rows, p => Math.log(surface[p]));
  const total = Float64Array.from(rows, p => counts.reduce((sum, c) => sum + c[p], 0));
  const prior = new Float64Array(width + 1);
  const pooled = poissonRidge(design, total, offset, prior, POOLED_SD);
  const perType = counts.map(count => {
    const y = Float64Array.from(rows, p => count[p]);
    const beta = poissonRidge(design, y, offset, pooled, TYPE_SD);
    return Float64Array.from(surface, (s, p) => {
      let linear = beta[0];
      for (let f = 0; f < width; f++) linear += beta[f + 1] * x.values[p * x.width + f];
      return s * Math.exp(Math.min(linear, 20));
    });
  });
  return { perType };
}

/** [row × (1 + width)] with a column of ones. */
function designMatrix(x: Covariates, width: number, rows: readonly number[]): Float64Array {
  const design = new Float64Array(rows.length * (width + 1));
  rows.forEach((p, r) => {
    design[r * (width + 1)] = 1;
    for (let f = 0; f < width; f++) design[r * (width + 1) + f + 1] = x.values[p * x.width + f];
  });
  return design;
}

/** Posterior mode by Newton's method with halved steps where the posterior would fall. The intercept has a flat prior. */
function poissonRidge(
  design: Float64Array,
  y: Float64Array,
  offset: Float64Array,
  prior: Float64Array,
  priorSd: number,
): Float64Array {
  const d = prior.length;
  const mass = offset.reduce((sum, o) => sum + Math.exp(o), 0);
  let beta = prior.slice();
  beta[0] = Math.log((y.reduce((sum, v) => sum + v, 0) + 0.5) / mass);
  let best = posterior(design, y, offset, beta, prior, priorSd);
  for (let i = 0; i < ITERATIONS; i++) {
    const step = newtonStep(design, y, offset, beta, prior, priorSd);
    let size = 1;
    let next = beta;
    let value = Number.NEGATIVE_INFINITY;
    for (; size > 1e-3; size /= 2) {
      next = beta.map((b, f) => b + size * step[f]);
      value = posterior(design, y, offset, next, prior, priorSd);
      if (value >= best - 1e-9) break;
    }
    if (!(value >= best - 1e-9)) break;
    const gain = value - best;
    beta = next;
    best = value;
    if (gain < 1e-7 * (1 + Math.abs(best))) break;
  }
  return beta.slice(0, d);
}

function linearAt(design: Float64Array, offset: Float64Array, beta: Float64Array, r: number): number {
  const d = beta.length;
  let sum = offset[r];
  for (let f = 0; f < d; f++) sum += design[r * d + f] * beta[f];
  return sum;
}

function posterior(
  design: Float64Array,
  y: Float64Array,
  offset: Float64Array,
  beta: Float64Array,
  prior: Float64Array,
  priorSd: number,
): number {
  let value = 0;
  for (let r = 0; r < y.length; r++) {
    const linear = linearAt(design, offset, beta, r);
    value += y[r] * linear - Math.exp(Math.min(linear, 50));
  }
  for (let f = 1; f < beta.length; f++) value -= 0.5 * ((beta[f] - prior[f]) / priorSd) ** 2;
  return value;
}

function newtonStep(
  design: Float64Array,
  y: Float64Array,
  offset: Float64Array,
  beta: Float64Array,
  prior: Float64Array,
  priorSd: number,
): number[] {
  const d = beta.length;
  const hessian = Matrix.zeros(d, d);
  const gradient = new Float64Array(d);
  const information = new Float64Array(d * d);
  for (let r = 0; r < y.length; r++) {
    const mu = Math.exp(Math.min(linearAt(design, offset, beta, r), 50));
    for (let f = 0; f < d; f++) {
      const xf = design[r * d + f];
      gradient[f] += xf * (y[r] - mu);
      for (let g = 0; g <= f; g++) information[f * d + g] += mu * xf * design[r * d + g];
    }
  }
  for (let f = 0; f < d; f++) {
    for (let g = 0; g <= f; g++) {
      hessian.set(f, g, information[f * d + g]);
      hessian.set(g, f, information[f * d + g]);
    }
    const precision = f === 0 ? 1e-6 : 1 / priorSd ** 2;
    hessian.set(f, f, hessian.get(f, f) + precision);
    if (f > 0) gradient[f] -= (beta[f] - prior[f]) * precision;
  }
  return solve(hessian, Matrix.columnVector(Array.from(gradient))).to1DArray();
}

/**
 * Shape κ of a gamma frailty of mean 1 that gives counts the variance they have around their expectations: by the method
 * of moments, Σ((y − μ)² − μ) = Σμ²/κ. Between 0.3 and 200.
 */
export function frailtyShape(counts: Float64Array, expected: Float64Array): number {
  let excess = 0;
  let squares = 0;
  for (let i = 0; i < counts.length; i++) {
    // Rare huge counts in cells where next to nothing was expected must not rule: each term is held to its own scale.
    const mu = expected[i];
    if (mu < 0.02) continue;
    excess += Math.min((counts[i] - mu) ** 2 - mu, 25 * mu * mu + 10 * mu);
    squares += mu * mu;
  }
  return squares > 0 ? Math.min(200, Math.max(0.3, squares / Math.max(excess, squares / 200))) : 5;
}
