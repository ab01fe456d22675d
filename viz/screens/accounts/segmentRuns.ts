import type { SegmentPath } from "../../../app/api/segments.ts";

/** A stretch of dates in one segment; null: not known yet. */
export interface SegmentRun {
  readonly segment: string | null;
  /** First of its dates. */
  readonly from: string;
  /** Number of dates. */
  readonly length: number;
}

/** Joins dates of one segment that follow one another. */
export function segmentRuns(path: SegmentPath): SegmentRun[] {
  const runs: { segment: string | null; from: string; length: number }[] = [];
  for (const { date, segment } of path) {
    const last = runs.at(-1);
    if (last && last.segment === segment) last.length++;
    else runs.push({ segment, from: date, length: 1 });
  }
  return runs;
}
