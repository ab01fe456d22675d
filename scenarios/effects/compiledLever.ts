import type { LeverEffect, VisitPlan } from "../../sim/spec/levers.ts";
import type { Source } from "../../twin/source.ts";
import type { Periods } from "../parameters/calendar.ts";

/** Accounts, periods and stream of a lever, from which its effects are made. */
export interface Reach extends Periods {
  readonly accounts: Uint8Array;
  readonly stream: number;
}

/** An effect on accounts, before accounts are sorted into classes. */
export interface AccountEffect extends Omit<LeverEffect, "mask"> {
  /** By account in kernel order: 1 = touched. */
  readonly accounts: Uint8Array;
}

/** What a lever takes or gives beside its effects: for the cost and the margin. */
export interface LeverCost {
  /** Rep weeks that are bought, by mean: reps concerned × change × periods. */
  readonly repPeriods: number;
  /** Whether the own price moves, so that the margin is no longer the market's. */
  readonly ownPrice: boolean;
}

/** One lever as the kernel takes it. */
export interface CompiledLever {
  readonly effects: readonly AccountEffect[];
  readonly visitPlan?: VisitPlan | null;
  /** What it learned of this market, beside what the twin knows. */
  readonly learned?: Source;
  /** What the reader should know: what was clipped, what cannot work in this market. */
  readonly remarks: readonly string[];
  readonly cost?: Partial<LeverCost>;
}
