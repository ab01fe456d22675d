import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { packageRoot } from "../app/effects/packageRoot.ts";
import { loadClient } from "./load.ts";

/**
 * Load on a server of built markets, on this machine alone:
 * `npm run bench:serve -- DIR [--seconds 15] [--requests 10000] [--program dist/app/cli/main.js] [--json]`.
 *
 * - `forecast`: 20 clients that ask again at once, over all territories
 * - `kpis`: 200 clients that ask once a second each, alone and while pairs of scenarios run, one after the other: their
 *   market is read, they are compiled, run and kept while the clients ask
 * - `account`: 20 clients that look up one account after the other
 * - `memory`: megabytes of the server's process before, half way through and after so many requests of every kind
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "15" },
    requests: { type: "string", default: "10000" },
    program: { type: "string", default: join(packageRoot(), "dist/app/cli/main.js") },
    json: { type: "boolean", default: false },
  },
});
const [dir] = positionals;
const [seconds, requests] = [Number(values.seconds), Number(values.requests)];
if (!dir || !(seconds > 0 && seconds <= 120) || !(requests > 0 && requests <= 100_000)) {
  console.error(
    "usage: npm run bench:serve -- DIR [--seconds 1..120] [--requests 1..100000] [--program FILE] [--json]",
  );
  process.exit(2);
}

const server = spawn(process.execPath, [values.program, "serve", dir, "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const client = loadClient(await addressOf(server));
  const [market] = JSON.parse((await client.ask("/api/markets")).text) as MarketInfo[];
  const at = `/api/markets/${market!.id}`;
  const slices = market!.territories.map(
    ({ id }) => `${at}/forecast?level=territory&id=${encodeURIComponent(id)}`,
  );
  const pages = ["kpis", "data", "health", "segments", "accounts", "cells.arrow", "territories.geojson"];
  const all = [...pages.map(page => `${at}/${page}`), at, ...slices];
  // What is made once is made before anything is measured.
  for (const path of all) await client.ask(path);
  const result: Record<string, unknown> = {};
  result.forecast = await client.busy([`${at}/forecast`, ...slices], 20, { seconds });
  result.kpis = await client.steady([`${at}/kpis`], 200, seconds);
  const runs = compareUntil(client, at, performance.now() + 1000 * seconds);
  result.kpis_while_comparing = await client.steady([`${at}/kpis`], 200, seconds);
  result.runs = await runs;
  const ids = JSON.parse((await client.ask(`${at}/accounts?limit=50`)).text) as AccountList;
  const accounts = ids.accounts.map(({ account_id: id }) => `${at}/accounts/${encodeURIComponent(id)}`);
  result.account = await client.busy(accounts, 20, { seconds });
  const before = megabytes(server);
  await client.busy(all, 20, { requests: requests / 2 });
  const half = megabytes(server);
  await client.busy(all, 20, { requests: requests / 2 });
  result.memory = { requests, before, half, after: megabytes(server) };
  client.close();
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
} finally {
  server.kill("SIGKILL");
}

interface MarketInfo {
  readonly id: string;
  readonly territories: readonly { readonly id: string }[];
}

interface AccountList {
  readonly accounts: readonly { readonly account_id: string }[];
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  for await (const text of stdout!) {
    const [address] = /http:\S+/.exec(String(text)) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error("the server did not start");
}

/** Asks one question after the other; the one that is under way at the end is cancelled. */
async function compareUntil(client: ReturnType<typeof loadClient>, at: string, end: number) {
  const b = { text: "name: more visits\nlevers:\n  - {lever: visits, change: +20%}\n", id: "bench" };
  const counts = { runs_done: 0, finished: 0 };
  // Seeds that no earlier bench had: a kept answer would cost nothing.
  for (let seed = Date.now() % 1e9; performance.now() < end; seed++) {
    const started = await client.ask(`${at}/runs`, "POST", { b, runs: 64, seed });
    const { id } = JSON.parse(started.text) as { id: string };
    let status = { state: "queued", done: 0 };
    while (performance.now() < end && ["queued", "running"].includes(status.state)) {
      await setTimeout(100);
      status = JSON.parse((await client.ask(`${at}/runs/${id}`)).text) as typeof status;
    }
    counts.runs_done += status.done;
    if (status.state === "done") counts.finished++;
    else await client.ask(`${at}/runs/${id}/cancel`, "POST");
  }
  return counts;
}

function megabytes({ pid }: ChildProcess): number {
  return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)])) / 1024);
}
