import { join } from "node:path";
import { dayOf } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import { type MarketConfig, readConfig } from "../config/config.ts";
import { type IngestOptions, ingest } from "../ingest/ingest.ts";
import { withPassingFolder } from "../store/passingFolder.ts";
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
  /** What `build` makes of the database of an ingested market before anything is learned from it. */
  readonly settle?: (dir: string, config: MarketConfig, database: string) => Promise<void>;
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
  return withPassingFolder(dir, async folder => {
    const to = join(folder, "market.duckdb");
    await ingest(dir, config, { to, ...options, today });
    await options.settle?.(dir, config, to);
    const db = await openDatabase(to, { readOnly: true });
    try {
      const { facts, ...report } = await readDataReport(db);
      return { ok: true, ...report, readiness: scoreReadiness(facts, today) };
    } finally {
      db.close();
    }
  });
}
