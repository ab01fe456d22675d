import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CancelledError, EnvironmentError } from "../../core/errors.ts";
import { currencyDecimals } from "../../core/money.ts";
import type { Tell } from "../../core/note.ts";
import { dayOf, type Period } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import type { MarketConfig } from "../config/config.ts";
import { TABLE_NAMES } from "../config/schema.ts";
import { makeFolder } from "../files/durable.ts";
import type { Area } from "../market/market.ts";
import type { Precedence } from "../market/planRows.ts";
import { type Database, literal, openDatabase } from "../tables/duckdb.ts";
import { readAccounts } from "./accounts.ts";
import { settleDecimals } from "./amounts.ts";
import { writeAreaSales } from "./areaSales.ts";
import { readAreas } from "./areas.ts";
import type { Guess, IngestContext, RowCount } from "./context.ts";
import {
  writeAccounts,
  writeAreas,
  writeCells,
  writePeriodsAndBrands,
  writeTerritories,
} from "./dictionaries.ts";
import { readVisits, writeActivity, writeCalendar, writeReps, writeVisits } from "./events.ts";
import { joinMembership, readPlan, viewPlanOn } from "./membership.ts";
import type { IngestNote } from "./notes.ts";
import { parseTable } from "./parsedTable.ts";
import { writePreferences } from "./preferences.ts";
import { createRejects, refuseTooMany, writeRejects } from "./rejects.ts";
import {
  AREA_ROW,
  countSales,
  orderBrands,
  READ_SALES,
  readSales,
  viewSales,
  writeFinalAccounts,
} from "./sales.ts";
import { salesHistory } from "./salesHistory.ts";
import { writeSales } from "./salesTables.ts";
import { writeOpportunities, writeSurveys, writeTickets } from "./service.ts";
import { writeSightings } from "./sightings.ts";
import { writeSuccessors } from "./successors.ts";
import { writeTargets } from "./targets.ts";

