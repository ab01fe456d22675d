import type { LeverEffect, LeverValue } from "../../sim/spec/levers.ts";
import type { Periods } from "../parameters/calendar.ts";

/** Accounts, periods and stream of a lever, from which its effects are made. */
export interface Reach extends Periods {
  /** By account in kernel order: 1 = touched. */
  readonly accounts: Uint8Array;
  readonly stream: number;
}

/** An effect on accounts, before accounts are sorted into classes. */
export interface AccountEffect extends Omit<LeverEffect, "mask"> {
  /** By account in kernel order: 1 = touched. */
  readonly accounts: Uint8Array;
}

/** An effect of the kernel, the same in all periods of the lever. */
export function effect(kind: AccountEffect["kind"], value: LeverValue, reach: Reach): AccountEffect {
  return { kind, value, profile: null, brand: 0, ...reach };
}
