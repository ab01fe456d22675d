import { type Summary, summarise } from "../core/stats.ts";
import { type BlockResult, type CellMoments, createMoments, mergeMoments, runRecord } from "./block.ts";
import { metricCount } from "./js/record.ts";
import type { Progress, Runner } from "./runs.ts";
import type { Levers } from "./spec/levers.ts";
import type { KernelModel } from "./spec/model.ts";
import { createRunSpec } from "./spec/runSpec.ts";

/** Recording units summed into groups. */
export interface Grouping {
  readonly name: string;
  /** Number of groups. */
  readonly count: number;
  /** Group of each recording unit; -1 for none. */
  readonly unitGroup: Int32Array;
  /** Offsets of the metrics to keep (see METRIC); default: all. */
  readonly metrics?: readonly number[] | undefined;
}

export interface EnsembleOptions {
  readonly seed: number;
  readonly runs: number;
  readonly horizon: number;
  /** What a scenario changes; default: nothing, today's course. */
  readonly levers?: Levers | null | undefined;
  /**
   * What to keep of every run. Memory: 8 bytes × runs × groups × periods × metrics each; say 83 MB for 200 runs of
   * 100 groups, 52 periods and 10 metrics.
   */
  readonly groupings: readonly Grouping[];
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The runs of an ensemble, summed by group. */
export interface GroupedRuns {
  readonly grouping: Grouping;
  readonly metrics: readonly number[];
  /** [group][period][metric][run], whole numbers. */
  readonly samples: Float64Array;
  /** Distribution over runs of one group's metric in one period. */
  period(group: number, period: number, metric: number): Summary;
  /** Each run's total over the horizon of a metric of a group. */
  totals(group: number, metric: number): Float64Array;
  /** Distribution over runs of the total over the horizon. */
  total(group: number, metric: number): Summary;
}

export interface Ensemble {
  readonly seed: number;
  readonly runs: number;
  readonly horizon: number;
  readonly resultHash: string;
  /** By the grouping's name. */
  readonly groups: ReadonlyMap<string, GroupedRuns>;
  /** Moments over runs of each cell's amounts over the horizon. */
  readonly cells: CellMoments;
}

/** Simulates an ensemble and keeps what the groupings ask for. Errors as {@link Runner.run}. */
export async function runEnsemble(
  model: KernelModel,
  runner: Runner,
  { seed, runs, horizon, levers, groupings, onProgress, signal }: EnsembleOptions,
): Promise<Ensemble> {
  const all = Array.from({ length: metricCount(model.scalars.brands) }, (_, m) => m);
  const kept = groupings.map(grouping => createGroupedRuns(grouping, grouping.metrics ?? all, runs, horizon));
  const cells = createMoments(model.scalars.cells);
  const onBlock = (block: BlockResult) => {
    mergeMoments(cells, block.cells);
    for (let run = block.from; run < block.to; run++)
      for (const group of kept) addRun(group, runRecord(block, run - block.from), block, run, runs);
  };
  const spec = createRunSpec(model, { seed, runs, horizon, levers });
  const { resultHash } = await runner.run(model, spec, { onBlock, onProgress, signal });
  const groups = new Map(kept.map(group => [group.grouping.name, group]));
  return { seed, runs, horizon, resultHash, groups, cells };
}

/** Adds a run's record [unit][period][metric] to the samples of its groups. */
function addRun(
  { grouping, metrics, samples }: GroupedRuns,
  record: Float64Array,
  { units, horizon, metrics: width }: BlockResult,
  run: number,
  runs: number,
): void {
  for (let u = 0; u < units; u++) {
    const group = grouping.unitGroup[u]!;
    if (group < 0) continue;
    for (let t = 0; t < horizon; t++) {
      const from = (u * horizon + t) * width;
      const to = (group * horizon + t) * metrics.length;
      for (let m = 0; m < metrics.length; m++) samples[(to + m) * runs + run]! += record[from + metrics[m]!]!;
    }
  }
}

function createGroupedRuns(
  grouping: Grouping,
  metrics: readonly number[],
  runs: number,
  horizon: number,
): GroupedRuns {
  const samples = new Float64Array(grouping.count * horizon * metrics.length * runs);
  const at = (group: number, period: number, metric: number) => {
    const m = metrics.indexOf(metric);
    if (m < 0) throw new RangeError(`grouping ${grouping.name} does not keep metric ${metric}`);
    return ((group * horizon + period) * metrics.length + m) * runs;
  };
  const totals = (group: number, metric: number) => {
    const sums = new Float64Array(runs);
    for (let t = 0; t < horizon; t++) {
      const from = at(group, t, metric);
      for (let r = 0; r < runs; r++) sums[r]! += samples[from + r]!;
    }
    return sums;
  };
  return {
    grouping,
    metrics,
    samples,
    period: (group, period, metric) => {
      const from = at(group, period, metric);
      return summarise(samples.slice(from, from + runs));
    },
    totals,
    total: (group, metric) => summarise(totals(group, metric)),
  };
}
