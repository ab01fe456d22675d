import { CancelledError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import { plantAccounts, type SyntheticAccount } from "./accounts.ts";
import { countFootfall } from "./activity.ts";
import { enterLedger, openBooks } from "./books.ts";
import { writeConfig } from "./marketConfig.ts";
import * as files from "./marketFiles.ts";
import { panelTotals, setTargets } from "./months.ts";
import { openOffice } from "./office.ts";
import * as office from "./officeFiles.ts";
import { stream } from "./random.ts";
import { drawSightings } from "./sightings.ts";
import { type Course, chartCourse, liveThrough } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";
import { type Ledger, openLedger, writeTruth } from "./truth.ts";

export interface WriteOptions {
  readonly seed: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Plants a market and writes its folder: the files of `market.yaml`, README.txt, and `truth/`.
 * The same spec and seed give the same bytes.
 * @param dir an empty folder that exists
 * @throws CancelledError when the signal aborts
 */
export async function writeMarket(dir: string, spec: SyntheticSpec, options: WriteOptions): Promise<void> {
  const { seed, onProgress } = options;
  onProgress?.({ stage: "accounts", done: 0, total: spec.accounts });
  const accounts = plantAccounts(spec, seed);
  const course = chartCourse(spec, seed);
  onProgress?.({ stage: "accounts", done: accounts.length, total: accounts.length });
  const ledger = await writeBooks(dir, spec, accounts, course, options);
  onProgress?.({ stage: "files", done: 0, total: 1 });
  await files.writeFootfall(dir, countFootfall(spec, seed, accounts, course.weeks));
  await files.writeAccounts(dir, spec, seed, accounts);
  await files.writeAreas(dir, spec);
  await files.writeTerritories(dir, spec);
  await files.writeCalendar(dir, spec, course);
  await files.writeReadme(dir, spec);
  const sightings = drawSightings(spec, seed, accounts);
  const areaTotals = panelTotals(spec, stream(seed, "panel totals"), ledger.districts);
  await office.writePreferences(dir, spec, accounts);
  await office.writeSightings(dir, spec, sightings);
  await office.writePanelTotals(dir, areaTotals);
  await office.writeTargets(dir, spec, setTargets(spec, ledger.territories));
  await writeTruth(dir, { spec, seed, accounts, course, sightings, areaTotals }, ledger);
  await writeConfig(dir, spec, seed);
  onProgress?.({ stage: "files", done: 1, total: 1 });
}

/** Lives through history and writes what grows with the weeks. */
async function writeBooks(
  dir: string,
  spec: SyntheticSpec,
  accounts: readonly SyntheticAccount[],
  course: Course,
  { seed, onProgress, signal }: WriteOptions,
): Promise<Ledger> {
  const ledger = openLedger(spec, accounts.length);
  const books = openBooks(dir, spec, seed, accounts);
  const officeBooks = office.openOfficeFiles(dir, accounts);
  const keepOffice = openOffice(spec, seed, accounts);
  try {
    for (const events of liveThrough(spec, seed, accounts, course)) {
      if (signal?.aborted) throw new CancelledError();
      books.enter(events);
      enterLedger(spec, accounts, ledger, events);
      officeBooks.write(keepOffice(events));
      await books.drain();
      onProgress?.({ stage: "weeks", done: events.week + 1, total: spec.history.weeks });
    }
  } finally {
    await Promise.all([books.close(), officeBooks.close()]);
  }
  return ledger;
}
