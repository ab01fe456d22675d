import { join } from "node:path";
import { CancelledError } from "../../core/errors.ts";
import type { MarketConfig } from "../../data/config/config.ts";
import { saveColumns } from "../../data/files/columnsFile.ts";
import { ingest } from "../../data/ingest/ingest.ts";
import type { Market } from "../../data/market/market.ts";
import { loadMarket } from "../../data/openMarket.ts";
import { readDataReport } from "../../data/readiness/dataReport.ts";
import { refuseChanged, stampSources } from "../../data/store/fingerprint.ts";
import { type Database, openDatabase } from "../../data/tables/duckdb.ts";
import { fitTwin } from "../../models/fit.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import type { Twin } from "../../twin/source.ts";
import { writeParquet } from "../export/parquet.ts";
import { loadTwin } from "../state/builtMarket.ts";
import {
  type BuildRecord,
  type BuildSummary,
  RECORD_VERSION,
  type StageKeys,
  type YearAhead,
} from "../state/manifest.ts";
import { STATE_FILES } from "../state/stateFiles.ts";
import { type PreviousState, takeOver } from "../state/takeOver.ts";
import { simulateBaseline } from "./baseline.ts";
import { type DarkStage, darkStage } from "./dark.ts";
import { describeBuild, describeKpis, describeMarket } from "./describe.ts";
import { heatStage } from "./heat.ts";
import { writeOutlineFiles } from "./outlineFiles.ts";
import { segmentStage } from "./segments.ts";
import { loadSlots } from "./slotsFile.ts";
import type { StageOptions } from "./stageOptions.ts";
import { walletStage } from "./wallet.ts";

export type Stage = "ingest" | "dark" | "fit" | "heat" | "wallet" | "forecast";

/** The keys may still be in the making: the files of a first build are fingerprinted while they are ingested. */
export interface FillOptions extends Omit<StageOptions, "keys"> {
  readonly keys: Promise<StageKeys>;
}

/** Fills the folder of a state in the making: does what has changed and takes over the rest. */
export async function fillState(
  state: string,
  filling: FillOptions,
): Promise<{ readonly record: BuildRecord; readonly done: readonly Stage[] }> {
  const done: Stage[] = [];
  const database = join(state, STATE_FILES.database);
  // What the fingerprint misses, a file for example, ends the ingest at once.
  const missed = new AbortController();
  filling.keys.catch(() => missed.abort());
  const signals = [missed.signal, ...(filling.signal ? [filling.signal] : [])];
  const ingesting = ingestStage(state, database, { ...filling, signal: AbortSignal.any(signals) });
  // The folder may go only when nobody writes into it any more.
  await Promise.allSettled([ingesting, filling.keys]);
  const keys = await filling.keys;
  if (await ingesting) done.push("ingest");
  const market = await loadMarket(database);
  const options: StageOptions = { ...filling, keys, previous: ofSameMarket(filling.previous, market) };
  const unseen = await darkOrBefore(state, market, options);
  if (unseen.estimated) done.push("dark");
  const { twin, fitted } = await fitStage(state, market, options);
  if (fitted) done.push("fit");
  const heat = await heatStage(state, market, options);
  if (heat.learned) done.push("heat");
  const wallet = await walletStage(state, market, options);
  if (wallet.fitted) done.push("wallet");
  const { ahead, simulated } = await forecastStage(state, market, twin, options);
  if (simulated) done.push("forecast");
  const { activity, data } = await describeDatabase(state, database, market);
  const record: BuildRecord = {
    version: RECORD_VERSION,
    keys,
    marketHash: market.hash,
    summary: withSources(describeBuild(market, twin, ahead, data, unseen), { wallet: wallet.source }),
    info: describeMarket(market, twin.hash, activity, heat.resolution),
    kpis: describeKpis(market, ahead),
    country: market.country,
    dark: unseen.dark,
    trackRecord: unseen.trackRecord,
    data: { ...data, files: filesByTable(options.config) },
  };
  return { record, done };
}

