import { CancelledError, InputError } from "../../../core/errors.ts";

/** Where a job stands. `position` is the number of jobs before it. */
export interface JobStatus {
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly position: number;
  /** Runs simulated, of how many. */
  readonly done: number;
  readonly total: number;
  /** At the pace so far; null while that is not known. */
  readonly secondsLeft: number | null;
  readonly error: unknown;
}

export interface Job<T> {
  readonly id: string;
  status(): JobStatus;
  /** Called at every change until the job has ended. @returns how to stop listening. */
  listen(listener: () => void): () => void;
  cancel(): void;
  /** What came of it; rejects where it failed or was cancelled. */
  readonly result: Promise<T>;
}

export interface TaskContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface JobQueue<T> {
  /** Takes a job in, or gives back the one with this id that waits, runs or is done. */
  submit(id: string, total: number, task: (context: TaskContext) => Promise<T>): Job<T>;
  get(id: string): Job<T> | undefined;
  /** Forgets a job that has ended, so that it can be asked again. */
  forget(id: string): void;
  /** Cancels everything and waits until nothing runs. */
  close(): Promise<void>;
}

export interface QueueOptions {
  /** Jobs that may wait. */
  readonly waiting: number;
  /** Ended jobs that are remembered. */
  readonly remembered: number;
  /** Milliseconds; for tests. */
  readonly clock?: () => number;
}

interface Entry<T> extends Job<T> {
  start(): Promise<void>;
  changed(): void;
  readonly ended: boolean;
}

/** Jobs one at a time, in the order in which they came. */
export function createJobQueue<T>({
  waiting,
  remembered,
  clock = () => performance.now(),
}: QueueOptions): JobQueue<T> {
  const jobs = new Map<string, Entry<T>>();
  const queue: Entry<T>[] = [];
  let running: Promise<void> | null = null;
  let closed = false;

  const moveOn = () => {
    if (running !== null) return;
    const next = queue.shift();
    if (!next) return;
    running = next.start().finally(() => {
      running = null;
      forget();
      moveOn();
    });
    for (const job of queue) job.changed();
  };
  const forget = () => {
    const ended = [...jobs.values()].filter(job => job.ended);
    for (const job of ended.slice(0, Math.max(0, ended.length - remembered))) jobs.delete(job.id);
  };
  const leave = (job: Entry<T>) => {
    const at = queue.indexOf(job);
    if (at >= 0) queue.splice(at, 1);
    for (const other of queue) other.changed();
  };

  return {
    submit(id, total, task) {
      const known = jobs.get(id);
      if (known && !["failed", "cancelled"].includes(known.status().state)) return known;
      if (closed) throw new InputError("closing", "the server is closing; start it again first");
      if (queue.length >= waiting)
        throw new InputError(
          "queue_full",
          `${queue.length} runs wait already; wait for one to end or cancel one`,
        );
      const job = createJob(id, { total, task, clock, before: j => queue.indexOf(j) + 1, leave });
      // Last in the order of insertion, so that it is the last to be forgotten.
      jobs.delete(id);
      jobs.set(id, job);
      queue.push(job);
      moveOn();
      return job;
    },
    get: id => jobs.get(id),
    forget(id) {
      if (jobs.get(id)?.ended) jobs.delete(id);
    },
    async close() {
      closed = true;
      for (const job of jobs.values()) job.cancel();
      await running;
    },
  };
}

interface JobInputs<T> {
  readonly total: number;
  readonly task: (context: TaskContext) => Promise<T>;
  readonly clock: () => number;
  /** Number of jobs before this one, the running one included. */
  readonly before: (job: Entry<T>) => number;
  readonly leave: (job: Entry<T>) => void;
}

function createJob<T>(id: string, { total, task, clock, before, leave }: JobInputs<T>): Entry<T> {
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  let state: JobStatus["state"] = "queued";
  let progress = { done: 0, total };
  /** The first report of finished runs: what came before it was warming up. */
  let pace: { readonly at: number; readonly done: number } | null = null;
  let error: unknown = null;
  let settle: { resolve: (value: T) => void; reject: (reason: unknown) => void };
  const result = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever wants the result hears of its failure; a job that nobody asks after is no crash.
  result.catch(() => undefined);
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  const end = (how: "done" | "failed" | "cancelled") => {
    state = how;
    changed();
    listeners.clear();
  };
  const secondsLeft = () => {
    const done = progress.done - (pace?.done ?? 0);
    if (state !== "running" || pace === null || done <= 0) return null;
    return Math.ceil((((clock() - pace.at) / done) * (progress.total - progress.done)) / 1000);
  };
  const job: Entry<T> = {
    id,
    result,
    changed,
    get ended() {
      return state === "done" || state === "failed" || state === "cancelled";
    },
    status: () => ({
      state,
      position: state === "queued" ? before(job) : 0,
      ...progress,
      secondsLeft: secondsLeft(),
      error,
    }),
    listen(listener) {
      if (!job.ended) listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cancel() {
      stop.abort();
      if (state !== "queued") return;
      leave(job);
      settle.reject(new CancelledError());
      end("cancelled");
    },
    async start() {
      state = "running";
      changed();
      const onProgress: TaskContext["onProgress"] = next => {
        progress = { done: next.done, total: next.total };
        if (next.done > 0) pace ??= { at: clock(), done: next.done };
        changed();
      };
      try {
        settle.resolve(await task({ signal: stop.signal, onProgress }));
        end("done");
      } catch (thrown) {
        error = thrown;
        settle.reject(thrown);
        end(stop.signal.aborted ? "cancelled" : "failed");
      }
    },
  };
  return job;
}
