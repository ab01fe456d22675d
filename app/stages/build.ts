import { basename } from "node:path";
import type { Progress } from "../../core/progress.ts";
import { type MarketConfig, readConfig } from "../../data/config/config.ts";
import { type LockOptions, withBuildLock } from "../../data/files/lock.ts";
import type { Damage } from "../../data/files/sealedFolder.ts";
import { type Fingerprint, fingerprintSources } from "../../data/store/fingerprint.ts";
import { writeManifest } from "../../data/store/manifest.ts";
import { discardState, inspectState, newState, pointTo, publishState } from "../../data/store/state.ts";
import { recordOf } from "../state/builtMarket.ts";
import { codeVersion, keyOf } from "../state/codeVersion.ts";
import type { BuildRecord, BuildSummary, StageKeys } from "../state/manifest.ts";
import { BASELINE_RUNS } from "./baseline.ts";
import { fillState, type Stage } from "./stages.ts";

export interface BuildMarketOptions {
  readonly threads: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told when another build of this market has to end first, and every minute again. */
  readonly onWait?: LockOptions["onWait"] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BuildResult {
  readonly summary: BuildSummary;
  /** The stages that were done; empty when nothing had changed. */
  readonly done: readonly Stage[];
  /** Files of the last state that were damaged: all of them are made anew. */
  readonly mended: readonly Damage[];
}

/**
 * Builds a market folder: files → DuckDB → twin → baseline forecast. A stage whose input and code are those of the
 * last build is taken over from it, unless its files are damaged: every one is hashed first. The new state is published
 * in one step; on any error, or when the person cancels, the last good state stays.
 * @throws InputError for bad files; CancelledError on `signal`; EnvironmentError when the disk fails.
 */
export async function buildMarket(dir: string, options: BuildMarketOptions): Promise<BuildResult> {
  // Before the lock, which makes a folder: a path that is no market folder stays as it is.
  const config = await readConfig(dir);
  return withBuildLock(
    dir,
    async lock => {
      const { state: last, damages: mended } = await inspectState(dir);
      const record = last ? recordOf(last.manifest) : null;
      const fingerprinted = fingerprintSources(dir, config, last?.manifest.fingerprint ?? null);
      const keys = fingerprinted.then(fingerprint => stageKeys(fingerprint, config));
      // Told where they are waited for, if it comes to that.
      keys.catch(() => undefined);
      if (last && record && mended.length === 0 && sameKeys(record.keys, await keys)) {
        await pointTo(dir, basename(last.path));
        return { summary: record.summary, done: [], mended };
      }
      const state = await newState(dir);
      try {
        const { record: made, done } = await fillState(state, {
          ...options,
          dir,
          config,
          keys,
          previous: last && record ? { ...last, record } : null,
        });
        await writeManifest(state, { fingerprint: await fingerprinted, fit: { ...made } });
        await lock.mustHold();
        await publishState(dir, state);
        return { summary: made.summary, done, mended };
      } catch (error) {
        await discardState(state);
        throw error;
      }
    },
    { ...(options.onWait && { onWait: options.onWait }), ...(options.signal && { signal: options.signal }) },
  );
}

/**
 * Each stage's key holds what it is made from: the stage before, its settings and its own code. What things cost is kept
 * with the market, and the twin does not depend on it.
 */
async function stageKeys(
  fingerprint: Fingerprint,
  { seed, economics }: Pick<MarketConfig, "seed" | "economics">,
): Promise<StageKeys> {
  const [data, estimate, models, sim, app] = await Promise.all(
    [
      ["core", "data", "twin", "territory/plan"],
      ["models/dark", "proof", "territory", "app/results/dark", "app/stages"],
      ["models", "app/results"],
      ["sim"],
      ["app/stages", "app/geography"],
    ].map(codeVersion),
  );
  const ingest = keyOf(fingerprint.hash, JSON.stringify(economics), data!);
  const dark = keyOf(fingerprint.hash, data!, seed, estimate!);
  const fit = keyOf(dark, models!);
  return { ingest, dark, fit, forecast: keyOf(fit, BASELINE_RUNS, sim!, app!) };
}

function sameKeys(a: BuildRecord["keys"], b: StageKeys): boolean {
  return a.ingest === b.ingest && a.dark === b.dark && a.fit === b.fit && a.forecast === b.forecast;
}
