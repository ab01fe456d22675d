import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cellTable } from "../app/results/placeTables.ts";
import { readTable } from "../app/results/table.ts";
import { simulateMarket } from "../app/run/simulateMarket.ts";
import { loadTwin, openBuilt } from "../app/state/builtMarket.ts";
import { openMarket } from "../app/state/database.ts";
import { workerModule } from "../core/workerModule.ts";

export interface KillOptions {
  /** How many builds are killed. */
  readonly times: number;
  /** Of the moments. */
  readonly seed: number;
  /** After how many kills a build is left to finish; also after the last. */
  readonly finishEvery: number;
  readonly onKill?: (kill: Kill) => void;
}

/** One build that was killed. */
export interface Kill {
  /** Milliseconds after its start. */
  readonly moment: number;
  /** Whether the build had published its state, or had ended, before it was killed. */
  readonly published: boolean;
}

export interface KillReport {
  readonly kills: readonly Kill[];
  /** Milliseconds that a whole build takes, from which the moments are drawn. */
  readonly buildMs: number;
  readonly finished: number;
}

/**
 * Kills builds of a market folder at random moments (SIGKILL), each after its sources changed, and looks after every one
 * whether the last good state is served: the market opens, the twin is whole and simulates to the bits of before, or the
 * new state was published and is whole. No lock may stay in the way, and a build that is left alone removes what the
 * killed ones left.
 * @param dir a market folder with sales.csv; it is changed
 * @throws Error naming what was not as it has to be
 */
export async function killBuilds(dir: string, options: KillOptions): Promise<KillReport> {
  const { times, seed, finishEvery, onKill } = options;
  const buildMs = await timeBuilds(dir);
  const results = new Map<string, string>();
  let before = await served(dir, results);
  let finished = 0;
  const kills: Kill[] = [];
  for (let i = 1; i <= times; i++) {
    await changeSales(dir, i);
    const moment = fraction(seed, i) * buildMs;
    await killAfter(penumbra(["build", dir, "--threads", "1"]), moment);
    const after = await served(dir, results);
    kills.push({ moment, published: after !== before });
    onKill?.(kills.at(-1)!);
    before = after;
    if (i % finishEvery !== 0 && i !== times) continue;
    await finish(dir);
    finished++;
    before = await served(dir, results);
  }
  return { kills, buildMs, finished };
}

/** The first build, and how long it takes to build again. */
async function timeBuilds(dir: string): Promise<number> {
  await finish(dir);
  await changeSales(dir, 0);
  const started = performance.now();
  await finish(dir);
  return performance.now() - started;
}

/** A number in [0, 1) that only the seed and the name of the draw decide. */
function fraction(seed: number, draw: number): number {
  return createHash("sha256").update(`${seed}:${draw}`).digest().readUInt32BE(0) / 2 ** 32;
}

async function changeSales(dir: string, draw: number): Promise<void> {
  const sales = join(dir, "sales.csv");
  await appendFile(sales, `2020-12-20,A00001,BRAND 1,${1000 + draw}.00\n`);
}

/**
 * The CLI as it runs here: the sources, or dist/.
 * @param limits `fileBlocks`: how many blocks of 1 KB a file may have, as `ulimit -f` sets it
 */
export function penumbra(args: readonly string[], limits: { fileBlocks?: number } = {}): ChildProcess {
  const { filename, execArgv = [] } = workerModule(new URL("../app/cli/main.ts", import.meta.url));
  const command = [process.execPath, ...execArgv, filename, ...args];
  const limited = ["bash", "-c", `ulimit -f ${limits.fileBlocks}; exec "$@"`, "bash", ...command];
  const [program, ...rest] = limits.fileBlocks === undefined ? command : limited;
  return spawn(program!, rest, { stdio: ["ignore", "ignore", "pipe"] });
}

async function killAfter(child: ChildProcess, ms: number): Promise<void> {
  const ended = new Promise(resolve => child.once("exit", resolve));
  await Promise.race([sleep(ms), ended]);
  child.kill("SIGKILL");
  await ended;
}

/** A build that is left alone has to end well, and leave what belongs there. */
async function finish(dir: string): Promise<void> {
  const child = penumbra(["build", dir, "--threads", "1"]);
  let said = "";
  child.stderr!.on("data", text => {
    said += text;
  });
  const code = await new Promise(resolve => child.once("close", resolve));
  if (code !== 0) throw new Error(`a build after kills ended with ${code}: ${said}`);
  const expected = /^(current|market\.duckdb|state-\d+|rejects|runs)$/;
  const left = (await readdir(join(dir, ".penumbra"))).filter(name => !expected.test(name));
  if (left.length > 0) throw new Error(`a build left what killed ones had begun: ${left.join(", ")}`);
}

/** Uses the state that is current and gives its twin's hash. The same twin has to simulate to the same result. */
async function served(dir: string, results: Map<string, string>): Promise<string> {
  const built = await openBuilt(dir);
  const twin = await loadTwin(built);
  const market = await openMarket(dir);
  const cells = await readTable(cellTable, built);
  if (twin.hash !== built.record.summary.twin_hash) throw new Error("the twin is not the one of its record");
  if (cells.rows < market.cells.count) throw new Error("the cells are not those of the market");
  const { result_hash } = await simulateMarket(dir, { runs: 2, horizon: 4, threads: 1 });
  const known = results.get(twin.hash) ?? result_hash;
  if (result_hash !== known) throw new Error("the same twin simulates to another result");
  results.set(twin.hash, known);
  return twin.hash;
}