export interface IngestOptions {
  /** The DuckDB file to make; it must not exist. */
  readonly to: string;
  /** What decides the territory of an account; there is one, `territory/plan/precedence`. */
  readonly precedence: Precedence;
  /** Words for the files of rejects and for messages; there are some in `app/words`. */
  readonly tell: Tell;
  /** Days since 1970-01-01; default: today by the clock. Sales, visits and activity after it are rejected. */
  readonly today?: number;
  /** Files of sales from this size on are read in one pass; default 8 MB. The result is the same. */
  readonly quickBytes?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface IngestReport {
  readonly rows: IngestContext["rows"];
  readonly guesses: readonly Guess[];
  readonly notes: readonly IngestNote[];
}

const QUICK_BYTES = 8_000_000;

const STAGES = [
  "areas",
  "accounts",
  "plan",
  "sales",
  "history",
  "cells",
  "visits",
  "activity",
  "calendar",
  "relations",
  "finish",
] as const;

/**
 * Ingests a market folder into a new DuckDB file: all or nothing. On an error the file is gone; rejects are written to
 * `.penumbra/rejects` in any case, because they say what to mend.
 * @throws InputError when files, columns or too many rows are bad; CancelledError when the signal says so.
 */
export async function ingest(
  dir: string,
  config: MarketConfig,
  options: IngestOptions,
): Promise<IngestReport> {
  const scratch = `${options.to}.scratch`;
  await rm(scratch, { recursive: true, force: true });
  await makeFolder(scratch);
  await makeFolder(dirname(options.to));
  const open = {
    temporaryFolder: join(scratch, "spill"),
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const db = await openDatabase(options.to, open);
  let done = false;
  try {
    await db.run(`ATTACH ${literal(join(scratch, "scratch.duckdb"))} AS scratch`);
    const context = newContext(db, dir, config, scratch, options);
    const report = await runStages(context, options);
    // The scratch database goes with its folder: bringing it to disk would be for nothing.
    await db.run("PRAGMA disable_checkpoint_on_shutdown; CHECKPOINT");
    done = true;
    return report;
  } catch (error) {
    throw surroundings(error);
  } finally {
    db.close();
    await rm(scratch, { recursive: true, force: true });
    if (!done) await Promise.all([options.to, `${options.to}.wal`].map(f => rm(f, { force: true })));
  }
}

/** A full or read-only disk is nobody's wrong input and no bug. */
function surroundings(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (!["ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EMFILE"].includes(code ?? "")) return error;
  return new EnvironmentError("file_system", (error as Error).message, { cause: error });
}

function newContext(
  db: Database,
  dir: string,
  config: MarketConfig,
  scratch: string,
  { tell, today = dayOf(new Date()), quickBytes = QUICK_BYTES }: IngestOptions,
): IngestContext {
  const { max_expanded: maxExpanded } = config;
  return {
    db,
    dir,
    config,
    scratch,
    decimals: currencyDecimals(config.currency),
    today,
    quickBytes,
    maxExpanded,
    tell,
    guesses: [],
    notes: [],
    rows: {},
  };
}

async function runStages(context: IngestContext, options: IngestOptions): Promise<IngestReport> {
  const stage = (name: (typeof STAGES)[number]) => {
    if (options.signal?.aborted) throw new CancelledError();
    options.onProgress?.({ stage: `ingest: ${name}`, done: STAGES.indexOf(name), total: STAGES.length });
  };
  await createRejects(context.db);
  try {
    stage("areas");
    const areas = await readAreas(context);
    await writeAreas(context, areas);
    stage("accounts");
    await readAccounts(context);
    await refuseTooMany(context, "accounts");
    stage("plan");
    await readPlan(context, areas);
    await writeMarketTables(context, areas, options.precedence, stage);
    for (const table of TABLE_NAMES) await refuseTooMany(context, table);
  } finally {
    if (!options.signal?.aborted) await writeRejects(context.db, context.dir);
  }
  stage("finish");
  const report = { rows: context.rows, guesses: context.guesses, notes: context.notes };
  await writeMeta(context, report);
  return report;
}

async function writeMarketTables(
  context: IngestContext,
  areas: readonly Area[],
  precedence: Precedence,
  stage: (name: (typeof STAGES)[number]) => void,
): Promise<void> {
  stage("sales");
  const sales = await readSales(context, areas.length);
  const targets = await parseTable(context, "targets");
  const opportunities = await parseTable(context, "opportunities");
  await settleDecimals(context, [
    { rows: READ_SALES, good: `status <= ${AREA_ROW}` },
    ...[targets, opportunities].flatMap(table => (table ? [{ rows: table.view, good: "bad IS NULL" }] : [])),
  ]);
  await viewSales(context);
  stage("history");
  const history = await salesHistory(context, sales);
  context.notes.push(...history.notes);
  const brands = await orderBrands(context, history);
  await writeFinalAccounts(context);
  await writePeriodsAndBrands(context, history, brands);
  await writeSales(context, history);
  await writeAreaSales(context, sales, history, AREA_ROW);
  await countSales(context, sales, history);
  stage("cells");
  await viewPlanOn(context, history.last);
  await joinMembership(context, areas, precedence);
  await writeTerritories(context);
  await writeCells(context, history);
  await writeAccounts(context);
  await writeSuccessors(context);
  stage("visits");
  await readVisits(context);
  await writeReps(context);
  await writeVisits(context, history);
  stage("activity");
  await writeActivity(context, history);
  stage("calendar");
  await writeCalendar(context);
  stage("relations");
  await writePreferences(context, history);
  await writeSightings(context);
  await writeTargets(context, targets);
  await writeOpportunities(context, history, opportunities);
  await writeTickets(context, history);
  await writeSurveys(context, history);
}

/** What `Market` needs beside the tables, and the report of the ingest. */
export interface Meta {
  readonly version: 1;
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  /** Of the market's amounts; see `core/money`. */
  readonly decimals: number;
  readonly timezone: string;
  readonly language: "en" | "tr";
  readonly resolution: number;
  readonly period: Period;
  readonly seed: number;
  readonly economics: MarketConfig["economics"];
  /** Id of the territory of what no other one has. */
  readonly house: string | null;
  readonly handover: MarketConfig["handover"];
  readonly report: {
    readonly rows: Partial<Record<string, RowCount>>;
    readonly guesses: readonly Guess[];
    readonly notes: readonly IngestNote[];
  };
}

async function writeMeta({ db, config, decimals }: IngestContext, report: IngestReport): Promise<void> {
  const { name, synthetic, currency, timezone, language, resolution, period, seed, economics, handover } =
    config;
  const house = config.house_territory ?? null;
  const meta: Meta = {
    version: 1,
    name,
    synthetic,
    currency,
    decimals,
    timezone,
    language,
    resolution,
    period,
    seed,
    economics,
    house,
    handover,
    report,
  };
  await db.run("CREATE TABLE meta (json VARCHAR)");
  await db.run("INSERT INTO meta VALUES (?)", [JSON.stringify(meta)]);
}
