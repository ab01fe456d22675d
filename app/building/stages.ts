import { link } from "node:fs/promises";
import { join } from "node:path";
import { CancelledError } from "../../core/errors.ts";
import { saveColumns } from "../../data/columnsFile.ts";
import type { MarketConfig } from "../../data/config.ts";
import { readDataReport } from "../../data/dataReport.ts";
import { type Database, openDatabase } from "../../data/duckdb.ts";
import { ingest } from "../../data/ingest/ingest.ts";
import type { Market } from "../../data/market.ts";
import { loadMarket } from "../../data/openMarket.ts";
import { linkMarket } from "../../data/state.ts";
import { fitTwin } from "../../models/fit.ts";
import type { Twin } from "../../models/twin.ts";
import { type BuiltMarket, loadTwin, STATE_FILES } from "../builtMarket.ts";
import type { Progress } from "../cli/progress.ts";
import { loadSlots } from "../dark/slotsFile.ts";
import { type DarkStage, darkStage, takeOverDark } from "../dark/stage.ts";
import { writeParquet } from "../export/parquet.ts";
import { simulateBaseline } from "./baseline.ts";
import { describeBuild, describeKpis, describeMarket } from "./describe.ts";
import { heatStage } from "./heat.ts";
import type { BuildRecord, BuildSummary, StageKeys } from "./manifest.ts";
import { writeOutlineFiles } from "./outlineFiles.ts";
import { segmentStage, takeOverSegments } from "./segments.ts";
import { walletStage } from "./walletStage.ts";

export type Stage = "ingest" | "dark" | "fit" | "wallet" | "forecast";

export interface StageOptions {
  readonly dir: string;
  readonly config: MarketConfig;
  readonly keys: StageKeys;
  /** The last good state, whose stages may be taken over. */
  readonly previous: Pick<BuiltMarket, "path" | "record"> | null;
  readonly threads: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

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
  const options: StageOptions = { ...filling, keys };
  const market = await loadMarket(database);
  const unseen = await darkOrBefore(state, market, options);
  if (unseen.estimated) done.push("dark");
  const { twin, fitted } = await fitStage(state, market, options);
  if (fitted) done.push("fit");
  const heat = await heatStage(state, database, market, fitted ? null : (options.previous?.path ?? null));
  const wallet = await walletStage(state, market, options);
  if (wallet.fitted) done.push("wallet");
  const { threads, onProgress, signal } = options;
  const { forecast, ahead } = await simulateBaseline(market, twin, {
    threads,
    seed: market.seed,
    onProgress,
    signal,
  });
  done.push("forecast");
  await writeParquet(forecast, join(state, STATE_FILES.forecast));
  const { activity, data } = await describeDatabase(state, database, market);
  const record: BuildRecord = {
    version: 3,
    keys,
    summary: withSources(describeBuild(market, twin, ahead, data, unseen), { wallet: wallet.source }),
    info: describeMarket(market, twin.hash, activity, heat),
    kpis: describeKpis(market, ahead),
    country: market.country,
    dark: unseen.dark,
    trackRecord: unseen.trackRecord,
    data: { ...data, files: filesByTable(options.config) },
  };
  return { record, done };
}

/** Adds what the later stages rest on. */
function withSources(summary: BuildSummary, sources: BuildSummary["sources"]): BuildSummary {
  return { ...summary, sources: { ...summary.sources, ...sources } };
}

async function ingestStage(state: string, database: string, options: FillOptions): Promise<boolean> {
  const { dir, config, keys, previous, onProgress, signal } = options;
  if (previous && previous.record.keys.ingest === (await keys).ingest) {
    await linkMarket(previous.path, state);
    return false;
  }
  await ingest(dir, config, {
    to: database,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  return true;
}

async function darkOrBefore(
  state: string,
  market: Market,
  options: StageOptions,
): Promise<DarkStage & { readonly estimated: boolean }> {
  const { previous, keys } = options;
  if (previous?.record.keys.dark !== keys.dark)
    return { ...(await darkStage(state, market, options)), estimated: true };
  await takeOverDark(previous.path, state);
  const { dark, trackRecord } = previous.record;
  return { dark, trackRecord, estimated: false };
}

async function fitStage(
  state: string,
  market: Market,
  { keys, previous, onProgress, signal }: StageOptions,
): Promise<{ readonly twin: Twin; readonly fitted: boolean }> {
  const file = join(state, STATE_FILES.twin);
  if (previous?.record.keys.fit === keys.fit) {
    await link(join(previous.path, STATE_FILES.twin), file);
    await takeOverSegments(previous.path, state);
    return { twin: await loadTwin({ path: state }), fitted: false };
  }
  if (signal?.aborted) throw new CancelledError();
  onProgress?.({ stage: "segments", done: 0, total: 1 });
  const segments = await segmentStage(state, market);
  const twin = fitTwin(market, {
    seed: market.seed,
    segments,
    dark: await loadSlots(state),
    onProgress: ({ stage, done, total }) => onProgress?.({ stage: `fit: ${stage}`, done, total }),
  });
  if (signal?.aborted) throw new CancelledError();
  await saveColumns(file, twin.header, twin.columns);
  return { twin, fitted: true };
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
