import { basename } from "node:path";
import type { Progress } from "../../core/progress.ts";
import { readConfig } from "../../data/config/config.ts";
import { type LockOptions, withBuildLock } from "../../data/files/lock.ts";
import type { Damage } from "../../data/files/sealedFolder.ts";
import { fingerprintSources } from "../../data/store/fingerprint.ts";
import { writeManifest } from "../../data/store/manifest.ts";
import { discardState, inspectState, newState, pointTo, publishState } from "../../data/store/state.ts";
import { readableRecord, recordOf } from "../state/builtMarket.ts";
import { runningCode } from "../state/codeReach.ts";
import { type BuildSummary, RECORD_VERSION, type WrittenRecord } from "../state/manifest.ts";
import { inEnglish } from "../words/tell.ts";
import { type Changes, changesBetween, NO_CHANGES } from "./changes.ts";
import { type Inputs, isUpToDate } from "./keys.ts";
import type { Result } from "./result.ts";
import { RESULTS } from "./results.ts";
import { walk } from "./walk.ts";

export interface BuildMarketOptions {
  readonly threads: number;
  /** What to build, each after those that it needs; default: all results. */
  readonly results?: readonly Result[];
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told when another build of this market has to end first, and every minute again. */
  readonly onWait?: LockOptions["onWait"] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BuildResult {
  readonly summary: BuildSummary;
  /** Names of the results that were made; empty when nothing had changed. */
  readonly done: readonly string[];
  /** Files of the last state that were damaged: all of them are made anew. */
  readonly mended: readonly Damage[];
  /** The last state was of another version of the program: all was made anew. */
  readonly outdated: boolean;
  /** What has changed since the last build; null: there was none of this version. */
  readonly changes: Changes | null;
}

/**
 * Builds a market folder: makes its results, see `results.ts`. A result whose code, settings, sources and needs are those of
 * the last build is taken over from it, unless its files are damaged: every one is hashed first. The new state is
 * published in one step; on any error, or when the person cancels, the last good state stays.
 * @throws InputError for bad files; CancelledError on `signal`; EnvironmentError when the disk fails.
 */
export async function buildMarket(dir: string, options: BuildMarketOptions): Promise<BuildResult> {
  const { results = RESULTS, threads, onProgress, onWait, signal } = options;
  // Before the lock, which makes a folder: a path that is no market folder stays as it is.
  const config = await readConfig(dir);
  return withBuildLock(
    dir,
    async lock => {
      const { state: last, damages: mended } = await inspectState(dir);
      const record = last ? recordOf(last.manifest) : null;
      const fingerprint = fingerprintSources(dir, config, last?.manifest.fingerprint ?? null);
      const inputs: Inputs = { config, code: runningCode(), sources: fingerprint.then(({ hash }) => hash) };
      // Told where they are waited for, if it comes to that.
      inputs.sources.catch(() => undefined);
      if (last && record && mended.length === 0 && (await isUpToDate(results, record.made, inputs))) {
        await pointTo(dir, basename(last.path));
        return { summary: record.summary, done: [], mended, outdated: false, changes: NO_CHANGES };
      }
      const folder = await newState(dir);
      try {
        const previous = last && record ? { path: last.path, files: last.files, made: record.made } : null;
        const making = { dir, folder, threads, tell: inEnglish, onProgress, signal };
        const { made, done } = await walk(results, making, inputs, previous);
        const written = { version: RECORD_VERSION, made } as WrittenRecord;
        const now = { fingerprint: await fingerprint, record: readableRecord(written) };
        await writeManifest(folder, { fingerprint: now.fingerprint, fit: { ...written } });
        await lock.mustHold();
        await publishState(dir, folder);
        const before = last && record ? { fingerprint: last.manifest.fingerprint, record } : null;
        const changes = before && changesBetween(before, now);
        return { summary: now.record.summary, done, mended, outdated: last !== null && !record, changes };
      } catch (error) {
        await discardState(folder);
        throw error;
      }
    },
    { ...(onWait && { onWait }), ...(signal && { signal }) },
  );
}
