import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { CancelledError, EnvironmentError } from "../../../core/errors.ts";
import { workerModule } from "../../../core/workerModule.ts";
import type { PlanTask } from "../../api/planJobs.ts";
import type { RunQuestion, RunRequest } from "../../api/scenarios.ts";
import { type Call, type Reply, receivedError } from "./protocol.ts";

/** Milliseconds that a cancelled run has to end by itself, before its process is ended. */
const GRACE = 5000;
/** Milliseconds without a call after which the process ends and gives its memory back. */
const IDLE = 600_000;

/** Compiles and runs pairs of scenarios, and searches and prices plans, in a process of its own, behind everything else on the machine. */
export interface Simulator {
  /** Reads and compiles both sides. @returns them, and the id of the answer @throws InputError for what is wrong with them. */
  pose(dir: string, request: RunRequest): Promise<RunQuestion>;
  /** Runs a question that was posed, and keeps its answer. @throws EnvironmentError `crashed` if the process ended. */
  answer(dir: string, request: RunRequest, id: string, context: AnswerContext): Promise<void>;
  /** Searches plans or prices them. @returns what `doPlanTask` does @throws InputError for what is wrong with the question */
  plan(dir: string, task: PlanTask, context: AnswerContext): Promise<unknown>;
  /** The process, while there is one. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export interface AnswerContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

interface Pending {
  readonly asked: ChildProcess;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: AnswerContext["onProgress"];
}

export interface SimulatorOptions {
  /** Default: all cores; they are taken from nobody who wants them. */
  readonly threads?: number;
  readonly grace?: number;
  readonly idle?: number;
}

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { threads = availableParallelism(), grace = GRACE, idle = IDLE } = options;
  const pending = new Map<number, Pending>();
  let child: ChildProcess | null = null;
  let rest: NodeJS.Timeout | undefined;
  let calls = 0;

  function start(): ChildProcess {
    const started = startProcess(threads);
    started.on("message", (reply: Reply) => {
      const waiting = pending.get(reply.call);
      if (reply.kind === "progress") return waiting?.onProgress?.(reply);
      settle(reply.call);
      if (reply.kind === "done") waiting?.resolve(reply.result);
      else waiting?.reject(receivedError(reply.error));
    });
    const ended = (how: string) => {
      if (child === started) child = null;
      const message = `the process that simulates ended (${how}), perhaps for lack of memory; start the run again`;
      for (const [call, { asked, reject }] of [...pending]) {
        if (asked !== started) continue;
        settle(call);
        reject(new EnvironmentError("crashed", message));
      }
    };
    started.on("exit", (code, signal) => ended(signal ?? `code ${code}`));
    started.on("error", error => {
      // One that was never started has no end either.
      if (started.pid === undefined) ended(error.message);
    });
    return started;
  }

  function settle(call: number): void {
    pending.delete(call);
    clearTimeout(rest);
    if (pending.size === 0) rest = setTimeout(end, idle).unref();
  }

  /** Lets the process go; whoever asks meanwhile gets another one. */
  function end(): ChildProcess | null {
    const ending = child;
    child = null;
    if (ending?.connected) ending.disconnect();
    return ending;
  }

  function ask(message: (call: number) => Call, onProgress?: AnswerContext["onProgress"]) {
    const call = ++calls;
    clearTimeout(rest);
    const asked = child ?? start();
    child = asked;
    const answered = new Promise<unknown>((resolve, reject) =>
      pending.set(call, { asked, resolve, reject, ...(onProgress && { onProgress }) }),
    );
    asked.send(message(call), () => undefined);
    return { call, asked, answered };
  }

  /** A call that may be cancelled, and reports how far it is. */
  async function cancellable(message: (call: number) => Call, { signal, onProgress }: AnswerContext) {
    if (signal.aborted) throw new CancelledError();
    const { call, asked, answered } = ask(message, onProgress);
    let kill: NodeJS.Timeout | undefined;
    const cancel = () => {
      asked.send({ kind: "cancel", call } satisfies Call, () => undefined);
      kill = setTimeout(() => asked.kill("SIGKILL"), grace);
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await answered;
    } finally {
      signal.removeEventListener("abort", cancel);
      clearTimeout(kill);
    }
  }

  return {
    pose: (dir, request) =>
      ask(call => ({ kind: "pose", call, dir, request })).answered as Promise<RunQuestion>,
    async answer(dir, request, id, context) {
      await cancellable(call => ({ kind: "answer", call, dir, request, id }), context);
    },
    plan: (dir, task, context) => cancellable(call => ({ kind: "plan", call, dir, task }), context),
    get pid() {
      return child?.pid;
    },
    async close() {
      clearTimeout(rest);
      const ending = end();
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const kill = setTimeout(() => ending.kill("SIGKILL"), grace);
      await once(ending, "exit");
      clearTimeout(kill);
    },
  };
}

function startProcess(threads: number): ChildProcess {
  const { filename, execArgv = [] } = workerModule(new URL("./process.ts", import.meta.url));
  const child = fork(filename, [String(threads)], {
    execArgv,
    // It answers nobody but the server.
    env: { ...process.env, PENUMBRA_TOKEN: undefined },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  // It must not keep a server alive that has nothing else to do; without one it ends.
  child.unref();
  child.channel?.unref();
  return child;
}
