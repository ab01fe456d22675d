import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtFrom } from "../program.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

const CLI = builtFrom(new URL("../../app/cli/main.ts", import.meta.url));
const START = builtFrom(new URL("../../app/cli/start.ts", import.meta.url));

/** The CLI as the shell sees it: a process with exit code, streams and signals. */
function penumbra(args: readonly string[], { program = CLI, cwd }: { program?: string; cwd?: string } = {}) {
  const child = spawn(process.execPath, [program, ...args], { cwd });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", text => {
    written.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", text => {
    written.stderr += text;
  });
  const done = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on("error", reject).on("close", code => resolve({ code, ...written }));
  });
  const until = (stream: keyof typeof written, pattern: RegExp) =>
    new Promise<RegExpMatchArray>(resolve => {
      const timer = setInterval(() => {
        const match = written[stream].match(pattern);
        if (match) resolve(match);
        if (match || child.exitCode !== null) clearInterval(timer);
      }, 20);
    });
  return { done, until, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

describe("the penumbra process", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-process-"));
    await writeTinyMarket(dir);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it("prints one JSON document and nothing else, and ends by itself", async () => {
    const { code, stdout, stderr } = await penumbra(["build", dir, "--threads", "2", "--json"]).done;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ dir, accounts: { known: 40 } });
  });

  it("ends with 2 for a wrong command, and names the nearest", async () => {
    const { code, stdout, stderr } = await penumbra(["simulat", dir]).done;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("simulate");
  });

  it("stops on Ctrl-C with 3, threads and all, and leaves nothing behind", async () => {
    const run = penumbra(["simulate", dir, "--runs", "1000000", "--threads", "2", "--json", "--lang", "en"]);
    setTimeout(() => run.kill("SIGINT"), 4000);
    expect(await run.done).toEqual({ code: 3, stdout: "", stderr: expect.stringContaining("cancelled") });
    const left = await readdir(join(dir, ".penumbra", "runs")).catch(() => []);
    expect(left).toEqual([]);
  });

  it("serves until Ctrl-C, which is the ordinary end", async () => {
    const server = penumbra(["serve", dir, "--port", "0"]);
    const [address] = await server.until("stdout", /http:\/\/\S+/);
    const response = await fetch(`${address}/api/markets`);
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveLength(1);
    server.kill("SIGINT");
    expect(await server.done).toMatchObject({ code: 0, stderr: "" });
  });

  it("of npm start makes no market where it is given an option", async () => {
    const cwd = await mkdtemp(join(dir, "start-"));
    const { code, stderr } = await penumbra(["--help"], { program: START, cwd }).done;
    expect(code).toBe(2);
    expect(stderr).toContain(
      'expected folders of markets, got "--help"; usage: npm start [-- MARKET_FOLDER…]',
    );
    expect(await readdir(cwd)).toEqual([]);
  });
});
