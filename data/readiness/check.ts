import { rm } from "node:fs/promises";
import { join } from "node:path";
import { dayOf } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import { readConfig } from "../config/config.ts";
import { makeFolder } from "../files/durable.ts";
import { type IngestOptions, ingest } from "../ingest/ingest.ts";
import { removeOrphans } from "../store/state.ts";
import { openDatabase } from "../tables/duckdb.ts";
import { type DataReport, readDataReport } from "./dataReport.ts";
import type { Readiness } from "./items.ts";
import { scoreReadiness } from "./score.ts";

export interface CheckReport extends Omit<DataReport, "facts"> {
  readonly ok: true;
  readonly readiness: Readiness;
}

export interface CheckOptions extends Pick<IngestOptions, "precedence" | "tell"> {
  /** Days since 1970-01-01; default: today by the clock. */
  readonly today?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Validates a market folder by ingesting it into a temporary database, and scores it. The built state stays as it is;
 * only `.penumbra/rejects` is written.
 * @throws InputError when the market cannot be ingested, with the same message as `build`.
 */
export async function checkMarket(dir: string, options: CheckOptions): Promise<CheckReport> {
  const config = await readConfig(dir);
  const today = options.today ?? dayOf(new Date());
  const folder = await checkFolder(dir);
  try {
    const to = join(folder, "market.duckdb");
    await ingest(dir, config, { to, ...options, today });
    const db = await openDatabase(to, { readOnly: true });
    try {
      const { facts, ...report } = await readDataReport(db);
      return { ok: true, ...report, readiness: scoreReadiness(facts, today) };
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
  await makeFolder(folder);
  return folder;
}
