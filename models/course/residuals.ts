import { normalQuantile } from "../../core/distributions.ts";
import { trendDecay } from "./trend.ts";

/** Series with their regressors, as `fitStructural` takes them. */
export interface Explained {
  readonly y: Float64Array;
  readonly series: number;
  readonly design: readonly Float64Array[];
  readonly year: number;
  readonly levelRatio: number;
}

/**
 * What is left of the periods that a posterior has seen when its regression, its trend (which fades into the past as it
 * fades into the future: the backward course of an autoregressive slope) and the smoothed level are taken out;
 * [periods × series].
 */
export function trendFreeResiduals(
  explained: Explained,
  { periods, state }: { readonly periods: number; readonly state: Float64Array },
): Float64Array {
  const { y, series, design, year, levelRatio } = explained;
  const residuals = new Float64Array(periods * series);
  const left = new Float64Array(periods);
  const decay = trendDecay(year);
  for (let s = 0; s < series; s++) {
    let behind = 0;
    let slope = state[series + s] / year;
    for (let t = periods - 1; t >= 0; t--) {
      const x = design[t];
      let v = y[t * series + s] + behind;
      for (let j = 0; j < x.length; j++) v -= x[j] * state[(j + 2) * series + s];
      left[t] = v;
      slope *= decay;
      behind += slope;
    }
    const level = smoothLevel(left, levelRatio);
    for (let t = 0; t < periods; t++) residuals[t * series + s] = left[t] - level[t];
  }
  return residuals;
}

/** Fixed-interval smoother (Rauch, Tung and Striebel) of a local-level model with unit noise and level variance `ratio`. */
function smoothLevel(y: Float64Array, ratio: number): Float64Array {
  const n = y.length;
  const level = new Float64Array(n);
  const variance = new Float64Array(n);
  let a = y[0];
  let p = 1;
  level[0] = a;
  variance[0] = p;
  for (let t = 1; t < n; t++) {
    p += ratio;
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

/** Rows below which shocks cannot be drawn from a market's own past alone, and the normal rows that then join them. */
const FEW_ROWS = 8;
const NORMAL_ROWS = 17;

/**
 * A table of residuals with rows enough to draw from: a short one gets normal scores, in an order of its own for each
 * column, as large as the noise.
 */
export function enoughRows(residuals: Float64Array, sigma: Float64Array): Float64Array {
  const columns = sigma.length;
  if (residuals.length >= FEW_ROWS * columns) return residuals;
  const normal = Float64Array.from({ length: NORMAL_ROWS * columns }, (_, at) => {
    const c = at % columns;
    const rank = ((Math.floor(at / columns) + 1) * ((c % (NORMAL_ROWS - 2)) + 2)) % NORMAL_ROWS;
    return sigma[c] * normalQuantile((rank + 0.5) / NORMAL_ROWS);
  });
  return Float64Array.from([...residuals, ...normal]);
}

/** The table with each column's mean taken out: what is left of a level is not a shock. */
export function centred(table: Float64Array, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  const rows = table.length / columns;
  for (let at = 0; at < table.length; at++) mean[at % columns] += table[at] / rows;
  return table.map((v, at) => v - mean[at % columns]);
}
