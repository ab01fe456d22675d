import type { BalanceName } from "../districting.ts";
import type { UnitKind } from "../units/units.ts";

/** What a person asks of a search. */
export interface Demand {
  /** Default: what today's plan is drawn by. */
  readonly by?: UnitKind | undefined;
  /** How many territories; default: as many as today. */
  readonly territories?: number | undefined;
  /** Default: workload where it is known, else potential. */
  readonly balances?: readonly BalanceDemand[] | undefined;
  /** Of balances that name none; default 0.1. */
  readonly tolerance?: number | undefined;
  /** Share of the own amount that may change rep, 0 to 1; default 1. */
  readonly maxDisruption?: number | undefined;
  readonly locks?: readonly Lock[] | undefined;
  /** Default true. */
  readonly contiguous?: boolean | undefined;
  /** Whether no rep may get more calls a week than his `weekly_calls`; default false. */
  readonly capacity?: boolean | undefined;
}

export interface BalanceDemand {
  readonly name: BalanceName;
  readonly tolerance?: number | undefined;
  /** Weight among the objectives; default 1. */
  readonly importance?: number | undefined;
}

/**
 * What must stay with a territory. A rep keeps all that he has today, and may get more. An account stays by name when areas or
 * cells are cut.
 */
export interface Lock {
  readonly kind: "area" | "cell" | "account" | "rep";
  /** As the market has it; a cell of the market's resolution or coarser. */
  readonly id: string;
  /** Null: the one that has it today. */
  readonly territory: string | null;
  /** Where it was read, for messages: `locks.csv line 3`. */
  readonly place?: string;
}
