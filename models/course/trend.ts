/**
 * The damped trend of a course: growth fades by the same part every period (Gardner and McKenzie 1985). Damping of 0.75
 * to 0.9 a year is usual (Gardner 2006); a market's own past of a few years cannot tell it.
 */
const TREND_KEPT = 0.8;

/** Part of a trend that is left after one period. */
export const trendDecay = (year: number): number => TREND_KEPT ** (1 / year);

/** One period of trend: level (row 0) += slope (row 1) / year, slope *= decay. */
export function advance(state: Float64Array, series: number, year: number, decay: number): void {
  for (let s = 0; s < series; s++) {
    state[s] += state[series + s] / year;
    state[series + s] *= decay;
  }
}
