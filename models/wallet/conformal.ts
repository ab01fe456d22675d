/**
 * Conformal calibration of quantiles (Romano, Patterson and Candès, "Conformalized quantile regression", 2019): the
 * number to add to a predicted τ quantile so that it holds a share τ of outcomes it was not fitted to, the
 * ⌈(n + 1)τ⌉-th smallest of n residuals (the greatest when that is more than n).
 * @param residuals outcome − predicted quantile, ascending
 */
export function conformalOffset(residuals: ArrayLike<number>, quantile: number): number {
  const n = residuals.length;
  if (n === 0) return 0;
  return residuals[Math.min(n, Math.ceil((n + 1) * quantile)) - 1];
}

/** Standard error of that offset: half the distance of the residuals one binomial standard deviation of rank away. */
export function offsetError(residuals: ArrayLike<number>, quantile: number): number {
  const n = residuals.length;
  if (n < 2) return 0;
  const spread = Math.sqrt(n * quantile * (1 - quantile));
  const at = (rank: number): number => residuals[Math.min(n - 1, Math.max(0, Math.round(rank)))];
  return (at(n * quantile + spread) - at(n * quantile - spread)) / 2;
}
