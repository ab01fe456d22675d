import { CancelledError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";
import type { Market } from "../../data/market/market.ts";
import { areaTable, cellTable, territoryTable } from "../../data/resultTables.ts";
import type { DarkPosterior } from "../../models/dark/draw/posterior.ts";
import { type DarkSlots, estimateWithSlots } from "../../models/dark/slots.ts";
import { errorLaws } from "../../proof/errorLaws.ts";
import { openSites } from "../../proof/hide/sites.ts";
import { LEAST_SITES } from "../../proof/trackRecord.ts";
import { threadedTrackRecord } from "../../proof/trackThreads.ts";
import { today } from "../../territory/plan/plan.ts";
import type { Sources } from "../../twin/source.ts";
import { populatedPlaces } from "../geography/populatedPlaces.ts";
import { type Corrections, correctionNotes, correctionsOf } from "../results/dark/correction.ts";
import { marketFigures } from "../results/dark/figures.ts";
import { darkOwnNote } from "../results/dark/notes.ts";
import type { DarkRecord } from "../results/dark/record.ts";
import { type KnownTables, withDark } from "../results/dark/tables.ts";
import { withDatabase } from "../state/database.ts";
import type { KeptDark } from "../state/manifest.ts";
import { lastYears } from "./history.ts";
import type { Making } from "./result.ts";

/** The dark side of a market: tables, what is told of it, and the slots of the dark accounts, which become agents. */
export interface DarkSide extends KeptDark {
  readonly tables: KnownTables;
  readonly slots: DarkSlots | null;
  readonly sources: Sources;
}

/**
 * Estimates the dark side and proves the estimate on this very market. A market with fewer than {@link LEAST_SITES}
 * placed sites has no estimate: its tables hold the known side alone.
 * @param making `folder` holds the market's database
 */
export async function estimateDarkSide(
  market: Market,
  { folder, settings: { seed }, threads, onProgress, signal }: Making<"seed">,
): Promise<DarkSide> {
  const known = await knownTables(folder);
  if (openSites(market).length < LEAST_SITES)
    return { tables: known, slots: null, dark: null, trackRecord: null, sources: {} };
  const places = await populatedPlaces(market);
  const trackRecord = await threadedTrackRecord(market, { seed, places, threads, onProgress, signal });
  if (signal?.aborted) throw new CancelledError();
  // Which there is, since the market has sites enough.
  const laws = errorLaws(trackRecord!);
  const estimating = { seed, places, territoryAt: today(market).place, laws, onProgress };
  const { posterior, estimated, slots } = estimateWithSlots(market, estimating);
  const correction = correctionsOf(laws, { estimated, shown: posterior }, market);
  const told = correctionNotes(correction, trackRecord!);
  return {
    tables: withDark(known, market, posterior),
    slots,
    dark: darkRecord(market, posterior, { correction, told }),
    trackRecord,
    sources: sourcesOf(posterior),
  };
}

function knownTables(state: string): Promise<KnownTables> {
  return withDatabase({ path: state, files: null }, async database => ({
    cells: await cellTable(database),
    areas: await areaTable(database),
    territories: await territoryTable(database),
  }));
}

function darkRecord(
  market: Market,
  posterior: DarkPosterior,
  { correction, told }: { readonly correction: Corrections; readonly told: readonly Note[] },
): DarkRecord {
  const { own, rivals } = lastYears(market).last;
  const { situation } = posterior;
  const [first, ...others] = posterior.notes;
  const major = (amount: number) => amount / market.minorUnits;
  return {
    situation,
    notes: [first!, ...told, ...others],
    correction,
    figures: marketFigures(posterior, market, major(own), rivals === null ? null : major(rivals)),
  };
}

function sourcesOf({ situation, ownFrom, awareFrom, notes: [first] }: DarkPosterior): Sources {
  return {
    dark: { from: situation === "none" ? "prior" : "data", note: first! },
    dark_own:
      ownFrom === "panel"
        ? { from: "data", note: darkOwnNote("dark_own.sales") }
        : { from: "prior", note: darkOwnNote("dark_own.sales_prior") },
    unaware:
      awareFrom === "panel"
        ? { from: "data", note: darkOwnNote("dark_own.aware") }
        : { from: "prior", note: darkOwnNote("dark_own.aware_prior") },
  };
}
