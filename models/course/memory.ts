import type { PastErrors } from "./pastErrors.ts";

/** Memory before the market's past speaks, and its weight in pairs of a period and the one a year before. */
const USUAL_MEMORY = 0.2;
const PRIOR_PAIRS = 52;

/**
 * How much of the residual of the same period a year before comes again: the slope of past forecast errors on those
 * residuals over all series and origins, each series in its own units, shrunk to the usual memory. Origins overlap: a
 * period counts once, whatever the number of origins that foretold it.
 */
export function learnMemory(past: readonly PastErrors[], sigma: Float64Array): number {
  let cross = 0;
  let square = 0;
  let pairs = 0;
  for (const { error, lastYear } of past) {
    for (let at = 0; at < error.length; at++) {
      const s = at % sigma.length;
      cross += (error[at] * lastYear[at]) / sigma[s] ** 2;
      square += lastYear[at] ** 2 / sigma[s] ** 2;
    }
    pairs += error.length;
  }
  if (pairs === 0) return USUAL_MEMORY;
  const overlap = Math.max(
    1,
    past.length > 0
      ? past.reduce((sum, p) => sum + p.horizon, 0) /
          (past.at(-1)!.origin.periods + past.at(-1)!.horizon - past[0]!.origin.periods)
      : 1,
  );
  const slope = (cross / overlap + PRIOR_PAIRS * USUAL_MEMORY) / (square / overlap + PRIOR_PAIRS);
  return Math.min(0.9, Math.max(0, slope));
}
