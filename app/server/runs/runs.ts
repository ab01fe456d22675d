import { EnvironmentError, InputError } from "../../../core/errors.ts";
import type { RunQuestion, RunRequest, RunResult, RunStatus } from "../../api/scenarios.ts";
import { keptAnswer } from "../../run/compareMarket.ts";
import type { ScenarioDesk } from "../scenarios/desk.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { follow, statusOf } from "./follow.ts";
import type { Job, JobQueue } from "./jobs.ts";

/** The runs that a server makes for the page: one at a time, in a process of their own, whoever looks on or not. */
export interface Runs {
  /** Takes a question in. The same question about the same twin has the same id and is asked once. */
  start(desk: ScenarioDesk, request: RunRequest): Promise<RunStatus>;
  status(desk: ScenarioDesk, id: string): Promise<RunStatus>;
  /** Both sides as they were taken in, whatever has become of their files since. */
  question(desk: ScenarioDesk, id: string): Promise<RunQuestion>;
  result(desk: ScenarioDesk, id: string): Promise<RunResult>;
  /** Stops a run; one that has ended, here or in another process, stays as it is. */
  cancel(desk: ScenarioDesk, id: string): Promise<RunStatus>;
  /** Every status from now to the end of the run; of one that has ended, the last. */
  follow(desk: ScenarioDesk, id: string): Promise<AsyncIterable<RunStatus>>;
}

/** @param queue of all that the server works on for the page, one thing at a time */
export function createRuns(simulator: Simulator, queue: JobQueue<unknown>): Runs {
  /** What the jobs ask, by their ids, as long as the queue knows them. */
  const asked = new Map<string, RunQuestion>();

  /** The run of this server, or the status of one that another process has kept. @throws InputError `not_found` */
  async function find(desk: ScenarioDesk, id: string): Promise<Job<unknown> | RunStatus> {
    const job = queue.get(`${desk.id}/${id}`);
    if (job) return job;
    const kept = await keptAnswer(desk.dir, id);
    if (kept) return keptStatus(id, 2 * kept.runs);
    throw unknownRun(desk, id);
  }

  return {
    async start(desk, request) {
      const { runs } = request;
      const question = await simulator.pose(desk.dir, request);
      const { id } = question;
      const key = `${desk.id}/${id}`;
      const kept = await isKept(desk.dir, id);
      const known = queue.get(key);
      if (kept && !known) return keptStatus(id, 2 * runs);
      // Its answer has been removed, or damaged: the question is open again.
      if (!kept && known?.status().state === "done") queue.forget(key);
      const job = queue.submit(key, 2 * runs, context => simulator.answer(desk.dir, request, id, context));
      asked.set(key, question);
      for (const other of asked.keys()) if (!queue.get(other)) asked.delete(other);
      return statusOf(id, job);
    },
    async status(desk, id) {
      const found = await find(desk, id);
      return isJob(found) ? statusOf(id, found) : found;
    },
    async question(desk, id) {
      const found = asked.get(`${desk.id}/${id}`) ?? (await keptAnswer(desk.dir, id));
      if (found) return found;
      throw unknownRun(desk, id);
    },
    async result(desk, id) {
      const state = queue.get(`${desk.id}/${id}`)?.status().state ?? "done";
      const kept = state === "done" ? await keptAnswer(desk.dir, id) : null;
      if (kept) return kept;
      throw state === "done"
        ? unknownRun(desk, id)
        : new InputError("not_found", `run "${id}" has no result: it is ${state}`);
    },
    async cancel(desk, id) {
      const found = await find(desk, id);
      if (!isJob(found)) return found;
      found.cancel();
      return statusOf(id, found);
    },
    async follow(desk, id) {
      const found = await find(desk, id);
      return isJob(found) ? follow(id, found) : alone(found);
    },
  };
}

function isJob(found: Job<unknown> | RunStatus): found is Job<unknown> {
  return "listen" in found;
}

async function* alone(status: RunStatus): AsyncGenerator<RunStatus> {
  yield status;
}

/** Whether an answer is there and sound: one that is damaged is made anew. */
async function isKept(dir: string, id: string): Promise<boolean> {
  try {
    return (await keptAnswer(dir, id)) !== null;
  } catch (error) {
    if (error instanceof EnvironmentError && error.code === "run_damaged") return false;
    throw error;
  }
}

function unknownRun(desk: ScenarioDesk, id: string): InputError {
  return new InputError("not_found", `there is no run "${id}" of ${desk.id}; start it again`);
}

/** Of an answer that is on disk already. */
function keptStatus(id: string, total: number): RunStatus {
  return { id, state: "done", position: 0, done: total, total, seconds_left: null, problem: null };
}
