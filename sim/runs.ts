import { type BlockResult, blockRanges } from "./block.ts";
import { hashBlocks } from "./blockHash.ts";
import type { KernelModel } from "./spec/model.ts";
import { BLOCK_RUNS, type RunSpec } from "./spec/runSpec.ts";

/** Something that simulates runs. All implementations give the same blocks, in order, with the same bits. */
export interface Runner {
  readonly threads: number;
  /**
   * Simulates the runs of a spec and hands the blocks over in order; the next ones wait while `onBlock` works.
   * Memory: at most 2·threads blocks at once. Throws InputError where the spec does not fit the model,
   * CancelledError soon after `signal` aborts, and an error naming run and seed where a run fails.
   */
  run(model: KernelModel, spec: RunSpec, options: RunOptions): Promise<RunSummary>;
  /** Ends the threads. Runs under way fail with CancelledError. */
  close(): Promise<void>;
}

export interface RunOptions {
  readonly onBlock: (block: BlockResult) => void | Promise<void>;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Runs of a block where no `result_hash` is asked for and memory is short; default 16. */
  readonly blockRuns?: number | undefined;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface RunSummary {
  readonly runs: number;
  /** SHA-256 over the block hashes in order. */
  readonly resultHash: string;
}

/** Collects block hashes and reports progress for any runner. */
export function startSummary(spec: RunSpec, { onBlock, onProgress }: RunOptions) {
  const total = spec.runs.to - spec.runs.from;
  const hashes: string[] = [];
  return {
    progress: (done: number) => onProgress?.({ done, total }),
    async deliver(block: BlockResult): Promise<void> {
      hashes.push(block.hash);
      await onBlock(block);
    },
    end: (): RunSummary => ({ runs: total, resultHash: hashBlocks(hashes) }),
  };
}

/** The ranges of a spec's blocks. */
export function specRanges(spec: RunSpec, options: RunOptions): { from: number; to: number }[] {
  return blockRanges(spec.runs.from, spec.runs.to, options.blockRuns ?? BLOCK_RUNS);
}
