import type { Reject } from "../ingest/rejects.ts";

/** What came in and what went out: read = kept + rejected. */
export interface IowaImport {
  readonly dir: string;
  readonly file: string;
  readonly ownBrand: string;
  readonly accounts: number;
  readonly brands: number;
  /** First and last day, ISO. */
  readonly first: string;
  readonly last: string;
  readonly rows: Balance;
  /** Dollars in whole cents, of the rows where they can be read. */
  readonly cents: Balance;
  /** The first of the rejected rows; all of them are in `rejected_rows.csv`. */
  readonly rejects: readonly Reject[];
}

export type IowaFigures = Omit<IowaImport, "dir">;

export interface Balance {
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
}
