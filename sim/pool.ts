import { Piscina } from "piscina";
import { CancelledError } from "../core/errors.ts";
import { workerModule } from "../core/workerModule.ts";
import type { BlockResult } from "./block.ts";
import { type Runner, type RunOptions, specRanges, startSummary } from "./runs.ts";
import { shareLevers } from "./spec/levers.ts";
import { type RunSpec, validateSpec } from "./spec/runSpec.ts";
import type { WorkerTask } from "./worker.ts";

/** Milliseconds between looks at the counter of finished runs. */
const PROGRESS_INTERVAL = 100;

/** A runner with `threads` worker threads, started at the first run. The model's memory is shared, not copied. */
export function createPool(threads: number): Runner {
  let pool: Piscina<WorkerTask, BlockResult> | null = null;
  const ids = new WeakMap<object, number>();
  let next = 1;
  const idOf = (opened: object | null) => {
    if (opened === null) return 0;
    const id = ids.get(opened) ?? next++;
    ids.set(opened, id);
    return id;
  };
  return {
    threads,
    async run(model, spec, options) {
      validateSpec(model, spec);
      pool ??= startThreads(threads);
      const running = pool;
      const { levers, view } = spec;
      const course = {
        ...{ model, modelId: idOf(model), levers: shareLevers(levers), leversId: idOf(levers) },
        ...{ view, viewId: idOf(view) },
      };
      return runBlocks(running, course, spec, options).catch(error => {
        throw running === pool ? error : new CancelledError();
      });
    },
    async close() {
      const running = pool;
      pool = null;
      await running?.destroy();
    },
  };
}

function startThreads(threads: number): Piscina<WorkerTask, BlockResult> {
  const pool = new Piscina<WorkerTask, BlockResult>({
    ...workerModule(new URL("./worker.ts", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  // What fails in a task rejects its promise. Only what belongs to no task comes here, such as a block that arrives
  // just after it was cancelled; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/** Keeps 2·threads blocks in flight and delivers them in order; the first failure in run order ends all. */
async function runBlocks(
  pool: Piscina<WorkerTask, BlockResult>,
  course: Omit<WorkerTask, "task" | "finished">,
  spec: RunSpec,
  options: RunOptions,
) {
  const ranges = specRanges(spec, options);
  const summary = startSummary(spec, options);
  const finished = new Int32Array(new SharedArrayBuffer(4));
  const stop = new AbortController();
  const cancel = () => stop.abort();
  if (options.signal?.aborted) throw new CancelledError();
  options.signal?.addEventListener("abort", cancel);
  const report = () => summary.progress(Atomics.load(finished, 0));
  const timer = setInterval(report, PROGRESS_INTERVAL);
  const pending: Promise<BlockResult>[] = [];
  const submit = (range: { from: number; to: number }) => {
    const task = { seed: spec.seed, horizon: spec.horizon, ...range };
    const block = pool.run({ ...course, task, finished }, { signal: stop.signal });
    // Handled where it is awaited; without this a later block's failure would end the process first.
    block.catch(() => undefined);
    pending.push(block);
  };
  try {
    for (let next = 0; next < ranges.length || pending.length > 0; ) {
      while (next < ranges.length && pending.length < 2 * pool.maxThreads) submit(ranges[next++]);
      await summary.deliver(await pending.shift()!);
    }
    report();
    return summary.end();
  } catch (error) {
    stop.abort();
    await Promise.allSettled(pending);
    throw options.signal?.aborted ? new CancelledError() : error;
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener("abort", cancel);
  }
}
