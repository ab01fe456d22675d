import { setTimeout } from "node:timers/promises";
import type { RunStatus } from "../../api/scenarios.ts";

/** Milliseconds after which a stream on which nothing has happened says so: who has gone is found out then. */
const SILENCE = 30_000;

/** Statuses as Server-Sent Events. */
export async function* asEvents(statuses: AsyncIterable<RunStatus>): AsyncGenerator<string> {
  const following = statuses[Symbol.asyncIterator]();
  try {
    for (let next = following.next(); ; ) {
      const silence = new AbortController();
      const timer = setTimeout(SILENCE, null, { ref: false, signal: silence.signal }).catch(() => null);
      const status = await Promise.race([next, timer]);
      silence.abort();
      if (status?.done) return;
      if (status) next = following.next();
      yield status ? `data: ${JSON.stringify(status.value)}\n\n` : ": nothing new\n\n";
    }
  } finally {
    // Not waited for: it comes to it at the next change.
    following.return?.().catch(() => undefined);
  }
}
