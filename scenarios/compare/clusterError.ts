import { normalQuantile } from "../../core/distributions.ts";

/**
 * The joint draw of the twin's parameters that each run took. A twin has so many draws (256) that runs beyond that number
 * take some of them again: what these runs share does not average out, however many there are.
 */
export interface RunDraws {
  /** By run. */
  readonly of: ArrayLike<number>;
  /** Draws that the twin has. */
  readonly count: number;
}

/** A mean over runs, how far it may be off, and the variances behind it. */
export interface MeanError {
  readonly mean: number;
  /** Standard error, clustered by draw; infinite where fewer than two draws show a difference at all. */
  readonly se: number;
  /** Draws that the values come from. */
  readonly draws: number;
  /** Variance of a value, and the part of it that values of one draw share. */
  readonly variance: number;
  readonly shared: number;
}

/**
 * Mean and its standard error over runs of which some share a draw. With x̄ the mean of n values and S_g the sum of
 * x − x̄ over the n_g values of draw g,
 *
 *     se² = Σ_g S_g² / (1 − n_g/n) / n²
 *
 * the cluster-robust variance with the small-sample correction CR2 (Bell and McCaffrey 2002; Cameron and Miller 2015,
 * section VI.B). Unbiased where values do not depend on draws, and where all draws have as many values; with one value a
 * draw it is the usual s²/n.
 */
export function clusteredError(values: Float64Array, draws: Pick<RunDraws, "of">): MeanError {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const clusters = new Map<number, { n: number; sum: number }>();
  let squares = 0;
  values.forEach((value, i) => {
    const cluster = clusters.get(draws.of[i]!) ?? { n: 0, sum: 0 };
    cluster.n++;
    cluster.sum += value - mean;
    squares += (value - mean) ** 2;
    clusters.set(draws.of[i]!, cluster);
  });
  if (clusters.size < 2) {
    const nothing = squares === 0 && mean === 0;
    return { mean, se: nothing ? 0 : Number.POSITIVE_INFINITY, draws: clusters.size, variance: 0, shared: 0 };
  }
  let [robust, pairs] = [0, 0];
  for (const { n: size, sum } of clusters.values()) {
    robust += sum ** 2 / (1 - size / n) / n ** 2;
    pairs += (size * (size - 1)) / n ** 2;
  }
  const variance = squares / (n - 1);
  // The robust variance is variance/n + shared · pairs on average.
  const shared = pairs > 0 ? Math.min(variance, Math.max(0, (robust - variance / n) / pairs)) : 0;
  return { mean, se: Math.sqrt(robust), draws: clusters.size, variance, shared };
}

/** Standard normal quantile of 95%: both ends of a 90% interval. */
export const Z = normalQuantile(0.95);

/**
 * The 95% point of Student's t with some degrees of freedom, for which an interval over G clusters takes G − 1 (Cameron
 * and Miller 2015). Expansion 26.7.5 of Abramowitz and Stegun: to three digits from 3 degrees on.
 */
export function tQuantile95(freedom: number): number {
  const terms = [
    (Z ** 3 + Z) / 4,
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
    (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92_160,
  ];
  return terms.reduce((sum, term, i) => sum + term / freedom ** (i + 1), Z);
}

/**
 * Runs at which a mean of this size would be told from zero, in blocks of 16: with ever more runs the variance of the mean
 * falls to what the draws themselves leave, shared/count. Null where that is too much, and where there is no mean.
 */
export function runsToTell({ mean, se, variance, shared }: MeanError, count: number): number | null {
  if (mean === 0 || !Number.isFinite(se)) return null;
  const left = mean ** 2 - (Z ** 2 * shared) / count;
  if (left <= 0) return null;
  const needed = (Z ** 2 * (variance - shared / count)) / left;
  return 16 * Math.max(1, Math.ceil(needed / 16));
}
