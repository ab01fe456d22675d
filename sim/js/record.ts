import { recordWidth } from "../../twin/metrics.ts";
import type { Kernel } from "./kernel.ts";

/** What one run writes: values[(unit·horizon + period)·metrics + place], whole numbers; places as in `twin/metrics`. */
export interface RunRecord {
  readonly values: Float64Array;
  readonly horizon: number;
  readonly metrics: number;
}

/** Numbers in the record of one run. */
export function recordLength(kernel: Pick<Kernel, "units" | "brands">, horizon: number): number {
  return kernel.units * horizon * recordWidth(kernel.brands);
}

/** Where the record of a unit and period begins. */
export function recordStart(record: RunRecord, unit: number, t: number): number {
  return (unit * record.horizon + t) * record.metrics;
}

/** Counts one of a metric, by its place, in a unit and period. */
export function count(record: RunRecord, unit: number, t: number, place: number): void {
  record.values[recordStart(record, unit, t) + place] += 1;
}
