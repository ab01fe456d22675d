import type { Estimates } from "../api/columns.ts";

/**
 * Width of a 90% interval at which a cell is drawn full, and at which it is hardly drawn: the same in every market, so
 * that fading keeps its meaning. Amounts and counts by their width over the mean, shares by their width in points.
 */
const RELATIVE = { sure: 0.5, vague: 4 } as const;
const POINTS = { sure: 0.1, vague: 0.6 } as const;

/**
 * How sure each estimate is: 1 to 0, even steps for even factors of width, since a width of 1 is as far from 0.5 as
 * from 2. Null where there are no intervals; 0 where a cell has none.
 */
export function certainties(estimates: Estimates, kind: "figure" | "share" = "figure"): Float32Array | null {
  const { mean, p05, p95 } = estimates;
  if (!p05 || !p95) return null;
  const { sure, vague } = kind === "share" ? POINTS : RELATIVE;
  return Float32Array.from(mean, (value, row) => {
    const width = (p95[row]! - p05[row]!) / (kind === "share" ? 1 : value);
    if (!(width > sure)) return width >= 0 ? 1 : 0;
    return Math.max(0, Math.log(vague / width) / Math.log(vague / sure));
  });
}
