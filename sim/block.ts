import { recordWidth } from "../twin/metrics.ts";
import { hashBlock } from "./blockHash.ts";
import type { Kernel } from "./js/kernel.ts";
import { recordLength } from "./js/record.ts";
import type { RunState } from "./js/state.ts";
import { simulateRun } from "./run.ts";
import { BLOCK_RUNS } from "./spec/runSpec.ts";

/** Runs [from, to) of one seed, inside one block. */
export interface BlockTask {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly horizon: number;
}

/** Sums over a block's runs of each cell's amount over the horizon, and of its square. Length: cells. */
export interface CellMoments {
  readonly own: Float64Array;
  readonly ownSquares: Float64Array;
  readonly market: Float64Array;
  readonly marketSquares: Float64Array;
}

export interface BlockResult {
  /** Number of the block: floor(from / 16). */
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly units: number;
  readonly horizon: number;
  readonly metrics: number;
  /** [run][unit][period][metric], whole numbers; places as in `twin/metrics`. */
  readonly recorded: Float64Array;
  readonly cells: CellMoments;
  /** SHA-256 in hexadecimal; see {@link hashBlock}. */
  readonly hash: string;
  /** Wall time of each run in milliseconds; not part of the hash. */
  readonly runMilliseconds: Float64Array;
}

/** The part of a block's record that belongs to run `from + index`. */
export function runRecord(block: BlockResult, index: number): Float64Array {
  const length = block.units * block.horizon * block.metrics;
  return block.recorded.subarray(index * length, (index + 1) * length);
}

/** Cuts runs [from, to) into blocks of 16, aligned to multiples of 16; the first and last may be partial. */
export function blockRanges(from: number, to: number, size = BLOCK_RUNS): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, (Math.floor(at / size) + 1) * size);
    ranges.push({ from: at, to: end });
    at = end;
  }
  return ranges;
}

/** A block under way: one run a call of `next`, so that a thread can breathe, report and stop between runs. */
export interface BlockSimulation {
  /** Simulates the next run. Throws an error that names run and seed. */
  next(): void;
  readonly finished: boolean;
  result(): BlockResult;
}

/** Starts a block. `clock` gives milliseconds. Memory: 8 bytes × runs × units × horizon × metrics. */
export function startBlock(
  kernel: Kernel,
  state: RunState,
  task: BlockTask,
  clock: () => number,
): BlockSimulation {
  const { seed, from, to, horizon } = task;
  const length = recordLength(kernel, horizon);
  const recorded = new Float64Array(length * (to - from));
  const runMilliseconds = new Float64Array(to - from);
  const cells = createMoments(kernel.cells);
  let run = from;
  return {
    get finished() {
      return run === to;
    },
    next() {
      const started = clock();
      const at = run - from;
      try {
        simulateRun(kernel, state, { seed, run, horizon }, recorded.subarray(at * length, (at + 1) * length));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`run ${run} of seed ${seed} failed: ${reason}`, { cause });
      }
      addMoments(cells, state);
      runMilliseconds[at] = clock() - started;
      run++;
    },
    result() {
      const metrics = recordWidth(kernel.brands);
      const shape = [from, to, kernel.units, horizon, metrics, kernel.cells] as const;
      const columns = [cells.own, cells.ownSquares, cells.market, cells.marketSquares];
      const hash = hashBlock(shape, recorded, columns);
      const block = Math.floor(from / BLOCK_RUNS);
      return {
        block,
        from,
        to,
        units: kernel.units,
        horizon,
        metrics,
        recorded,
        cells,
        hash,
        runMilliseconds,
      };
    },
  };
}

/** Moments of no runs. */
export function createMoments(cells: number): CellMoments {
  return {
    own: new Float64Array(cells),
    ownSquares: new Float64Array(cells),
    market: new Float64Array(cells),
    marketSquares: new Float64Array(cells),
  };
}

function addMoments(moments: CellMoments, state: RunState): void {
  for (let c = 0; c < moments.own.length; c++) {
    const own = state.ownAmount[c];
    const market = state.marketAmount[c];
    moments.own[c] += own;
    moments.ownSquares[c] += own * own;
    moments.market[c] += market;
    moments.marketSquares[c] += market * market;
  }
}

/** Adds the moments of another block, in block order. */
export function mergeMoments(into: CellMoments, from: CellMoments): void {
  for (const name of ["own", "ownSquares", "market", "marketSquares"] as const) {
    const sum = into[name];
    const add = from[name];
    for (let c = 0; c < sum.length; c++) sum[c] += add[c];
  }
}
