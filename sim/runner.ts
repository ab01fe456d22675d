import { availableParallelism } from "node:os";
import { InputError } from "../core/errors.ts";
import { createPool } from "./pool.ts";
import type { Runner } from "./runs.ts";
import { createSameThreadRunner } from "./sameThread.ts";

export type { Progress, Runner, RunOptions, RunSummary } from "./runs.ts";

/** Options of {@link createRunner}. */
export interface RunnerOptions {
  /** 1: this thread, between runs of which the event loop turns. 2 or more: a pool. Default: every core. */
  readonly threads?: number;
  /** Take a pool even for one thread, so that this thread stays free (servers). */
  readonly background?: boolean;
}

/** A runner on this machine. Close it when done. */
export function createRunner({ threads, background = false }: RunnerOptions = {}): Runner {
  const count = threads ?? availableParallelism();
  if (!(Number.isInteger(count) && count >= 1 && count <= 1024))
    throw new InputError("threads", `threads is ${count}; expected a whole number from 1 to 1024`);
  return count > 1 || background ? createPool(count) : createSameThreadRunner();
}
