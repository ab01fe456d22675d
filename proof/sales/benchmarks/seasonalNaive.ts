/** Past errors that make the ensemble. */
const ERRORS = 52;

/** The seasonal naive forecast of one series. */
export interface SeasonalNaive {
  /** The value a year before; beyond a year ahead, that of the last known year. */
  at(ahead: number): number;
  /** That value plus each of the rule's own last errors: a year ahead, on known history. */
  ensemble(ahead: number): Float64Array;
}

/**
 * Seasonal naive: the period 364 days (12 months) earlier, with an ensemble from its own last 52 errors.
 * @param series amounts by period, of which the first `origin` are known
 * @param year periods of a year; `origin` is at least as many
 */
export function seasonalNaive(series: ArrayLike<number>, origin: number, year: number): SeasonalNaive {
  const errors = new Float64Array(Math.min(ERRORS, origin - year));
  for (let j = 0; j < errors.length; j++) {
    const t = origin - 1 - j;
    errors[j] = series[t] - series[t - year];
  }
  const at = (ahead: number): number => series[origin - year + (ahead % year)];
  return { at, ensemble: ahead => errors.map(error => at(ahead) + error) };
}
