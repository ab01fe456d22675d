import type { PastErrors } from "./pastErrors.ts";

/** Memory before the market's past speaks, and its weight in pairs of a period and the one a year before. */
const USUAL_MEMORY = 0.2;
const PRIOR_PAIRS = 52;

/**
 * How much of the residual of the same period a year before comes again: the slope of past forecast errors on those
 * residuals over all series and origins, each series in units of its own noise, shrunk to the usual memory.
 */
export function learnMemory(past: readonly PastErrors[], sigma: Float64Array): number {
  let cross = 0;
  let square = 0;
  for (const { error, lastYear } of past) {
    for (let at = 0; at < error.length; at++) {
      const variance = sigma[at % sigma.length] ** 2;
      cross += (error[at] * lastYear[at]) / variance;
      square += lastYear[at] ** 2 / variance;
    }
  }
  const times = timesForetold(past);
  const slope = (cross / times + PRIOR_PAIRS * USUAL_MEMORY) / (square / times + PRIOR_PAIRS);
  return Math.min(0.9, Math.max(0, slope));
}

/** Origins that foretold a period, on average: origins overlap, but a period counts once. */
function timesForetold(past: readonly PastErrors[]): number {
  if (past.length === 0) return 1;
  const end = Math.max(...past.map(({ origin, horizon }) => origin.periods + horizon));
  return past.reduce((total, { horizon }) => total + horizon, 0) / (end - past[0]!.origin.periods);
}
