import { join } from "node:path";
import { CancelledError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";
import type { Market } from "../../data/market/market.ts";
import { areaTable, cellTable, territoryTable } from "../../data/resultTables.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import type { DarkPosterior } from "../../models/dark/draw/posterior.ts";
import { estimateWithSlots } from "../../models/dark/slots.ts";
import { errorLaws } from "../../proof/errorLaws.ts";
import { openSites } from "../../proof/hide/sites.ts";
import { type DarkTrackRecord, LEAST_SITES } from "../../proof/trackRecord.ts";
import { threadedTrackRecord } from "../../proof/trackThreads.ts";
import { today } from "../../territory/plan/plan.ts";
import { writeParquet } from "../export/parquet.ts";
import { populatedPlaces } from "../geography/populatedPlaces.ts";
import { type Corrections, correctionNotes, correctionsOf } from "../results/dark/correction.ts";
import { marketFigures } from "../results/dark/figures.ts";
import { unseenNote } from "../results/dark/notes.ts";
import type { DarkRecord } from "../results/dark/record.ts";
import { type KnownTables, withDark } from "../results/dark/tables.ts";
import { STATE_FILES } from "../state/stateFiles.ts";
import { lastYears } from "./history.ts";
import { saveSlots } from "./slotsFile.ts";
import type { StageOptions } from "./stageOptions.ts";
import { withMeasures } from "./territoryColumns.ts";

export interface DarkStage {
  readonly dark: DarkRecord | null;
  /** How the estimate did when known accounts were hidden from it; made before any dark figure is shown. */
  readonly trackRecord: DarkTrackRecord | null;
}

/**
 * Estimates the unseen part and proves the estimate on this very market, in the given number of threads.
 * Writes the tables `cells`, `areas` and `territories` of the state, and the slots of the unseen accounts, which become
 * agents. A market with fewer than {@link LEAST_SITES} placed sites has no estimate: its tables hold the known side alone.
 */
export async function darkStage(
  state: string,
  market: Market,
  { threads, onProgress, signal }: StageOptions,
): Promise<DarkStage> {
  const known = await knownTables(state, market);
  if (openSites(market).length < LEAST_SITES) {
    await writeTables(state, known);
    return { dark: null, trackRecord: null };
  }
  const places = await populatedPlaces(market);
  const { seed } = market;
  const trackRecord = await threadedTrackRecord(market, { seed, places, threads, onProgress, signal });
  if (signal?.aborted) throw new CancelledError();
  // Which there is, since the market has sites enough.
  const laws = errorLaws(trackRecord!);
  const estimating = { seed, places, territoryAt: today(market).place, laws, onProgress };
  const { posterior, estimated, slots } = estimateWithSlots(market, estimating);
  if (signal?.aborted) throw new CancelledError();
  await saveSlots(state, slots);
  await writeTables(state, withDark(known, market, posterior));
  const correction = correctionsOf(laws, { estimated, shown: posterior }, market);
  const told = correctionNotes(correction, trackRecord!);
  return { dark: darkRecord(market, posterior, { correction, told }), trackRecord };
}

async function knownTables(state: string, market: Market): Promise<KnownTables> {
  const database = await openDatabase(join(state, STATE_FILES.database), { readOnly: true });
  try {
    return {
      cells: await cellTable(database),
      areas: await areaTable(database),
      territories: withMeasures(await territoryTable(database), market),
    };
  } finally {
    database.close();
  }
}

async function writeTables(state: string, { cells, areas, territories }: KnownTables): Promise<void> {
  await writeParquet(cells, join(state, STATE_FILES.cells));
  await writeParquet(areas, join(state, STATE_FILES.areaTable));
  await writeParquet(territories, join(state, STATE_FILES.territoryTable));
}

function darkRecord(
  market: Market,
  posterior: DarkPosterior,
  { correction, told }: { readonly correction: Corrections; readonly told: readonly Note[] },
): DarkRecord {
  const { own, rivals } = lastYears(market).last;
  const { situation, awareFrom } = posterior;
  const [first, ...others] = posterior.notes;
  const major = (amount: number) => amount / market.minorUnits;
  return {
    situation,
    notes: [first!, ...told, ...others],
    correction,
    figures: marketFigures(posterior, market, major(own), rivals === null ? null : major(rivals)),
    sources: {
      dark: { from: situation === "none" ? "prior" : "data", note: first! },
      dark_own:
        posterior.ownFrom === "panel"
          ? { from: "data", note: unseenNote("unseen.own") }
          : { from: "prior", note: unseenNote("unseen.own_prior") },
      unaware:
        awareFrom === "panel"
          ? { from: "data", note: unseenNote("unseen.aware") }
          : { from: "prior", note: unseenNote("unseen.aware_prior") },
    },
  };
}
