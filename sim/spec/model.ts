import type { Columns } from "../../core/columns.ts";
import type { Scalars } from "../../twin/layout.ts";

/**
 * What the kernel simulates: the columns of `twin/layout` in shared memory plus a few scalars. Both a fitted market
 * (`sim/twinModel`) and the reference workload (`bench/workload`) are written in them, so that one kernel serves both.
 */
export interface KernelModel {
  readonly columns: Columns;
  readonly scalars: KernelScalars;
  /** SHA-256 that identifies the model (the twin's hash for markets). */
  readonly hash: string;
}

export interface KernelScalars extends Scalars {
  /** Seed of what belongs to the draws (account-level multipliers), whatever the seed of the runs. */
  readonly drawSeed: number;
}
