import { centred, trendFreeResiduals } from "./residuals.ts";
import type { StructuralFit } from "./structural.ts";
import { advance, trendDecay } from "./trend.ts";

/** Errors that a block of series would have made from one past origin, up to a year ahead. */
export interface PastErrors {
  readonly horizon: number;
  /** y less its forecast; [horizon × series]. */
  readonly error: Float64Array;
  /** The residual of the same period a year before, as it was seen from the origin; [horizon × series]. */
  readonly lastYear: Float64Array;
  readonly origin: StructuralFit["past"][number];
}

/** Origins a quarter apart in the last `years` years, each with a year and a half of history and a quarter ahead. */
export function pastOrigins(periods: number, year: number, years: number): number[] {
  const quarter = Math.round(year / 4);
  const first = Math.max(Math.ceil(1.5 * year), periods - years * year);
  const origins: number[] = [];
  for (let at = periods - quarter; at >= first; at -= quarter) origins.unshift(at);
  return origins;
}

/** Forecasts the periods after each past origin of the fit by what was known then; variance ratios are those of today. */
export function pastErrors(
  fit: StructuralFit,
  y: Float64Array,
  design: readonly Float64Array[],
): PastErrors[] {
  const { series, year, levelRatio } = fit;
  const decay = trendDecay(year);
  return fit.past.map(origin => {
    const horizon = Math.min(year, design.length - origin.periods);
    const error = new Float64Array(horizon * series);
    const state = origin.state.slice();
    for (let h = 0; h < horizon; h++) {
      advance(state, series, year, decay);
      const t = origin.periods + h;
      for (let s = 0; s < series; s++) {
        let v = y[t * series + s] - state[s];
        for (let j = 0; j < design[t].length; j++) v -= design[t][j] * state[(j + 2) * series + s];
        error[h * series + s] = v;
      }
    }
    const residuals = trendFreeResiduals({ y, series, design, year, levelRatio }, origin);
    const lastYear = centred(residuals.slice(-year * series), series).subarray(0, horizon * series);
    return { horizon, error, lastYear, origin };
  });
}
