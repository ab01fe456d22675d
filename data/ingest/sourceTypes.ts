import type { SourceConfig } from "../config/config.ts";
import type { TableName } from "../config/schema.ts";
import type { RejectNote } from "./notes.ts";

/** A file as a relation in DuckDB: its own columns plus `"#rec"`, the 0-based number of the row. */
export interface Source {
  readonly table: TableName;
  readonly index: number;
  readonly config: SourceConfig;
  /** What messages call it; of a workbook with its sheet. */
  readonly file: string;
  /** Where the text lies that line numbers are found in; null for files without lines. */
  readonly text: string | null;
  /** What a row's place is called in messages. */
  readonly place: "line" | "row";
  /** SQL of a relation. */
  readonly relation: string;
  /** Column of the file → DuckDB type. */
  readonly types: ReadonlyMap<string, string>;
  /** Ours → theirs, for the columns that are there. */
  readonly columns: ReadonlyMap<string, string>;
  /** Ordinal of the header among the records of a text file, blank ones counted; 1 where nothing stands before it. */
  readonly headerRecord: number;
  /** Records that are not well-formed, by ordinal. */
  readonly malformed: ReadonlyMap<number, { readonly text: string; readonly reason: RejectNote }>;
}

/** What opening a file of one kind brings. */
export type Opened = Pick<Source, "text" | "place" | "relation" | "malformed" | "headerRecord"> & {
  readonly label?: string;
};
