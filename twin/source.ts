import type { Columns } from "../core/columns.ts";
import type { Note } from "../core/note.ts";
import type { Period } from "../core/period.ts";
import type { Scalars } from "./layout.ts";
import type { Quantity } from "./notes.ts";

/** Goes up whenever header or columns change their meaning: a twin of another version is fitted anew. */
export const TWIN_VERSION = 8;

/**
 * The fitted twin: the market's names plus the learned parameters in shared memory.
 *
 * Accounts are in kernel order (sorted by cell); the column `account` maps them back to the market's order.
 */
export interface Twin {
  /** SHA-256 over header and columns: what every `result_hash` starts from. */
  readonly hash: string;
  readonly header: TwinHeader;
  /** Those of `twin/layout`. */
  readonly columns: Columns;
}

/** Where a learned figure comes from: the market's data, print, or a guess of ours that nobody has measured. */
export interface Source {
  readonly from: "data" | "prior" | "assumption";
  readonly note: Note;
}

/** By learned quantity. */
export type Sources = Readonly<Partial<Record<Quantity, Source>>>;

export interface TwinHeader {
  readonly version: typeof TWIN_VERSION;
  readonly marketHash: string;
  readonly marketName: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly minorUnits: number;
  readonly period: Period;
  /** First day of the period after history (period 0 of the simulation), days since 1970-01-01. */
  readonly firstPeriodStart: number;
  readonly seed: number;
  readonly brands: readonly string[];
  readonly territories: readonly string[];
  readonly areas: readonly string[];
  /** Ids of the kernel's reps, those that visited in the last year; null: visits without a rep. */
  readonly reps: readonly (string | null)[];
  /** Channels of contacts, in the order of the columns channelMix and acceptance. */
  readonly channels: readonly string[];
  /** Ids of the customer segments, in the order of the column `behaviour`; none where the twin was fitted without them. */
  readonly segments?: readonly string[];
  /** Recording unit → territory and area index (-1 for none), and whether it is of dark accounts. */
  readonly units: readonly { readonly territory: number; readonly area: number; readonly dark: boolean }[];
  readonly scalars: Scalars;
  /** For each learned quantity: data, prior or assumption, and which. */
  readonly sources: Sources;
}
