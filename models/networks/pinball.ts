/**
 * Mean pinball loss of quantiles, Σ over quantiles of max(τe, (τ − 1)e) with e = target − quantile (Koenker and
 * Bassett 1978). Its expectation is least at the true quantiles.
 * @param predicted [row × quantile]
 */
export function pinballLoss(
  predicted: ArrayLike<number>,
  target: ArrayLike<number>,
  quantiles: readonly number[],
): number {
  const heads = quantiles.length;
  let loss = 0;
  for (let row = 0; row < target.length; row++) {
    for (let k = 0; k < heads; k++) {
      const error = target[row] - predicted[row * heads + k];
      loss += Math.max(quantiles[k] * error, (quantiles[k] - 1) * error);
    }
  }
  return loss / Math.max(1, target.length);
}
