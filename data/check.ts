import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readConfig } from "./config.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { currencyDigits, type Guess, type Progress, type RowCount } from "./ingest/context.ts";
import { ingest } from "./ingest/ingest.ts";
import { firstRejects, type Reject } from "./ingest/rejects.ts";
import { TABLE_NAMES, type TableName } from "./schema.ts";
import { removeOrphans } from "./state.ts";

export interface CheckReport {
  readonly ok: true;
  /** Amounts are in whole minor units of the currency. */
  readonly rows: Partial<Record<TableName, RowCount>>;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  /** The first few of each table; all of them are in `.penumbra/rejects`. */
  readonly rejects: Partial<Record<TableName, readonly Reject[]>>;
  /** Accounts without coordinates, and what they bought of all brands in history, in minor units. */
  readonly unplaced: { readonly accounts: number; readonly amount: number };
  readonly currency: string;
  readonly minorUnits: number;
  readonly history: { readonly first: string; readonly last: string; readonly periods: number };
}

export interface CheckOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const SHOWN_REJECTS = 5;

/**
 * Validates a market folder by ingesting it into a temporary database. The built state stays as it is; only
 * `.penumbra/rejects` is written.
 * @throws InputError when the market cannot be ingested, with the same message as `build`.
 */
export async function checkMarket(dir: string, options: CheckOptions = {}): Promise<CheckReport> {
  const config = await readConfig(dir);
  const folder = await checkFolder(dir);
  try {
    const to = join(folder, "market.duckdb");
    const report = await ingest(dir, config, { to, ...options });
    const db = await openDatabase(to, { readOnly: true });
    try {
      const rejects = await rejectsByTable(db, report.rows);
      const { unplaced, history } = await figures(db);
      const minorUnits = 10 ** currencyDigits(config.currency);
      return { ok: true, ...report, rejects, unplaced, currency: config.currency, minorUnits, history };
    } finally {
      db.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let checks = 0;

/** Personal data stays in the market folder, even for the time of a check. What killed checks left is removed. */
async function checkFolder(dir: string): Promise<string> {
  await removeOrphans(dir);
  const folder = join(dir, ".penumbra", `check-${process.pid}-${++checks}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function rejectsByTable(db: Database, rows: CheckReport["rows"]): Promise<CheckReport["rejects"]> {
  const rejects: Partial<Record<TableName, readonly Reject[]>> = {};
  for (const table of TABLE_NAMES) {
    if (rows[table]?.rejected) rejects[table] = await firstRejects(db, table, SHOWN_REJECTS);
  }
  return rejects;
}

async function figures(db: Database): Promise<Pick<CheckReport, "unplaced" | "history">> {
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
