import {
  type Ensemble,
  type EnsembleOptions,
  type GrowingEnsemble,
  type RunsOptions,
  startEnsemble,
} from "../../sim/ensemble.ts";
import type { Grouping } from "../../sim/record.ts";
import type { Runner } from "../../sim/runs.ts";
import type { Levers } from "../../sim/spec/levers.ts";
import type { KernelModel } from "../../sim/spec/model.ts";
import { BLOCK_RUNS } from "../../sim/spec/runSpec.ts";
import { drawOf } from "../../sim/spec/streams.ts";
import type { RunDraws } from "./clusterError.ts";
import type { Sampler } from "./courses.ts";
import { paired, relativeError } from "./uplift.ts";

/** The runs of one scenario, recorded by territory and type. */
export type Course = Omit<Ensemble, "cells">;

/** The same runs of two scenarios. */
export interface PairedRuns {
  readonly a: Course;
  readonly b: Course;
  readonly draws: RunDraws;
  /** Relative standard error of the uplift on own_amount. */
  readonly precision: number;
}

export interface PairOptions extends Omit<EnsembleOptions, "levers" | "groupings">, RunsOptions {
  /** Of either course. */
  readonly groupings: readonly [a: readonly Grouping[], b: readonly Grouping[]];
  readonly precision?: number | undefined;
  /** The part of the market whose precision counts. */
  readonly watched: Sampler;
}

/** Fewest runs before a precision is believed: with fewer the standard error itself is a guess. */
const LEAST_RUNS = 2 * BLOCK_RUNS;

/**
 * Runs both courses, run r of one beside run r of the other. With a precision runs go on block by block; how many
 * are done depends on the results alone and not on the threads.
 */
export async function runPairs(
  model: KernelModel,
  levers: readonly [Levers | null, Levers | null],
  runner: Runner,
  options: PairOptions,
): Promise<PairedRuns> {
  const { runs: most, precision, watched, signal } = options;
  const draws = drawsOf(model, options);
  const courses = levers.map((side, s) =>
    startEnsemble(model, runner, { ...options, levers: side, groupings: options.groupings[s]! }),
  );
  const [a, b] = courses as [GrowingEnsemble, GrowingEnsemble];
  const difference = () => paired(watched(a.groups, "own_amount"), watched(b.groups, "own_amount"));
  // Blocks at a time: with a precision only as many as keep the threads busy, since some may be in vain.
  const stride = precision === undefined ? most : BLOCK_RUNS * Math.max(1, runner.threads);
  for (let from = 0; from < most; from += stride) {
    const to = Math.min(most, from + stride);
    for (const [s, course] of courses.entries()) {
      const before = 2 * from + s * (to - from);
      await course.grow(to, {
        onProgress: ({ done }) => options.onProgress?.({ done: before + done, total: 2 * most }),
        signal,
      });
    }
    const enough = precision === undefined ? null : stopAt(difference(), from, to, precision, draws);
    if (enough === null) continue;
    for (const course of courses) course.keep(enough);
    break;
  }
  return { a: a.end(), b: b.end(), draws, precision: relativeError(difference(), draws) };
}

/** Which draw each run takes, as the simulator has it. */
function drawsOf(model: KernelModel, { seed, runs }: PairOptions): RunDraws {
  const count = model.scalars.draws;
  return { of: Int32Array.from({ length: runs }, (_, run) => drawOf(seed, run, count)), count };
}

/** The first number of whole blocks in (from, to] at which the precision is reached; null where it is not. */
function stopAt(
  difference: Float64Array,
  from: number,
  to: number,
  precision: number,
  draws: RunDraws,
): number | null {
  for (let count = Math.max(LEAST_RUNS, from + BLOCK_RUNS); count <= to; count += BLOCK_RUNS)
    if (relativeError(difference.subarray(0, count), draws) <= precision) return count;
  return null;
}
