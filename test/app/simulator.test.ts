import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { constants, getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptAnswer } from "../../app/run/compareMarket.ts";
import { currentStateOf } from "../../app/server/host/currentState.ts";
import { createJobQueue } from "../../app/server/runs/jobs.ts";
import { createRuns } from "../../app/server/runs/runs.ts";
import { scenarioDesk } from "../../app/server/scenarios/desk.ts";
import { createSimulator } from "../../app/server/simulator/simulator.ts";
import { CancelledError } from "../../core/errors.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { begun, MANY, request } from "./simulated.ts";

describe("the process that simulates for a server", () => {
  let root: string;
  let dir: string;
  const simulator = createSimulator({ threads: 1 });
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-simulator-"));
    dir = join(root, "tiny");
    await writeTinyBuilt(dir);
  });
  afterAll(async () => {
    await simulator.close();
    await rm(root, { recursive: true, force: true });
  });
  it("is not told the token of the server", async () => {
    process.env.PENUMBRA_TOKEN = "a-secret-of-the-server";
    await simulator.pose(dir, request(16)).finally(() => delete process.env.PENUMBRA_TOKEN);
    const given = await readFile(`/proc/${simulator.pid}/environ`, "utf8");
    expect(given).toContain("PATH=");
    expect(given).not.toContain("a-secret-of-the-server");
  });

  it("keeps the answer under the id that it gave before, and tells how far it is", async () => {
    const { id } = await simulator.pose(dir, request(32));
    const seen: number[] = [];
    const onProgress = ({ done }: { done: number }) => void seen.push(done);
    await simulator.answer(dir, request(32), id, { signal: new AbortController().signal, onProgress });
    expect(seen.at(-1)).toBe(64);
    expect(await keptAnswer(dir, id)).toMatchObject({ id, runs: 32 });
  });

  it("tells what is wrong with a question as such", async () => {
    const wrong = { ...request(16), b: { scenario: "none" } };
    await expect(simulator.pose(dir, wrong)).rejects.toMatchObject({
      name: "InputError",
      code: "scenario_missing",
    });
  });

  it("stands behind everything else with every thread", async () => {
    const stop = new AbortController();
    const { ended } = await begun(simulator, dir, stop.signal);
    const threads = (await readdir(`/proc/${simulator.pid}/task`)).map(Number);
    expect(threads.length).toBeGreaterThan(2);
    const low = threads.map(thread => getPriority(thread));
    stop.abort();
    await expect(ended).rejects.toThrow(CancelledError);
    expect(new Set(low)).toEqual(new Set([constants.priority.PRIORITY_BELOW_NORMAL]));
  });

  it("goes on after a run was cancelled, and takes a question beside a run", async () => {
    const stop = new AbortController();
    const { ended } = await begun(simulator, dir, stop.signal);
    const { pid } = simulator;
    expect((await simulator.pose(dir, request(16, 9))).id).toMatch(/^compare-/);
    stop.abort();
    await expect(ended).rejects.toThrow(CancelledError);
    expect(simulator.pid).toBe(pid);
    expect((await readdir(join(dir, ".penumbra", "runs"))).filter(name => name.startsWith("."))).toEqual([]);
  });

  it("that has not posed a question is told when it is cancelled meanwhile", async () => {
    const { id } = await simulator.pose(dir, request(MANY));
    const fresh = createSimulator({ threads: 1, grace: 60_000 });
    const stop = new AbortController();
    const ended = fresh.answer(dir, request(MANY), id, { signal: stop.signal, onProgress: () => undefined });
    stop.abort();
    await expect(ended).rejects.toThrow(CancelledError);
    await fresh.close();
  });

  it("is asked again where the answer of a question has been removed", async () => {
    const runs = createRuns(simulator, createJobQueue({ waiting: 8, remembered: 20 }));
    const desk = scenarioDesk("tiny", dir, currentStateOf(dir));
    const { id } = await runs.start(desk, request(16, 21));
    for await (const _ of await runs.follow(desk, id));
    await rm(join(dir, ".penumbra", "runs", id), { recursive: true });
    await expect(runs.result(desk, id)).rejects.toMatchObject({ code: "not_found" });
    await runs.start(desk, request(16, 21));
    for await (const _ of await runs.follow(desk, id));
    expect(await runs.result(desk, id)).toMatchObject({ id });
  });
});
