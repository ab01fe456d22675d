import type { LeverEffect } from "../spec/levers.ts";

/** Levers opened for a thread: what follows from them and the model and never changes. Read-only. */
export interface OpenLevers {
  readonly accountClass: Uint16Array;
  readonly effects: readonly LeverEffect[];
  /** Effects on capacity, on contacts and on discovery, each with the visits that it is about. */
  readonly capacity: readonly MaskedVisits[];
  readonly contacts: readonly MaskedVisits[];
  readonly discovery: readonly number[];
  /** Cell of each account where calls may go to prospecting; else empty. */
  readonly cellOf: Int32Array;
}

/** The part of the reps' visits that goes to accounts of an effect's mask. */
export interface MaskedVisits {
  /** Index of the effect. */
  readonly effect: number;
  /** Share of each rep's visits. */
  readonly share: Float64Array;
  /** As repStart, repAccount and repWeight, of the masked accounts only; a rep without any has no entries. */
  readonly start: Int32Array;
  readonly account: Int32Array;
  readonly weight: Float64Array;
}
