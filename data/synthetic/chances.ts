/** The logistic function. */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/**
 * Chances 1 / (1 + exp(−(a + oddsᵢ))) with the intercept a that makes their mean `share`; by bisection, because the
 * mean rises with a.
 * @param odds log odds without intercept
 */
export function chancesWithMean(odds: readonly number[], share: number): number[] {
  const chances = (intercept: number) => odds.map(x => logistic(x + intercept));
  let [low, high] = [-20, 20];
  for (let i = 0; i < 60; i++) {
    const mid = (low + high) / 2;
    const mean = chances(mid).reduce((a, b) => a + b, 0) / odds.length;
    if (mean < share) low = mid;
    else high = mid;
  }
  return chances((low + high) / 2);
}

/** Log of each value relative to the mean log: how much larger than usual. */
export function relativeLogs(values: readonly number[]): number[] {
  const logs = values.map(Math.log);
  const middle = logs.reduce((a, b) => a + b, 0) / logs.length;
  return logs.map(x => x - middle);
}
