/** Long tasks. */
export type Task =
  | "accounts"
  | "compare"
  | "dark"
  | "files"
  | "fit"
  | "forecast"
  | "heat"
  | "ingest"
  | "read"
  | "rebalance"
  | "sales"
  | "segments"
  | "simulate"
  | "stores"
  | "tours"
  | "wallet"
  | "weeks";

/** Steps that some of them name. */
export type Step =
  | "accounts"
  | "activity"
  | "areas"
  | "calendar"
  | "calibration"
  | "cells"
  | "columns"
  | "finish"
  | "forecast"
  | "hidden accounts"
  | "hidden periods"
  | "history"
  | "plan"
  | "purchases"
  | "relations"
  | "sales"
  | "visits";

/** One report of a long task: `done` of `total` pieces of a stage. A stage may name its step: `ingest: sales`. */
export interface Progress {
  readonly stage: Task | `${Task}: ${Step}`;
  readonly done: number;
  readonly total: number;
}
