import { hashBlocks } from "../../sim/blockHash.ts";
import type { Runner } from "../../sim/runs.ts";
import type { Levers } from "../../sim/spec/levers.ts";
import { BLOCK_RUNS, createRunSpec } from "../../sim/spec/runSpec.ts";
import { drawOf } from "../../sim/spec/streams.ts";
import type { ComparedModel } from "../recording.ts";
import type { RunDraws } from "./clusterError.ts";
import { type CourseRun, courseRuns, type Sampler } from "./courses.ts";
import { paired, relativeError } from "./uplift.ts";

/** The runs of one scenario. */
export interface Course {
  readonly runs: readonly CourseRun[];
  /** SHA-256 over its blocks, recorded by territory and type. */
  readonly resultHash: string;
}

/** The same runs of two scenarios. */
export interface PairedRuns {
  readonly a: Course;
  readonly b: Course;
  readonly draws: RunDraws;
  /** Relative standard error of the uplift on own_amount. */
  readonly precision: number;
}

export interface PairOptions {
  readonly seed: number;
  /** Runs, or with `precision` the most. */
  readonly runs: number;
  readonly horizon: number;
  readonly precision?: number | undefined;
  /** The part of the market whose precision counts. */
  readonly watched: Sampler;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Fewest runs before a precision is believed: with fewer the standard error itself is a guess. */
const LEAST_RUNS = 2 * BLOCK_RUNS;

/**
 * Runs both courses, run r of one beside run r of the other. With a precision runs go on block by block; how many
 * are done depends on the results alone and not on the threads.
 */
export async function runPairs(
  compared: ComparedModel,
  levers: readonly [Levers | null, Levers | null],
  runner: Runner,
  options: PairOptions,
): Promise<PairedRuns> {
  const { runs: limit, precision } = options;
  const draws = drawsOf(compared, options);
  const sides = levers.map(side => startCourse(compared, side, runner, options));
  // Blocks at a time: with a precision only as many as keep the threads busy, since some may be in vain.
  const stride = precision === undefined ? limit : BLOCK_RUNS * Math.max(1, runner.threads);
  for (let from = 0; from < limit; from += stride) {
    const to = Math.min(limit, from + stride);
    for (const [s, side] of sides.entries())
      await side.run(from, to, done =>
        options.onProgress?.({ done: 2 * from + s * (to - from) + done, total: 2 * limit }),
      );
    const enough =
      precision === undefined ? null : stopAt(sides, from, to, precision, options.watched, draws);
    if (enough !== null) {
      for (const side of sides) side.keep(enough);
      break;
    }
  }
  const [a, b] = sides.map(side => side.end()) as [Course, Course];
  const precisionReached = relativeError(difference(a.runs, b.runs, options.watched), draws);
  return { a, b, draws, precision: precisionReached };
}

/** Which draw each run takes, as the simulator has it. */
function drawsOf({ model }: ComparedModel, { seed, runs }: PairOptions): RunDraws {
  const count = model.scalars.draws;
  return { of: Int32Array.from({ length: runs }, (_, run) => drawOf(seed, run, count)), count };
}

type Side = ReturnType<typeof startCourse>;

function startCourse(
  { model }: ComparedModel,
  levers: Levers | null,
  runner: Runner,
  { seed, horizon, runs: limit, signal }: PairOptions,
) {
  const spec = createRunSpec(model, { seed, runs: limit, horizon, levers });
  const runs: CourseRun[] = [];
  const hashes: string[] = [];
  return {
    runs: runs as readonly CourseRun[],
    async run(from: number, to: number, onDone: (done: number) => void): Promise<void> {
      await runner.run(
        model,
        { ...spec, runs: { from, to } },
        {
          onBlock: block => {
            runs.push(...courseRuns(block, model.scalars.brands));
            hashes.push(block.hash);
          },
          onProgress: ({ done }) => onDone(done),
          signal,
        },
      );
    },
    /** Forgets the runs from `count` on. */
    keep(count: number): void {
      runs.length = Math.min(runs.length, count);
      hashes.length = Math.min(hashes.length, Math.ceil(count / BLOCK_RUNS));
    },
    end: (): Course => ({ runs, resultHash: hashBlocks(hashes) }),
  };
}

/** The first number of whole blocks in (from, to] at which the precision is reached; null where it is not. */
function stopAt(
  [a, b]: readonly Side[],
  from: number,
  to: number,
  precision: number,
  watched: Sampler,
  draws: RunDraws,
): number | null {
  const all = difference(a!.runs, b!.runs, watched);
  for (let count = Math.max(LEAST_RUNS, from + BLOCK_RUNS); count <= to; count += BLOCK_RUNS)
    if (relativeError(all.subarray(0, count), draws) <= precision) return count;
  return null;
}

function difference(a: readonly CourseRun[], b: readonly CourseRun[], watched: Sampler): Float64Array {
  return paired(watched(a, "own_amount"), watched(b, "own_amount"));
}
