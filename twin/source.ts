import type { Columns } from "../core/columns.ts";
import type { Note } from "../core/note.ts";
import type { Period } from "../core/period.ts";
import type { Quantity } from "./notes.ts";

/** Goes up whenever header or columns change their meaning: a twin of another version is fitted anew. */
export const TWIN_VERSION = 4;

/**
 * The fitted twin: the market's names plus the learned parameters in shared memory.
 *
 * Its columns are those that `sim/spec/model.ts` documents; accounts are in kernel order (sorted by cell) and
 * `account` maps them back to the market's order. Candidate slots of unseen accounts come after the known ones of their cell.
 */
export interface Twin {
  /** SHA-256 over header and columns: what every `result_hash` starts from. */
  readonly hash: string;
  readonly header: TwinHeader;
  /**
   * The kernel's columns, plus, by account in kernel order: `account` (i32) market index, -1 for a slot; `alive` (f64)
   * P(an own purchase within a year), NaN where there never was one, and `expectedOwn` (f64) expected own amount over the
   * next year, minor units, both 0 for a slot. A twin with
   * slots has besides: `darkType` (i32) market index of a slot's type, -1 for none; `darkAmount` (f64) its amount a year
   * (see `DarkSlots`); `cellWords` (i32) the two halves of each cell's H3 index, low one first, without the pseudo cell.
   */
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
  /** Recording unit → territory and area index (-1 for none), and whether it is of unseen accounts. */
  readonly units: readonly { readonly territory: number; readonly area: number; readonly dark: boolean }[];
  readonly scalars: {
    readonly accounts: number;
    readonly cells: number;
    readonly brands: number;
    readonly groups: number;
    readonly units: number;
    readonly reps: number;
    readonly draws: number;
    readonly periods: number;
    readonly segments: number;
    readonly inertia: number;
    readonly goodwillEffect: number;
    readonly saturation: number;
    readonly carryOver: number;
    readonly channels: number;
    readonly outsideEffect: number;
    readonly findChance: number;
    readonly innovation: number;
    readonly imitation: number;
    readonly amountShape: number;
    readonly lapseAfter: number;
  };
  /** For each learned quantity: data, prior or assumption, and which. */
  readonly sources: Sources;
}
