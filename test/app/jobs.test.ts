import { describe, expect, it } from "vitest";
import { createJobQueue, type TaskContext } from "../../app/server/runs/jobs.ts";
import { CancelledError } from "../../core/errors.ts";

/** A task that ends when it is told to, and stops when it is cancelled. */
function heldTask() {
  let finish: (value: string) => void = () => {};
  let started: TaskContext | null = null;
  const task = (context: TaskContext) => {
    started = context;
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      context.signal.addEventListener("abort", () => reject(new CancelledError()));
    });
  };
  return { task, finish: (value: string) => finish(value), context: () => started };
}

const turn = () => new Promise(resolve => setImmediate(resolve));

describe("the queue of jobs", () => {
  it("runs one at a time, in order, and says how many are before", async () => {
    const queue = createJobQueue<string>({ waiting: 8, remembered: 8 });
    const [one, two, three] = [heldTask(), heldTask(), heldTask()];
    const jobs = [
      queue.submit("1", 10, one.task),
      queue.submit("2", 10, two.task),
      queue.submit("3", 10, three.task),
    ];
    expect(jobs.map(job => job.status().state)).toEqual(["running", "queued", "queued"]);
    expect(jobs.map(job => job.status().position)).toEqual([0, 1, 2]);
    one.finish("first");
    expect(await jobs[0]!.result).toBe("first");
    await turn();
    expect(jobs.map(job => job.status().state)).toEqual(["done", "running", "queued"]);
    expect(jobs[2]!.status().position).toBe(1);
    expect(three.context()).toBeNull();
    await queue.close();
  });

  it("tells the time left at the pace so far", async () => {
    let now = 0;
    const queue = createJobQueue<string>({ waiting: 8, remembered: 8, clock: () => now });
    const held = heldTask();
    const job = queue.submit("1", 100, held.task);
    expect(job.status()).toMatchObject({ done: 0, total: 100, secondsLeft: null });
    // Starting threads takes its time; it says nothing about the pace.
    now = 5000;
    held.context()!.onProgress({ done: 20, total: 100 });
    expect(job.status()).toMatchObject({ done: 20, total: 100, secondsLeft: null });
    now = 7000;
    held.context()!.onProgress({ done: 60, total: 100 });
    expect(job.status()).toMatchObject({ done: 60, total: 100, secondsLeft: 2 });
    await queue.close();
  });

  it("cancels what waits at once and what runs through its signal, and goes on with the next", async () => {
    const queue = createJobQueue<string>({ waiting: 8, remembered: 8 });
    const [one, two, three] = [heldTask(), heldTask(), heldTask()];
    const first = queue.submit("1", 1, one.task);
    const second = queue.submit("2", 1, two.task);
    const third = queue.submit("3", 1, three.task);
    second.cancel();
    expect(second.status().state).toBe("cancelled");
    await expect(second.result).rejects.toThrow(CancelledError);
    first.cancel();
    await expect(first.result).rejects.toThrow(CancelledError);
    await turn();
    expect(first.status().state).toBe("cancelled");
    expect(two.context()).toBeNull();
    expect(third.status().state).toBe("running");
    await queue.close();
    expect(third.status().state).toBe("cancelled");
  });

  it("gives back the job that asks the same, and starts a cancelled one anew", async () => {
    const queue = createJobQueue<string>({ waiting: 8, remembered: 8 });
    const held = heldTask();
    const job = queue.submit("1", 1, held.task);
    expect(queue.submit("1", 1, held.task)).toBe(job);
    job.cancel();
    await turn();
    const again = queue.submit("1", 1, held.task);
    expect(again).not.toBe(job);
    held.finish("there");
    expect(await again.result).toBe("there");
    expect(queue.submit("1", 1, held.task)).toBe(again);
    await queue.close();
  });

  it("keeps a failure with its job, takes no more than its room, and forgets the oldest results", async () => {
    const queue = createJobQueue<string>({ waiting: 1, remembered: 2 });
    const failed = queue.submit("failed", 1, async () => {
      throw new Error("out of luck");
    });
    await expect(failed.result).rejects.toThrow("out of luck");
    expect(failed.status()).toMatchObject({ state: "failed", error: new Error("out of luck") });
    await turn();
    const held = heldTask();
    queue.submit("runs", 1, held.task);
    queue.submit("waits", 1, async () => "done");
    expect(() => queue.submit("more", 1, async () => "never")).toThrow(/wait already/);
    held.finish("done");
    await queue.get("waits")!.result;
    await turn();
    expect(queue.get("failed")).toBeUndefined();
    expect(queue.get("runs")?.status().state).toBe("done");
    await queue.close();
  });

  it("calls who listens at every change, until the end", async () => {
    const queue = createJobQueue<string>({ waiting: 8, remembered: 8 });
    const held = heldTask();
    const job = queue.submit("1", 4, held.task);
    const seen: string[] = [];
    job.listen(() => seen.push(`${job.status().state} ${job.status().done}`));
    held.context()!.onProgress({ done: 2, total: 4 });
    held.finish("x");
    await job.result;
    await turn();
    expect(seen).toEqual(["running 2", "done 2"]);
    await queue.close();
  });
});
