import { COUNT_METRICS } from "../spec/runSpec.ts";
import type { Kernel } from "./kernel.ts";

/** Offsets of the metrics inside a record: the count metrics in order, then the amount of each brand. */
export const METRIC = {
  visits: 0,
  awareAccounts: 1,
  newAccounts: 2,
  lapsedAccounts: 3,
  wonBackAccounts: 4,
  orders: 5,
  ownOrders: 6,
  wastedContacts: 7,
  discoveredAccounts: 8,
  amount: COUNT_METRICS.length,
} as const satisfies Record<string, number>;

/** Metrics of a record for a number of brands. */
export function metricCount(brands: number): number {
  return COUNT_METRICS.length + brands;
}

/** Names of the metrics of a record, in order: the count metrics, then `amount:0` (own), `amount:1` … */
export function metricNames(brands: number): readonly string[] {
  return [...COUNT_METRICS, ...Array.from({ length: brands }, (_, b) => `amount:${b}`)];
}

/** What one run writes: values[(unit·horizon + period)·metrics + metric], whole numbers. */
export interface RunRecord {
  readonly values: Float64Array;
  readonly horizon: number;
  readonly metrics: number;
}

/** Numbers in the record of one run. */
export function recordLength(kernel: Pick<Kernel, "units" | "brands">, horizon: number): number {
  return kernel.units * horizon * metricCount(kernel.brands);
}
