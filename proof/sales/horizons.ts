import type { Period } from "../../core/period.ts";

/** A stretch of periods ahead, the first one is 1. */
export interface Horizon {
  readonly from: number;
  readonly to: number;
}

/** Last periods of the month, the quarter, the half year and the year ahead. */
const ENDS: Record<Period, readonly number[]> = { week: [4, 13, 26, 52], month: [1, 3, 6, 12] };

/** The stretches that errors are told by, as far as `periods` ahead; what lies beyond a year is one of its own. */
export function horizons(period: Period, periods: number): Horizon[] {
  const ends = [...ENDS[period].filter(end => end < periods), periods];
  return ends.map((to, i) => ({ from: (ends[i - 1] ?? 0) + 1, to }));
}
