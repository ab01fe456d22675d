import type { TableName } from "../../data/config/schema.ts";
import type { IngestReport } from "../../data/ingest/ingest.ts";
import type { DataReport } from "../../data/readiness/dataReport.ts";
import type { DarkTrackRecord } from "../../proof/trackRecord.ts";
import type { AgainstLastYear } from "../../scenarios/compare/againstLastYear.ts";
import type { Scope } from "../../twin/metrics.ts";
import type { Sources } from "../../twin/source.ts";
import type { SalesRecord } from "../api/salesRecord.ts";
import type { Kpis, MarketInfo } from "../api/schema.ts";
import type { DarkRecord } from "../results/dark/record.ts";
import type { DrawSummary } from "../results/dark/summaries.ts";
import type { Interval } from "../words/format.ts";

/** The baseline's own amount over the next 52 weeks (12 months), in major units, and how it was made. */
export interface YearAhead {
  readonly scope: Scope;
  readonly own: Interval;
  readonly runs: number;
  readonly seed: number;
  /** Beside the year behind, by market and territory; null: history is shorter than a year. */
  readonly against_last_year: readonly AgainstLastYear[] | null;
}

/** What `build --json` prints. Amounts in major currency units. */
export interface BuildSummary {
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  /** Sites; `dark` null: too few known ones to tell. */
  readonly accounts: { readonly known: number; readonly dark: DrawSummary | null };
  /** Last 52 weeks (12 months) of history. Own and rivals at known accounts; null: not in the input. */
  readonly amount_52w: {
    readonly own: number;
    readonly rivals_known: number | null;
    /** All brands at dark accounts. */
    readonly dark: DrawSummary | null;
    /** The own brand's part of it. */
    readonly dark_own: DrawSummary | null;
    /** Own, rivals (seen, else estimated) and dark. */
    readonly market: DrawSummary | null;
  };
  /** All own, at known and at dark accounts, of the market; null also in a market that buys nothing. */
  readonly own_share: DrawSummary | null;
  /** Market less all own, of the market. */
  readonly untapped_share: DrawSummary | null;
  /** Dark accounts that have never heard of the own brand. */
  readonly unaware_accounts: DrawSummary | null;
  /** What the estimate of the dark side rests on, and how it did when known accounts were hidden. */
  readonly dark: {
    readonly situation: DarkRecord["situation"];
    readonly notes: DarkRecord["notes"];
    /** What the track record did to the figures; `as_estimated` is without it. */
    readonly correction: DarkRecord["correction"];
    readonly track_record: DarkTrackRecord | null;
  } | null;
  /** Own amount over the next 52 weeks (12 months), from the baseline ensemble. */
  readonly forecast_52w: YearAhead;
  readonly history: { readonly first: string; readonly last: string; readonly periods: number };
  readonly twin_hash: string;
  /** What became of the rows of each table, and what was guessed or dropped on the way. */
  readonly rows: IngestReport["rows"];
  readonly notes: IngestReport["notes"];
  /** What the twin rests on: for each learned quantity data or prior, and which. */
  readonly sources: Sources;
}

/** What a result of the build was made from, and what of it the record keeps. */
export interface MadeResult<Kept = unknown> {
  /** Over all that follows, the sources where it reads them, and what it needs: it is made again when its key differs. */
  readonly key: string;
  /** Of the code that it reaches. */
  readonly code: string;
  /** The settings that it reads. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What stands for it in the keys of those that need it. */
  readonly passed: string;
  readonly files: readonly string[];
  /** What it rests on. */
  readonly sources: BuildSummary["sources"];
  /** What it says of itself beside its files. */
  readonly kept: Kept;
}

/** What the estimate of the dark side keeps; null: too few accounts to tell. */
export interface KeptDark {
  readonly dark: DarkRecord | null;
  /** How the estimate did when known accounts were hidden; made before any dark figure is shown. */
  readonly trackRecord: DarkTrackRecord | null;
}

/** What a build says of itself when all is made. */
export interface KeptSummary {
  readonly summary: Omit<BuildSummary, "sources">;
  readonly info: Omit<MarketInfo, "id">;
  /** Without the dark side, which the summary holds. */
  readonly kpis: Omit<Kpis, "dark">;
  readonly country: string | null;
  /** What became of the files, and which file holds which table; scored when it is shown, because data grow old. */
  readonly data: DataReport & { readonly files: Readonly<Partial<Record<TableName, readonly string[]>>> };
}

/**
 * Goes up whenever the record, or a file of a state, gets, loses or changes a field: states of another version are built
 * anew, and no reader meets a field or a column that is not there.
 */
export const RECORD_VERSION = 12;

/** What a finished build keeps beside its files. */
export interface WrittenRecord {
  readonly version: typeof RECORD_VERSION;
  readonly made: Readonly<Record<string, MadeResult>> & {
    readonly dark: MadeResult<KeptDark>;
    readonly sales_record: MadeResult<SalesRecord | null>;
    readonly summary: MadeResult<KeptSummary>;
  };
}

/** The same for its readers, who do not ask which result said what. */
export interface BuildRecord extends WrittenRecord, KeptDark, KeptSummary {
  /** How the forecast did with the last year hidden; null: history is too short for that. */
  readonly salesRecord: SalesRecord | null;
  readonly summary: BuildSummary;
}
