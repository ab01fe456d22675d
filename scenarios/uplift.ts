import { quantileSorted } from "../core/stats.ts";

/** Standard normal quantile of 95%: both ends of a 90% interval. */
const Z = 1.6448536269514722;

/** The paired difference of a figure over runs. */
export interface Uplift {
  readonly mean: number;
  /** Standard error of the mean; null where a single run tells none. */
  readonly se: number | null;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  /** Share of runs with a difference above zero, strictly. */
  readonly p_positive: number;
  /** Mean difference over the mean of A; null where that is zero. */
  readonly relative: number | null;
  /** Mean of the figure itself in A and in B. */
  readonly a: number;
  readonly b: number;
  /** Whether the 90% interval of the mean leaves zero out. */
  readonly measurable: boolean;
  /** Runs at which an effect of this size would be measurable, in blocks of 16; null where it is exactly zero. */
  readonly runs_needed: number | null;
}

/** The difference b − a run by run. Runs without the figure (NaN) in either are left out; null where none is left. */
export function paired(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, run) => b[run]! - value).filter(Number.isFinite);
}

/** Describes paired differences. `scale` divides all figures (minor units in a unit of currency). */
export function describeUplift(a: Float64Array, b: Float64Array, scale = 1): Uplift | null {
  const difference = paired(a, b).map(d => d / scale);
  if (difference.length === 0) return null;
  const { mean, se } = meanAndError(difference);
  const meanA = meanOf(a) / scale;
  const sorted = difference.slice().sort();
  return {
    mean,
    se: Number.isFinite(se) ? se : null,
    p05: quantileSorted(sorted, 0.05),
    p50: quantileSorted(sorted, 0.5),
    p95: quantileSorted(sorted, 0.95),
    p_positive: difference.filter(d => d > 0).length / difference.length,
    relative: meanA === 0 ? null : mean / meanA,
    a: meanA,
    b: meanOf(b) / scale,
    measurable: isMeasurable(mean, se),
    runs_needed: runsNeeded(mean, se, difference.length),
  };
}

/** Mean and its standard error; the error of a single run is infinite unless it shows nothing at all. */
export function meanAndError(values: Float64Array): { readonly mean: number; readonly se: number } {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  if (n > 1) return { mean, se: Math.sqrt(squares / (n - 1) / n) };
  return { mean, se: mean === 0 ? 0 : Number.POSITIVE_INFINITY };
}

function meanOf(values: Float64Array): number {
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? finite.reduce((sum, v) => sum + v, 0) / finite.length : 0;
}

function isMeasurable(mean: number, se: number): boolean {
  return mean !== 0 && Math.abs(mean) > Z * se;
}

function runsNeeded(mean: number, se: number, runs: number): number | null {
  if (mean === 0 || !Number.isFinite(se)) return null;
  const needed = (Z * se * Math.sqrt(runs)) ** 2 / mean ** 2;
  return 16 * Math.max(1, Math.ceil(needed / 16));
}

/** Relative standard error of a mean; 0 where there is no difference at all. */
export function relativeError(values: Float64Array): number {
  const { mean, se } = meanAndError(values);
  if (se === 0) return 0;
  return mean === 0 ? Number.POSITIVE_INFINITY : se / Math.abs(mean);
}

/** One point of P(uplift ≥ x). */
export interface Exceedance {
  readonly x: number;
  readonly p: number;
}

const POINTS = 41;

/** P(uplift ≥ x) at equal steps from the smallest to the largest difference, always with x = 0 among them. */
export function exceedance(difference: Float64Array): Exceedance[] {
  const sorted = difference.slice().sort();
  const low = sorted[0]!;
  const high = sorted.at(-1)!;
  const grid = Array.from({ length: POINTS }, (_, i) =>
    i === POINTS - 1 ? high : low + ((high - low) * i) / (POINTS - 1),
  );
  const xs = low === high ? [low] : grid;
  const withZero = xs.includes(0) ? xs : [...xs, 0].sort((x, y) => x - y);
  return withZero.map(x => ({ x, p: sorted.filter(d => d >= x).length / sorted.length }));
}
