/** What a block of runs needs to know beside the model: plain data that crosses threads and machines. */
export interface RunSpec {
  readonly modelHash: string;
  readonly seed: number;
  /** Runs [from, to). */
  readonly runs: { readonly from: number; readonly to: number };
  /** Periods ahead. */
  readonly horizon: number;
  readonly engine: Engine;
}

/** The implementation of the kernel. Results of different engines never share a `result_hash`. */
export type Engine = "js";

/** Sixteen consecutive runs are the unit of a task, a checkpoint, a precision check and a hash. */
export const BLOCK_RUNS = 16;

/**
 * Recorded by run, recording unit and period, before one metric `amount:<b>` for each brand.
 * Counts of accounts are flows inside the period, but `aware_accounts`, which is the stock at its end.
 */
export const COUNT_METRICS = [
  "visits",
  "aware_accounts",
  "new_accounts",
  "lapsed_accounts",
  "won_back_accounts",
  "orders",
  "own_orders",
] as const;
