/** Scores of forecasts against what happened. */

/** Weighted absolute percentage error: Σ|forecast − actual| / Σ|actual|. */
export function wape(forecast: ArrayLike<number>, actual: ArrayLike<number>): number {
  let error = 0;
  let size = 0;
  for (let i = 0; i < actual.length; i++) {
    error += Math.abs(forecast[i] - actual[i]);
    size += Math.abs(actual[i]);
  }
  return error / size;
}

/**
 * Continuous ranked probability score of an ensemble, E|X − y| − ½E|X − X′|, in the units of y (Gneiting and
 * Raftery 2007). `samples` need not be sorted and is left as it is.
 */
export function crps(samples: ArrayLike<number>, actual: number): number {
  const sorted = Float64Array.from(samples).sort();
  const n = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    distance += Math.abs(sorted[i] - actual);
    // Σᵢⱼ|xᵢ − xⱼ| = 2·Σᵢ (2i + 1 − n)·x₍ᵢ₎ for sorted x.
    spread += (2 * i + 1 - n) * sorted[i];
  }
  return distance / n - spread / (n * n);
}

/** Share of actuals inside [low, high]. */
export function coverage(low: ArrayLike<number>, high: ArrayLike<number>, actual: ArrayLike<number>): number {
  let inside = 0;
  for (let i = 0; i < actual.length; i++) if (actual[i] >= low[i] && actual[i] <= high[i]) inside++;
  return inside / actual.length;
}
