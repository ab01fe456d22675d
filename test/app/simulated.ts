import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Simulator } from "../../app/server/simulator/simulator.ts";

/** More runs than are done while a test looks on. */
export const MANY = 100_000;

export const request = (runs: number, seed = 1) => ({
  a: { scenario: "baseline" },
  b: { text: "name: more\nlevers:\n  - {lever: visits, change: +50%}\n", id: "draft" },
  runs,
  seed,
});

/** Whether a process is there. One that has ended and was not collected yet is not. */
export async function lives(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return status !== null && !/\) Z /.test(status);
}

export async function gone(pid: number): Promise<void> {
  while (await lives(pid)) await setTimeout(20);
}

/** Starts a run that would go on for long, and waits until it is under way. */
export async function begun(simulator: Simulator, dir: string, signal = new AbortController().signal) {
  const { id } = await simulator.pose(dir, request(MANY));
  return new Promise<{ readonly ended: Promise<void> }>((resolve, reject) => {
    const ended: Promise<void> = simulator.answer(dir, request(MANY), id, {
      signal,
      onProgress: ({ done }) => done > 0 && resolve({ ended }),
    });
    ended.catch(reject);
  });
}
