import type { Note, Tell } from "../../core/note.ts";
import type { MarketConfig } from "../config/config.ts";
import type { TableName } from "../config/schema.ts";
import type { Database } from "../tables/duckdb.ts";
import type { IngestNote } from "./notes.ts";

/** Something that was not said in `market.yaml` and was read off the data. */
export interface Guess {
  readonly table: TableName;
  readonly file: string;
  /** Column of the file, or null when the guess holds for the whole file. */
  readonly column: string | null;
  readonly what:
    | "encoding"
    | "delimiter"
    | "sheet"
    | "header"
    | "decimal"
    | "date_format"
    | "hours"
    | "span"
    | "words";
  /** As `market.yaml` would say it, or in words of its own. */
  readonly value: string | Note;
  readonly evidence: Note;
}

/** Sums in whole minor currency units. */
export interface AmountCount {
  read: number;
  kept: number;
  rejected: number;
  outside_history: number;
}

export interface RowCount {
  read: number;
  kept: number;
  rejected: number;
  /** Kept, but outside of the periods of history; only for tables with dates. */
  outside_history?: number;
  amount?: AmountCount;
}

/** What all steps of one ingest share. */
export interface IngestContext {
  readonly db: Database;
  readonly dir: string;
  readonly config: MarketConfig;
  /** Folder for what lives only as long as the ingest. */
  readonly scratch: string;
  /** In which the market keeps its amounts: `settleDecimals` knows, when all of them are read. */
  decimals: number;
  /** Today as days since 1970-01-01: rows of the past cannot lie after it. */
  readonly today: number;
  /** Files of sales of at least this many bytes are read in one pass. */
  readonly quickBytes: number;
  /** Bytes that a packed file may unpack to. */
  readonly maxExpanded: number;
  readonly guesses: Guess[];
  /** Writes what people find in files and messages. */
  readonly tell: Tell;
  readonly notes: IngestNote[];
  readonly rows: Partial<Record<TableName, RowCount>>;
}
