import { quantileSorted } from "../../../core/stats.ts";

/** Mean and quantiles of a quantity over draws. */
export interface DrawSummary {
  readonly mean: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

export function summariseDraws(draws: ArrayLike<number>): DrawSummary {
  const sorted = Float64Array.from(draws).sort();
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
  const at = (p: number) => quantileSorted(sorted, p);
  return { mean, p05: at(0.05), p50: at(0.5), p95: at(0.95) };
}

/** [group] mean, 5% and 95% points of a [draw × group] table. */
export interface GroupSummary {
  readonly mean: Float64Array;
  readonly p05: Float64Array;
  readonly p95: Float64Array;
}

/** @param value what is summarised for a draw and group; draws that have none (NaN) are left out, all of them: NaN */
export function summariseGroups(
  draws: number,
  groups: number,
  value: (draw: number, group: number) => number,
): GroupSummary {
  const result = {
    mean: new Float64Array(groups),
    p05: new Float64Array(groups),
    p95: new Float64Array(groups),
  };
  const row = new Float64Array(draws);
  for (let g = 0; g < groups; g++) {
    let n = 0;
    for (let k = 0; k < draws; k++) {
      const v = value(k, g);
      if (!Number.isNaN(v)) row[n++] = v;
    }
    if (n === 0) {
      result.mean[g] = result.p05[g] = result.p95[g] = Number.NaN;
      continue;
    }
    const { mean, p05, p95 } = summariseDraws(row.subarray(0, n));
    result.mean[g] = mean;
    result.p05[g] = p05;
    result.p95[g] = p95;
  }
  return result;
}
