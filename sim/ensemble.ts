import { recordWidth } from "../twin/metrics.ts";
import { type BlockResult, type CellMoments, createMoments, mergeMoments, runRecord } from "./block.ts";
import { hashBlocks } from "./blockHash.ts";
import { type GroupedRuns, type Grouping, startRecording } from "./record.ts";
import type { Progress, Runner } from "./runs.ts";
import type { Levers } from "./spec/levers.ts";
import type { KernelModel } from "./spec/model.ts";
import { BLOCK_RUNS, createRunSpec } from "./spec/runSpec.ts";
import type { UnitView } from "./spec/unitView.ts";

export interface EnsembleOptions {
  readonly seed: number;
  /** Runs, or the most of them. */
  readonly runs: number;
  readonly horizon: number;
  /** What a scenario changes; default: nothing, today's course. */
  readonly levers?: Levers | null | undefined;
  /** Recording units; default: the model's own. */
  readonly view?: UnitView | null | undefined;
  /** What to keep of every run. */
  readonly groupings: readonly Grouping[];
}

export interface RunsOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Ensemble {
  readonly seed: number;
  readonly runs: number;
  readonly horizon: number;
  readonly resultHash: string;
  /** By the grouping's name. */
  readonly groups: Groups;
  /** Moments over runs of each cell's amounts over the horizon. */
  readonly cells: CellMoments;
}

export type Groups = ReadonlyMap<string, GroupedRuns>;

/** An ensemble that grows by blocks, for courses that end when they are precise enough. */
export interface GrowingEnsemble {
  readonly groups: Groups;
  /** Simulates runs up to `to`. Errors as {@link Runner.run}. */
  grow(to: number, options: RunsOptions): Promise<void>;
  /** Forgets the runs from `count` on, a whole number of blocks. */
  keep(count: number): void;
  end(): Omit<Ensemble, "cells">;
}

/** Simulates an ensemble and keeps what the groupings ask for. Errors as {@link Runner.run}. */
export async function runEnsemble(
  model: KernelModel,
  runner: Runner,
  { onProgress, signal, ...options }: EnsembleOptions & RunsOptions,
): Promise<Ensemble> {
  const cells = createMoments(model.scalars.cells);
  const ensemble = startEnsemble(model, runner, options, block => mergeMoments(cells, block.cells));
  await ensemble.grow(options.runs, { onProgress, signal });
  return { ...ensemble.end(), cells };
}

/** Starts an ensemble without runs. */
export function startEnsemble(
  model: KernelModel,
  runner: Runner,
  { seed, runs: most, horizon, levers, view, groupings }: EnsembleOptions,
  onBlock?: (block: BlockResult) => void,
): GrowingEnsemble {
  const { brands } = model.scalars;
  const spec = createRunSpec(model, { seed, runs: most, horizon, levers, view });
  const shape = { units: view?.units ?? model.scalars.units, horizon, brands, width: recordWidth(brands) };
  const recordings = groupings.map(grouping => startRecording(grouping, shape));
  const groups = new Map(recordings.map(recording => [recording.grouping.name, recording]));
  const hashes: string[] = [];
  let runs = 0;
  const add = (block: BlockResult) => {
    for (let index = 0; index < block.to - block.from; index++)
      for (const recording of recordings) recording.add(runRecord(block, index));
    hashes.push(block.hash);
    onBlock?.(block);
  };
  return {
    groups,
    async grow(to, options) {
      await runner.run(model, { ...spec, runs: { from: runs, to } }, { ...options, onBlock: add });
      runs = to;
    },
    keep(count) {
      runs = Math.min(runs, count);
      hashes.length = Math.min(hashes.length, Math.ceil(count / BLOCK_RUNS));
      for (const recording of recordings) recording.keep(count);
    },
    end: () => ({ seed, runs, horizon, resultHash: hashBlocks(hashes), groups }),
  };
}
