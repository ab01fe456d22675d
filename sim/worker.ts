import { move, transferableSymbol, valueSymbol } from "piscina";
import { type BlockResult, type BlockTask, startBlock } from "./block.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import type { KernelModel } from "./model.ts";
import { createState, type RunState } from "./state.ts";

/** One block for a worker thread. The model's columns are shared memory; its id tells whether it is open here. */
export interface WorkerTask {
  readonly model: KernelModel;
  readonly modelId: number;
  readonly task: BlockTask;
  /** One shared counter of finished runs. */
  readonly finished: Int32Array;
}

let opened: { id: number; kernel: Kernel; state: RunState } | null = null;

function open({ model, modelId }: WorkerTask): { kernel: Kernel; state: RunState } {
  if (opened?.id === modelId) return opened;
  const kernel = createKernel(model);
  opened = { id: modelId, kernel, state: createState(kernel) };
  return opened;
}

/** Simulates the block and moves its buffers, uncopied, to the main thread. */
export default function work(message: WorkerTask): unknown {
  const { kernel, state } = open(message);
  const block = startBlock(kernel, state, message.task, () => performance.now());
  while (!block.finished) {
    block.next();
    Atomics.add(message.finished, 0, 1);
  }
  const result = block.result();
  return move({ [transferableSymbol]: buffersOf(result), [valueSymbol]: result });
}

function buffersOf({ recorded, runMilliseconds, cells }: BlockResult): ArrayBufferLike[] {
  return [recorded, runMilliseconds, ...Object.values(cells)].map((a: Float64Array) => a.buffer);
}
