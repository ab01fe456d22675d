import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptAnswer } from "../../app/run/compareMarket.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { createSimulator } from "../../app/server/simulator/simulator.ts";
import { buildMarket } from "../../app/stages/build.ts";
import { EnvironmentError } from "../../core/errors.ts";
import { openRaw } from "./rawHttp.ts";
import { begun, gone, lives, MANY, request } from "./simulated.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

describe("the end of the process that simulates", () => {
  let root: string;
  let dir: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-simulator-"));
    dir = join(root, "tiny");
    await writeTinyMarket(dir);
    await buildMarket(dir, { threads: 1 });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("that crashes is a failure and no hang, and the next question has a new one", async () => {
    const simulator = createSimulator({ threads: 1 });
    const { ended } = await begun(simulator, dir);
    const { pid } = simulator;
    process.kill(pid!, "SIGKILL");
    await expect(ended).rejects.toThrow(EnvironmentError);
    await expect(ended).rejects.toMatchObject({
      code: "crashed",
      message: expect.stringContaining("SIGKILL"),
    });
    const { id } = await simulator.pose(dir, request(16, 3));
    expect(simulator.pid).not.toBe(pid);
    // Posed to the process before, answered by the next.
    process.kill(simulator.pid!, "SIGKILL");
    while (simulator.pid !== undefined) await setTimeout(10);
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    await simulator.answer(dir, request(16, 3), id, context);
    expect(await keptAnswer(dir, id)).toMatchObject({ id });
    await simulator.close();
  });

  it("that does not hear is ended when its run is cancelled", async () => {
    const deaf = createSimulator({ threads: 1, grace: 50 });
    const { id } = await deaf.pose(dir, request(MANY));
    process.kill(deaf.pid!, "SIGSTOP");
    const stop = new AbortController();
    const run = deaf.answer(dir, request(MANY), id, { signal: stop.signal, onProgress: () => undefined });
    stop.abort();
    await expect(run).rejects.toMatchObject({ code: "crashed" });
    await deaf.close();
  });

  it("ends when it has nothing to do, and when it is closed", async () => {
    const idle = createSimulator({ threads: 1, idle: 1 });
    await idle.pose(dir, request(16));
    await gone(idle.pid ?? 0);
    const closed = createSimulator({ threads: 1 });
    await closed.pose(dir, request(16));
    const { pid } = closed;
    await closed.close();
    expect(await lives(pid!)).toBe(false);
  });

  it("ends with its server, however that ends", async () => {
    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      const server = spawn(
        process.execPath,
        ["--import", "tsx", "app/cli/main.ts", "serve", dir, "--port", "0"],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      const address = await new Promise<string>(resolve => {
        server.stdout.on("data", text => resolve(/http:\S+/.exec(String(text))![0]));
      });
      const answer = await fetch(`${address}/api/markets/tiny/runs`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request(MANY)),
      });
      expect(answer.status).toBe(202);
      const children = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, "utf8");
      const [child] = children.trim().split(" ").map(Number);
      expect(await lives(child!)).toBe(true);
      const ended = new Promise<number | null>(resolve => server.on("close", resolve));
      server.kill(signal);
      expect(await ended).toBe(signal === "SIGTERM" ? 0 : null);
      await gone(child!);
    }
  });

  it("does not wait for who follows a run: the stream ends with the server", async () => {
    const app = await createServer([dir], { threads: 1 });
    await listen(app, "127.0.0.1", 0);
    const { port } = app.server.address() as AddressInfo;
    const started = await app.inject({
      method: "POST",
      url: "/api/markets/tiny/runs",
      headers: { host: `localhost:${port}` },
      payload: request(MANY),
    });
    const events = `/api/markets/tiny/runs/${started.json().id}/events`;
    const follower = await openRaw(port, `GET ${events} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    let text = "";
    follower.on("data", piece => {
      text += piece;
    });
    const ended = new Promise(resolve => follower.on("close", resolve));
    while (!text.includes('"state":"running"')) await setTimeout(20);
    await app.close();
    await ended;
    expect(text).toContain('"state":"cancelled"');
  });
});
