import { join } from "node:path";
import type { EnvironmentError } from "../../core/errors.ts";
import { type Damage, damagedState, namedFrom } from "../../data/files/sealedFolder.ts";
import { inspectState } from "../../data/store/state.ts";
import { damagedRuns, keptRuns, runDamages, runFolder } from "../run/runFolder.ts";
import { openBuilt, recordOf } from "../state/builtMarket.ts";

/** What `check --state` finds. Files are named from `.penumbra`. */
export interface StateReport {
  readonly ok: boolean;
  /** The state's folder. */
  readonly state: string;
  /** Files whose bytes were hashed, and their size in all. */
  readonly files: number;
  readonly bytes: number;
  /** Files of the state, its manifest and the link to it; `build` makes them anew. */
  readonly damaged: readonly Damage[];
  readonly runs: number;
  /** Files of kept runs; the same question makes them anew. */
  readonly damaged_runs: readonly Damage[];
}

/**
 * Hashes every file of the built state and of the kept runs.
 * @throws InputError `not_built` when there is no state, or none for this version
 */
export async function checkState(dir: string): Promise<StateReport> {
  const { state, damages } = await inspectState(dir);
  if (damages.length === 0 && !(state && recordOf(state.manifest))) await openBuilt(dir);
  const runs = await keptRuns(dir);
  const damagedRuns: Damage[] = [];
  for (const id of runs)
    damagedRuns.push(...namedFrom(join("runs", id), (await runDamages(runFolder(dir, id))) ?? []));
  const files = Object.values(state?.files ?? {});
  return {
    ok: damages.length + damagedRuns.length === 0,
    state: state?.path ?? join(dir, ".penumbra", "current"),
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    damaged: damages,
    runs: runs.length,
    damaged_runs: damagedRuns,
  };
}

/** The damage of a report as the error that every command would end with; null where all is whole. */
export function damageOf(dir: string, { damaged, damaged_runs }: StateReport): EnvironmentError | null {
  const home = join(dir, ".penumbra");
  if (damaged.length > 0) return damagedState(home, [...damaged, ...damaged_runs]);
  return damaged_runs.length > 0 ? damagedRuns(home, damaged_runs) : null;
}
