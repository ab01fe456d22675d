import type { ForecastPaths } from "./forecast.ts";

/** Market-wide utilities of the brands, 0 for the own one. */
export interface RivalUtility {
  /** [draw × period × brand] under which the mix of rivals' amounts is that of the paths. */
  readonly paths: Float64Array;
  /** [brand] log of the mean of e^utility over draws and the year ahead. */
  readonly year: Float64Array;
}

/**
 * @param amount [rival] what accounts buy of each at no utility
 * @param year periods of the year ahead
 */
export function rivalUtilities(paths: ForecastPaths, amount: Float64Array, year: number): RivalUtility {
  const rivals = amount.length;
  const brands = rivals + 1;
  const total = amount.reduce((a, b) => a + b, 0);
  const base = amount.map(v => Math.log(Math.max(v, 1e-9) / Math.max(total, 1e-9)));
  const utility = new Float64Array(paths.draws * paths.horizon * brands);
  const mean = new Float64Array(brands);
  const ahead = Math.min(year, paths.horizon);
  for (let kt = 0; kt < paths.draws * paths.horizon; kt++) {
    for (let b = 0; rivals > 1 && b < rivals; b++) {
      const u = paths.rivalMix[kt * rivals + b] - base[b];
      utility[kt * brands + b + 1] = u;
      if (kt % paths.horizon < ahead) mean[b + 1] += Math.exp(u) / (paths.draws * ahead);
    }
  }
  return { paths: utility, year: mean.map(m => (m > 0 ? Math.log(m) : 0)) };
}
