import { readFile } from "node:fs/promises";
import { InputError } from "../core/errors.ts";
import { type BlockResult, runRecord } from "../sim/block.ts";
import { recordLength } from "../sim/js/record.ts";
import { createRunner } from "../sim/runner.ts";
import type { KernelModel } from "../sim/spec/model.ts";
import { createRunSpec } from "../sim/spec/runSpec.ts";
import { AMOUNT_PLACE, METRICS } from "../twin/metrics.ts";
import { readPopulation } from "./population.ts";
import { isPromotion, PERIODS, workloadModel } from "./workloadModel.ts";

/** One line of `penumbra bench --workload`. */
export interface Replicate {
  readonly impl: "penumbra-js";
  readonly G: number;
  readonly rep: number;
  /** Simulation of the replicate with its state reset, without reading the file. */
  readonly ms: number;
  /** The 13 statistics of the workload, in its order. */
  readonly stats: readonly number[];
}

export interface WorkloadOptions {
  readonly runs: number;
  readonly threads?: number | undefined;
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WorkloadSummary {
  readonly runs: number;
  /** One agent-step is one customer in one week; by the wall clock, over all threads. */
  readonly agentStepsPerSecond: number;
  /** Over blocks of 4 replicates, or of 1 where their records are large. */
  readonly resultHash: string;
}

/** Small blocks share a few replicates evenly among threads; of one run where its record is above 8 MB. */
const BLOCK_REPLICATES = 4;
const LARGE_RECORD = 1_000_000;

/** Runs the reference workload on a population file, through the kernel that simulates markets. */
export async function runWorkload(
  file: string,
  options: WorkloadOptions,
  onReplicate: (replicate: Replicate) => void,
): Promise<WorkloadSummary> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError("workload_file", `${file}: cannot be read (${error.code ?? error.message})`, {
      file,
    });
  });
  return runWorkloadModel(workloadModel(readPopulation(bytes, file)), options, onReplicate);
}

/** {@link runWorkload} on a population in memory. */
export async function runWorkloadModel(
  model: KernelModel,
  { runs, threads = 1, seed = 1, signal }: WorkloadOptions,
  onReplicate: (replicate: Replicate) => void,
): Promise<WorkloadSummary> {
  const runner = createRunner({ threads });
  const started = performance.now();
  try {
    const { resultHash } = await runner.run(model, createRunSpec(model, { seed, runs, horizon: PERIODS }), {
      onBlock: block => replicatesOf(block).forEach(onReplicate),
      signal,
      blockRuns: recordLength(model.scalars, PERIODS) > LARGE_RECORD ? 1 : BLOCK_REPLICATES,
    });
    const seconds = (performance.now() - started) / 1000;
    const agentStepsPerSecond = (model.scalars.accounts * PERIODS * runs) / seconds;
    return { runs, agentStepsPerSecond, resultHash };
  } finally {
    await runner.close();
  }
}

function replicatesOf(block: BlockResult): Replicate[] {
  return Array.from(block.runMilliseconds, (ms, index) => ({
    impl: "penumbra-js",
    G: Math.round(Math.sqrt(block.units)),
    rep: block.from + index,
    ms: Math.round(ms * 100) / 100,
    stats: workloadStatistics(runRecord(block, index), block.units, block.metrics),
  }));
}

/** The 13 statistics of one replicate, from the record [hex][week][metric]. */
function workloadStatistics(record: Float64Array, hexes: number, metrics: number): number[] {
  const stats = new Array<number>(13).fill(0);
  let [lateOwn, lateAll] = [0, 0];
  for (let h = 0; h < hexes; h++) {
    let ownOfYear = 0;
    for (let t = 0; t < PERIODS; t++) {
      const at = (h * PERIODS + t) * metrics;
      const units = record.subarray(at + AMOUNT_PLACE, at + metrics);
      const aware = record[at + METRICS.aware_accounts.place]!;
      const all = units.reduce((a, b) => a + b, 0);
      const own = units[0]!;
      stats[0]! += all;
      units.forEach((x, b) => {
        stats[1 + b]! += x;
      });
      if (isPromotion(t)) stats[6]! += units[1]!;
      if (t >= 39) [lateOwn, lateAll] = [lateOwn + own, lateAll + all];
      const quarter = [12, 25, 38, 51].indexOf(t);
      if (quarter >= 0) stats[7 + quarter]! += aware;
      ownOfYear += own;
      stats[12]! += (own * aware) / hexes / PERIODS;
    }
    stats[11]! += (ownOfYear * ownOfYear) / hexes;
  }
  stats[5] = lateOwn / lateAll;
  return stats;
}
