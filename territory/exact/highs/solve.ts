import { Worker } from "node:worker_threads";
import { CancelledError } from "../../../core/errors.ts";
import { workerModule } from "../../../core/workerModule.ts";
import type { Program } from "./program.ts";
import type { Report, Start, Task } from "./protocol.ts";

/**
 * The only door to HiGHS (Huangfu and Hall 2018): linear and mixed-integer programs, solved on one thread that cannot be
 * interrupted and so is one of its own, which is ended where a deadline or the person says so.
 */
export interface Solver {
  /**
   * @param how.seconds what the search may take; the best until then is the answer
   * @param how.gap how far the objective may stay from its bound, in its own unit; default: a millionth
   * @param how.start values of some variables to start from; HiGHS completes them where it can
   * @throws CancelledError when the signal is aborted
   */
  solve(program: Program, how: How): Promise<Answer>;
  /** Ends the thread. */
  close(): Promise<void>;
}

export interface How {
  readonly seconds: number;
  readonly gap?: number;
  readonly start?: Start;
  readonly signal?: AbortSignal;
}

export interface Answer {
  /** `infeasible` and `optimal` are proven; `stopped`: the time was up. */
  readonly status: "optimal" | "infeasible" | "stopped";
  /** Objective of the best solution; Infinity: none found. */
  readonly value: number;
  /** No solution has a lower objective; Infinity where none exists. */
  readonly bound: number;
  /** Value of each variable in the best solution; null: none found. */
  readonly x: Float64Array | null;
}

/** Milliseconds after the deadline until a thread that has not answered is ended. */
const GRACE = 2000;

/** The thread starts with the first program; a program waits for the one before it. */
export function openSolver(): Solver {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const started = () => {
    if (worker) return worker;
    const { filename, execArgv } = workerModule(new URL("./worker.ts", import.meta.url));
    worker = new Worker(filename, execArgv ? { execArgv } : {});
    return worker;
  };
  const end = async () => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  return {
    solve(program, how) {
      const run = last.then(() => one(started(), end, program, how));
      last = run.catch(() => undefined);
      return run;
    },
    close: end,
  };
}

/** One program on the thread. What was reported last is the answer when the thread has to be ended. */
function one(worker: Worker, end: () => Promise<void>, program: Program, how: How): Promise<Answer> {
  const { seconds, gap = 1e-6, start, signal } = how;
  return new Promise((resolve, reject) => {
    let [value, bound]: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let x: Float64Array | null = null;
    const settle = (then: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      worker.off("message", hear).off("error", fail);
      then();
    };
    const fail = (error: unknown) => settle(() => void end().then(() => reject(error)));
    const cancel = () => fail(new CancelledError());
    const late = () => settle(() => void end().then(() => resolve({ status: "stopped", value, bound, x })));
    const hear = (report: Report) => {
      if (report.kind === "better") [value, x] = [report.value, report.x];
      else if (report.kind === "bound") bound = Math.max(bound, report.bound);
      else settle(() => resolve(answerOf(report)));
    };
    const timer = setTimeout(late, 1000 * seconds + GRACE);
    if (signal?.aborted) return cancel();
    signal?.addEventListener("abort", cancel);
    worker.on("message", hear).on("error", fail);
    worker.postMessage({ program, start, seconds, gap } satisfies Task);
  });
}

function answerOf(report: Report & { kind: "infeasible" | "done" }): Answer {
  if (report.kind === "infeasible")
    return {
      status: "infeasible",
      value: Number.POSITIVE_INFINITY,
      bound: Number.POSITIVE_INFINITY,
      x: null,
    };
  const { through, bound, best } = report;
  const status = through ? "optimal" : "stopped";
  return { status, bound, value: best?.value ?? Number.POSITIVE_INFINITY, x: best?.x ?? null };
}
