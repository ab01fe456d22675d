import type { DataReport } from "../../data/dataReport.ts";
import type { IngestReport } from "../../data/ingest/ingest.ts";
import type { TableName } from "../../data/schema.ts";
import type { DarkSituation } from "../../models/dark/posterior.ts";
import type { Source } from "../../models/twin.ts";
import type { DarkTrackRecord } from "../../proof/trackRecord.ts";
import type { DarkFigures, Kpis, MarketInfo } from "../api/schema.ts";
import type { Interval } from "../format.ts";

/** What `build --json` prints. Amounts in major currency units. */
export interface BuildSummary {
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly accounts: { readonly known: number };
  /** Last 52 weeks (12 months) of history at known accounts; null: not in the input. */
  readonly amount_52w: {
    readonly own: number;
    readonly rivals_known: number | null;
    readonly market: number | null;
  };
  /** Own amount over the next 52 weeks (12 months), from the baseline ensemble. */
  readonly forecast_52w: { readonly own: Interval; readonly runs: number; readonly seed: number };
  readonly history: { readonly first: string; readonly last: string; readonly periods: number };
  readonly twin_hash: string;
  /** What became of the rows of each table, and what was guessed or dropped on the way. */
  readonly rows: IngestReport["rows"];
  readonly notes: readonly string[];
  /** What the twin rests on: for each learned quantity data or prior, and which. */
  readonly sources: Readonly<Record<string, Source>>;
}

/** What each stage was made from: a stage is done again when its key differs. */
export interface StageKeys {
  readonly ingest: string;
  readonly fit: string;
  readonly forecast: string;
}

/** What a finished build knows about itself, beside its files. */
export interface BuildRecord {
  readonly version: 3;
  readonly keys: StageKeys;
  readonly summary: BuildSummary;
  readonly info: Omit<MarketInfo, "id">;
  /** Without the unseen part, which the summary holds. */
  readonly kpis: Omit<Kpis, "dark">;
  readonly country: string | null;
  /** The unseen part, in major units; missing where a build has not estimated it. */
  readonly dark?: {
    readonly situation: DarkSituation;
    readonly notes: readonly string[];
    readonly figures: DarkFigures;
  } | null;
  /** How that estimate did on this market when known accounts were hidden from it. */
  readonly trackRecord?: DarkTrackRecord | null;
  /** What became of the files, and which file holds which table; scored when it is shown, because data grow old. */
  readonly data: DataReport & { readonly files: Readonly<Partial<Record<TableName, readonly string[]>>> };
}
