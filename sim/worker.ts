import { move, transferableSymbol, valueSymbol } from "piscina";
import { type BlockResult, type BlockTask, startBlock } from "./block.ts";
import { createKernel, type Kernel } from "./js/kernel.ts";
import { withLevers } from "./js/openLevers.ts";
import { withView } from "./js/openView.ts";
import { createState, type RunState } from "./js/state.ts";
import type { Levers } from "./spec/levers.ts";
import type { KernelModel } from "./spec/model.ts";
import type { UnitView } from "./spec/unitView.ts";

/** One block for a worker thread. The model's columns are shared memory; the ids tell what is open here already. */
export interface WorkerTask {
  readonly model: KernelModel;
  readonly modelId: number;
  readonly levers: Levers | null;
  readonly leversId: number;
  readonly view: UnitView | null;
  readonly viewId: number;
  readonly task: BlockTask;
  /** One shared counter of finished runs. */
  readonly finished: Int32Array;
}

let opened: { id: number; kernel: Kernel } | null = null;
let course: { ids: string; kernel: Kernel; state: RunState } | null = null;

function open({ model, modelId, levers, leversId, view, viewId }: WorkerTask) {
  const ids = `${modelId}/${leversId}/${viewId}`;
  if (course?.ids === ids) return course;
  if (opened?.id !== modelId) opened = { id: modelId, kernel: createKernel(model) };
  const kernel = withView(withLevers(opened.kernel, levers), view);
  course = { ids, kernel, state: createState(kernel) };
  return course;
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
