import { quantileSorted } from "../../core/stats.ts";
import { clusteredError, type MeanError, type RunDraws, runsToTell, tQuantile95 } from "./clusterError.ts";

/** The paired difference of a figure over runs. */
export interface Uplift {
  readonly mean: number;
  /** Standard error of the mean, clustered by draw; null where a single draw tells none. */
  readonly se: number | null;
  /** Half the width of the 90% interval of the mean; null where the error is. */
  readonly margin_of_error: number | null;
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
  /** Whether the 90% interval of the mean leaves zero out: what the runs tell from luck, under what they rest on. */
  readonly measurable: boolean;
  /** Runs at which an effect of this size would be measurable, in blocks of 16; null where it is zero or none would do. */
  readonly runs_needed: number | null;
}

/** The difference b − a run by run. Runs without the figure (NaN) in either are left out; null where none is left. */
export function paired(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, run) => b[run]! - value).filter(Number.isFinite);
}

/** The draws of the runs that {@link paired} keeps. */
function drawsOfPaired(a: Float64Array, b: Float64Array, { of, count }: RunDraws): RunDraws {
  const kept = Array.from(a.keys()).filter(run => Number.isFinite(b[run]! - a[run]!));
  return { of: kept.map(run => of[run]!), count };
}

/** Describes paired differences. `scale` divides all figures (minor units in a unit of currency). */
export function describeUplift(a: Float64Array, b: Float64Array, draws: RunDraws, scale = 1): Uplift | null {
  const difference = paired(a, b).map(d => d / scale);
  if (difference.length === 0) return null;
  const error = clusteredError(difference, drawsOfPaired(a, b, draws));
  const { mean, se } = error;
  const meanA = meanOf(a) / scale;
  const sorted = difference.slice().sort();
  const margin = marginOf(error);
  return {
    mean,
    se: Number.isFinite(se) ? se : null,
    margin_of_error: Number.isFinite(margin) ? margin : null,
    p05: quantileSorted(sorted, 0.05),
    p50: quantileSorted(sorted, 0.5),
    p95: quantileSorted(sorted, 0.95),
    p_positive: difference.filter(d => d > 0).length / difference.length,
    relative: meanA === 0 ? null : mean / meanA,
    a: meanA,
    b: meanOf(b) / scale,
    measurable: mean !== 0 && Math.abs(mean) > margin,
    runs_needed: runsToTell(error, draws.count),
  };
}

function marginOf({ se, draws }: MeanError): number {
  return Number.isFinite(se) && se > 0 ? tQuantile95(draws - 1) * se : se;
}

function meanOf(values: Float64Array): number {
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? finite.reduce((sum, v) => sum + v, 0) / finite.length : 0;
}

/** Relative standard error of a mean over runs, clustered by draw; 0 where there is no difference at all. */
export function relativeError(values: Float64Array, draws: Pick<RunDraws, "of">): number {
  const { mean, se } = clusteredError(values, draws);
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
