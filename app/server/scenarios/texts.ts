import { Piscina } from "piscina";
import type { InputCode } from "../../../core/errorCodes.ts";
import { InputError } from "../../../core/errors.ts";
import { workerModule } from "../../../core/workerModule.ts";
import type { TextAnswer, TextTask, TextWork } from "./textWorker.ts";

/**
 * Reads texts of others on threads of their own, so that the one that answers is never busy with them. The limits of
 * what is read keep the work short; this is the second wall, for what they do not foresee.
 */
export type ScenarioTexts = {
  readonly [Name in keyof TextWork]: (
    ...given: Parameters<TextWork[Name]>
  ) => Promise<Awaited<ReturnType<TextWork[Name]>>>;
} & {
  /** Ids of the threads that are there. */
  threads(): number[];
  close(): Promise<void>;
};

/** What reading a text may cost. */
export interface TextLimits {
  /** Milliseconds from being asked to the answer, after which the thread is ended. */
  readonly deadline: number;
  /** Texts that wait for a thread; who comes then is told to come again. */
  readonly waiting: number;
  /** Megabytes of a thread. */
  readonly memory: number;
}

const LIMITS: TextLimits = { deadline: 10_000, waiting: 32, memory: 256 };
const THREADS = 2;
/** Milliseconds without work until the second thread goes. */
const IDLE = 30_000;

/** Codes of errors that say nothing of the text itself, but that it could not be read now. */
export const UNREAD: ReadonlySet<InputCode> = new Set<InputCode>([
  "queue_full",
  "text_deadline",
  "text_memory",
]);

export function createScenarioTexts(limits: Partial<TextLimits> = {}): ScenarioTexts {
  const { deadline, waiting, memory } = { ...LIMITS, ...limits };
  let pool: Piscina<TextTask, TextAnswer> | null = null;
  let open = 0;

  function started(): Piscina<TextTask, TextAnswer> {
    if (pool) return pool;
    pool = new Piscina<TextTask, TextAnswer>({
      ...workerModule(new URL("./textWorker.ts", import.meta.url)),
      // One stays: Piscina starts none for who still waits when the one that is ended was the last.
      minThreads: 1,
      maxThreads: THREADS,
      idleTimeout: IDLE,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    // What fails in a task rejects its promise; what belongs to no task must not end the process.
    pool.on("error", () => undefined);
    return pool;
  }

  async function run(task: TextTask): Promise<never> {
    // Piscina does not count those that come while its threads start.
    if (open >= THREADS + waiting)
      throw new InputError("queue_full", "too many scenarios are being read; try again in a moment");
    open++;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), deadline);
    try {
      const answer = await started().run(task, { signal: stop.signal });
      if ("done" in answer) return answer.done as never;
      const { code, message, details } = answer.fault;
      throw new InputError(code, message, details);
    } catch (error) {
      throw told(error, stop.signal.aborted);
    } finally {
      open--;
      clearTimeout(timer);
    }
  }

  function told(error: unknown, late: boolean): unknown {
    if (late) {
      const message = `the scenario was not read within ${deadline / 1000} s; write it shorter, or try again when the server is less busy`;
      return new InputError("text_deadline", message);
    }
    if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY")
      return new InputError(
        "text_memory",
        `the scenario took more than ${memory} MB to read; write it shorter`,
      );
    return error;
  }

  return {
    outline: (...given) => run(["outline", ...given]),
    read: (...given) => run(["read", ...given]),
    faults: ({ code, message, details }, ...given) => run(["faults", { code, message, details }, ...given]),
    threads: () => pool?.threads.map(({ threadId }) => threadId) ?? [],
    async close() {
      await pool?.destroy();
      pool = null;
    },
  };
}

/** The one of this process: its threads start with the first text, and keep no process alive. */
export const scenarioTexts = createScenarioTexts();
