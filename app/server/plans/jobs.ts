import { createHash } from "node:crypto";
import { InputError } from "../../../core/errors.ts";
import type { PlanTask } from "../../api/planJobs.ts";
import type { RunStatus } from "../../api/scenarios.ts";
import { follow, statusOf } from "../runs/follow.ts";
import type { Job, JobQueue } from "../runs/jobs.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { PlanDesk } from "./desk.ts";

/** Searches and prices of plans, in turn with the runs of scenarios. What came of one is kept while the server runs. */
export interface PlanJobs {
  /** The same question about the same market and plans has the same id and is asked once. */
  start(desk: PlanDesk, task: PlanTask): Promise<RunStatus>;
  status(desk: PlanDesk, id: string): RunStatus;
  /** @throws InputError `not_found` until it is there */
  result(desk: PlanDesk, kind: PlanTask["kind"], id: string): Promise<unknown>;
  cancel(desk: PlanDesk, id: string): RunStatus;
  follow(desk: PlanDesk, id: string): AsyncIterable<RunStatus>;
}

export function createPlanJobs(simulator: Simulator, queue: JobQueue<unknown>): PlanJobs {
  function find(desk: PlanDesk, id: string): Job<unknown> {
    const job = queue.get(`${desk.id}/${id}`);
    if (job) return job;
    throw new InputError("not_found", `there is nothing "${id}" under way at ${desk.id}; start it again`);
  }

  return {
    async start(desk, task) {
      const id = `${task.kind}-${await questionHash(desk, task)}`;
      const job = queue.submit(`${desk.id}/${id}`, totalOf(task), context =>
        simulator.plan(desk.dir, task, context),
      );
      return statusOf(id, job);
    },
    status: (desk, id) => statusOf(id, find(desk, id)),
    async result(desk, kind, id) {
      const job = find(desk, id);
      const { state } = job.status();
      if (state === "done" && id.startsWith(`${kind}-`)) return job.result;
      throw new InputError("not_found", `"${id}" has no result of a ${kind}: it is ${state}`);
    },
    cancel(desk, id) {
      const job = find(desk, id);
      job.cancel();
      return statusOf(id, job);
    },
    follow: (desk, id) => follow(id, find(desk, id)),
  };
}

/** Until the work itself tells: a search counts its proposals, a price its runs. */
function totalOf(task: PlanTask): number {
  return task.kind === "price" ? task.request.runs : 1;
}

async function questionHash(desk: PlanDesk, task: PlanTask): Promise<string> {
  const versions = task.kind === "price" ? await desk.versions(task.request.plans) : [];
  const question = JSON.stringify([await desk.stateHash(), versions, task]);
  return createHash("sha256").update(question).digest("hex").slice(0, 12);
}
