import { minorUnitsOf } from "../../core/money.ts";
import { TABLE_NAMES, type TableName } from "../config/schema.ts";
import type { Guess, RowCount } from "../ingest/context.ts";
import type { IngestNote } from "../ingest/notes.ts";
import { firstRejects, type Reject } from "../ingest/rejects.ts";
import { readMeta } from "../loadMarket.ts";
import type { Database } from "../tables/duckdb.ts";
import { type ReadinessFacts, readReadinessFacts } from "./facts.ts";

/** What became of a market's files: what `check` says, and what `build` keeps beside the market. */
export interface DataReport {
  /** Amounts are in whole minor units of the currency. */
  readonly rows: Partial<Record<TableName, RowCount>>;
  readonly guesses: readonly Guess[];
  readonly notes: readonly IngestNote[];
  /** The first few of each table; all of them are in `.penumbra/rejects`. */
  readonly rejects: Partial<Record<TableName, readonly Reject[]>>;
  /** Accounts without coordinates, and what they bought of all brands in history, in minor units. */
  readonly unplaced: { readonly accounts: number; readonly amount: number };
  readonly currency: string;
  readonly minorUnits: number;
  readonly history: { readonly first: string; readonly last: string; readonly periods: number };
  readonly facts: ReadinessFacts;
}

const SHOWN_REJECTS = 5;
/** A rejected record may be a whole file in one line. */
const SHOWN_LETTERS = 200;

/** Reads the report off a database that `ingest` has finished. */
export async function readDataReport(db: Database): Promise<DataReport> {
  const { report, currency, decimals } = await readMeta(db);
  const rows = report.rows as DataReport["rows"];
  return {
    ...report,
    rows,
    rejects: await rejectsByTable(db, rows),
    ...(await figures(db)),
    currency,
    minorUnits: minorUnitsOf(decimals),
    facts: await readReadinessFacts(db),
  };
}

async function rejectsByTable(db: Database, rows: DataReport["rows"]): Promise<DataReport["rejects"]> {
  const rejects: Partial<Record<TableName, readonly Reject[]>> = {};
  for (const table of TABLE_NAMES) {
    if (!rows[table]?.rejected) continue;
    const first = await firstRejects(db, table, SHOWN_REJECTS);
    rejects[table] = first.map(reject => ({ ...reject, value: shortened(reject.value) }));
  }
  return rejects;
}

function shortened(value: string | null): string | null {
  if (value === null || value.length <= SHOWN_LETTERS) return value;
  return `${value.slice(0, SHOWN_LETTERS)}…`;
}

async function figures(db: Database): Promise<Pick<DataReport, "unplaced" | "history">> {
  const [row] = await db.query<{
    accounts: number;
    amount: number;
    first: string;
    last: string;
    periods: number;
  }>(
    `SELECT (SELECT count(*) FROM accounts WHERE cell < 0) AS accounts,
       (SELECT coalesce(sum(amount), 0) FROM sales JOIN accounts ON account = idx WHERE cell < 0) AS amount,
       (SELECT min(start)::VARCHAR FROM periods) AS first, (SELECT max(start)::VARCHAR FROM periods) AS last,
       (SELECT count(*) FROM periods) AS periods`,
  );
  const { accounts, amount, first, last, periods } = row!;
  return { unplaced: { accounts, amount }, history: { first, last, periods } };
}
