import { CancelledError } from "../core/errors.ts";
import { startBlock } from "./block.ts";
import { createKernel, type Kernel } from "./js/kernel.ts";
import { withLevers } from "./js/openLevers.ts";
import { withView } from "./js/openView.ts";
import { createState, type RunState } from "./js/state.ts";
import { type Runner, specRanges, startSummary } from "./runs.ts";
import type { KernelModel } from "./spec/model.ts";
import { type RunSpec, validateSpec } from "./spec/runSpec.ts";

type Course = Pick<RunSpec, "levers" | "view">;

/** A runner on the calling thread; the event loop turns between runs. */
export function createSameThreadRunner(): Runner {
  let opened: { model: KernelModel; kernel: Kernel } | null = null;
  let course: { plain: Kernel; spec: Course; kernel: Kernel; state: RunState } | null = null;
  let closed = false;
  const open = (model: KernelModel, { levers, view }: Course) => {
    if (opened?.model !== model) opened = { model, kernel: createKernel(model) };
    const plain = opened.kernel;
    if (course?.plain === plain && course.spec.levers === levers && course.spec.view === view) return course;
    const kernel = withView(withLevers(plain, levers), view);
    course = { plain, spec: { levers, view }, kernel, state: createState(kernel) };
    return course;
  };
  return {
    threads: 1,
    async run(model, spec, options) {
      validateSpec(model, spec);
      const { kernel, state } = open(model, spec);
      const summary = startSummary(spec, options);
      let done = 0;
      for (const range of specRanges(spec, options)) {
        const task = { seed: spec.seed, horizon: spec.horizon, ...range };
        const block = startBlock(kernel, state, task, () => performance.now());
        while (!block.finished) {
          if (closed || options.signal?.aborted) throw new CancelledError();
          block.next();
          summary.progress(++done);
          await turn();
        }
        await summary.deliver(block.result());
      }
      return summary.end();
    },
    async close() {
      closed = true;
      opened = null;
      course = null;
    },
  };
}

/** Lets the event loop turn, so that signals and requests are seen between runs. */
function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
