/**
 * Quantile of ascending values, type 7 of Hyndman and Fan (1996): linear between order statistics, as in R, NumPy
 * and spreadsheets. Throws RangeError on an empty sample or p outside [0, 1].
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(
      `quantile ${p} of ${sorted.length} values; expected 0 ≤ p ≤ 1 and at least one value`,
    );
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  const low = sorted[below]!;
  return below + 1 < sorted.length ? low + (h - below) * (sorted[below + 1]! - low) : low;
}

/** Count, mean and sum of squared deviations of a sample. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

export const NO_MOMENTS: Moments = { n: 0, mean: 0, m2: 0 };

/** Adds one value (Welford 1962). */
export function addValue({ n, mean, m2 }: Moments, value: number): Moments {
  const delta = value - mean;
  const next = mean + delta / (n + 1);
  return { n: n + 1, mean: next, m2: m2 + delta * (value - next) };
}

/** Moments of two samples together (Chan, Golub, LeVeque 1979). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  return { n, mean: a.mean + (delta * b.n) / n, m2: a.m2 + b.m2 + (delta * delta * a.n * b.n) / n };
}

/** Unbiased sample variance; NaN for fewer than two values. */
export function sampleVariance({ n, m2 }: Moments): number {
  return n > 1 ? m2 / (n - 1) : NaN;
}

/** What is reported of an ensemble's distribution. */
export interface Summary {
  readonly mean: number;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** Mean and quantiles of a sample. Sorts `values` in place. */
export function summarise(values: Float64Array): Summary {
  values.sort();
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const [p05, p25, p50, p75, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map(p => quantileSorted(values, p)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { mean: sum / values.length, p05, p25, p50, p75, p95 };
}