/** A database that is made anew, because it was damaged, holds another market when days have passed: rows of the future are not kept. */
function ofSameMarket(previous: PreviousState | null, { hash }: Market): PreviousState | null {
  return previous?.record.marketHash === hash ? previous : null;
}

/** Adds what the later stages rest on. */
function withSources(summary: BuildSummary, sources: BuildSummary["sources"]): BuildSummary {
  return { ...summary, sources: { ...summary.sources, ...sources } };
}

async function ingestStage(state: string, database: string, options: FillOptions): Promise<boolean> {
  const { dir, config, keys, previous, onProgress, signal } = options;
  if (previous?.record.keys.ingest === (await keys).ingest && (await takeOver("ingest", previous, state)))
    return false;
  const before = await stampSources(dir, config);
  await ingest(dir, config, {
    precedence,
    to: database,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  refuseChanged(before, await stampSources(dir, config));
  return true;
}

async function darkOrBefore(
  state: string,
  market: Market,
  options: StageOptions,
): Promise<DarkStage & { readonly estimated: boolean }> {
  const { previous, keys } = options;
  if (previous?.record.keys.dark === keys.dark && (await takeOver("dark", previous, state))) {
    const { dark, trackRecord } = previous.record;
    return { dark, trackRecord, estimated: false };
  }
  return { ...(await darkStage(state, market, options)), estimated: true };
}

async function fitStage(
  state: string,
  market: Market,
  { keys, previous, onProgress, signal }: StageOptions,
): Promise<{ readonly twin: Twin; readonly fitted: boolean }> {
  const made = { path: state, files: null };
  if (previous?.record.keys.fit === keys.fit && (await takeOver("fit", previous, state)))
    return { twin: await loadTwin({ ...made, record: previous.record }), fitted: false };
  if (signal?.aborted) throw new CancelledError();
  onProgress?.({ stage: "segments", done: 0, total: 1 });
  const segments = await segmentStage(state, market);
  const twin = fitTwin(market, {
    seed: market.seed,
    segments,
    dark: await loadSlots(made),
    onProgress: ({ stage, done, total }) => onProgress?.({ stage: `fit: ${stage}`, done, total }),
  });
  if (signal?.aborted) throw new CancelledError();
  await saveColumns(join(state, STATE_FILES.twin), twin.header, twin.columns);
  return { twin, fitted: true };
}

/** Simulates the baseline of this twin, or takes its table and its figures over. */
async function forecastStage(
  state: string,
  market: Market,
  twin: Twin,
  { keys, previous, threads, onProgress, signal }: StageOptions,
): Promise<{ readonly ahead: YearAhead; readonly simulated: boolean }> {
  const before = previous?.record.summary;
  const same = previous?.record.keys.forecast === keys.forecast && before?.twin_hash === twin.hash;
  if (same && before && (await takeOver("forecast", previous, state)))
    return { ahead: before.forecast_52w, simulated: false };
  const { seed } = market;
  const { forecast, ahead } = await simulateBaseline(market, twin, { threads, seed, onProgress, signal });
  await writeParquet(forecast, join(state, STATE_FILES.forecast));
  return { ahead, simulated: true };
}

/** Writes the outlines with their figures, and reads what only the database knows. */
async function describeDatabase(state: string, file: string, market: Market) {
  const database = await openDatabase(file, { readOnly: true });
  try {
    await writeOutlineFiles(state, market);
    return { data: await readDataReport(database), activity: await finestActivity(database) };
  } finally {
    database.close();
  }
}

function filesByTable({ sources }: MarketConfig): BuildRecord["data"]["files"] {
  const files = Object.entries(sources).map(([table, parts]) => [table, parts.map(({ file }) => file)]);
  return Object.fromEntries(files) as BuildRecord["data"]["files"];
}

async function finestActivity(database: Database): Promise<"hour" | "day" | null> {
  const [row] = await database.query<{ finest: "hour" | "day" | null }>(
    // "hour" comes after "day" in the alphabet.
    "SELECT max(resolution) AS finest FROM activity WHERE cell IS NOT NULL",
  );
  return row!.finest;
}
