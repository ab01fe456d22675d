import { once } from "node:events";
import type { RunStatus } from "../../api/scenarios.ts";
import { classify } from "../../effects/surroundings.ts";
import type { Job } from "./jobs.ts";

/** A job as the page is told of it. */
export function statusOf(id: string, job: Job<unknown>): RunStatus {
  const { state, position, done, total, secondsLeft, error } = job.status();
  return { id, state, position, done, total, seconds_left: secondsLeft, problem: problemOf(state, error) };
}

function problemOf(state: RunStatus["state"], thrown: unknown): RunStatus["problem"] {
  if (state !== "failed") return null;
  const error = classify(thrown);
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === "string" ? code : "bug", message };
}

/** Every status from now to the end of the job. */
export async function* follow(id: string, job: Job<unknown>): AsyncGenerator<RunStatus> {
  const changes = new EventTarget();
  const stopListening = job.listen(() => changes.dispatchEvent(new Event("change")));
  try {
    for (;;) {
      const changed = once(changes, "change");
      const status = statusOf(id, job);
      yield status;
      if (status.state !== "queued" && status.state !== "running") return;
      await changed;
    }
  } finally {
    stopListening();
  }
}
