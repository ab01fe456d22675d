import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createServer } from "../../app/server/server.ts";
import { pick, stream } from "../../data/synthetic/random.ts";
import { builtFrom } from "../program.ts";
import { DAMAGES, READERS, spoil } from "./damage.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

/** Thirty random damages of a built market, through the program as it is built, and through a server. */
const CLI = builtFrom(new URL("../../app/cli/main.ts", import.meta.url));
const TIMES = 30;
/** Every command that reads a state. */
const COMMANDS: readonly (readonly string[])[] = [
  ["simulate", "--runs", "2", "--horizon", "4", "--threads", "1", "--json"],
  ["compare", "baseline", "nothing", "--runs", "16", "--horizon", "4", "--threads", "1", "--json"],
  ["segments", "--json"],
  ["heat", "--json"],
  ...["cells", "areas", "territories", "accounts", "forecast"].map(
    table => ["export", table, "--to", ".csv"] as const,
  ),
  ...["areas", "territories"].map(table => ["export", table, "--to", ".geojson"] as const),
];
/** What a server answers from. */
const ADDRESSES = [
  "",
  "/kpis",
  "/data",
  "/health",
  "/segments",
  "/forecast?level=market&brand=Kervan",
  "/cells.arrow",
  "/activity.arrow",
  "/heat/contacts.arrow",
  "/areas.geojson",
  "/territories.geojson",
  "/accounts",
  "/accounts/A7",
  "/scenario-names",
];

interface Told {
  readonly code: number;
  /** What it gave: its output, or the file that it wrote. */
  readonly given: string;
  readonly stderr: string;
}

let root: string;
/** The market as it was built, which nothing touches. */
let whole: string;
let market: string;
let outputs = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-thirty-"));
  whole = join(root, "whole");
  market = join(root, "pazar");
  await writeTinyMarket(whole);
  await mkdir(join(whole, "scenarios"));
  await writeFile(join(whole, "scenarios", "nothing.yaml"), "name: nothing\nlevers: []\n");
  expect(await program(["build", whole, "--threads", "2"])).toMatchObject({ code: 0 });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function program(args: readonly string[]): Promise<Told> {
  return new Promise(resolve =>
    execFile(process.execPath, [CLI, ...args], { maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, given: stdout, stderr }),
    ),
  );
}

async function run([command, ...rest]: readonly string[]): Promise<Told> {
  if (command !== "export") return program([command!, market, ...rest]);
  const [table, to, ending] = rest;
  const file = join(root, `out-${++outputs}${ending}`);
  const told = await program([command, market, table!, to!, file]);
  return { ...told, given: told.code === 0 ? await readFile(file, "utf8") : "" };
}

/** All of some commands, two at a time. */
async function runAll(commands: readonly (readonly string[])[]): Promise<Map<readonly string[], Told>> {
  const told = new Map<readonly string[], Told>();
  const left = [...commands];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) told.set(next, await run(next));
  };
  await Promise.all([work(), work()]);
  return told;
}

/** What a server says at every address; a state that is seen to be damaged when it is opened has no answers. */
async function answers(): Promise<Map<string, string>> {
  const app = await createServer([market], { threads: 1 });
  try {
    const given = new Map<string, string>();
    for (const address of ADDRESSES) {
      const answer = await app.inject(`/api/markets/pazar${address}`);
      given.set(address, `${answer.statusCode} ${answer.rawPayload.toString("base64")}`);
    }
    return given;
  } finally {
    await app.close();
  }
}

const reset = async () => {
  await rm(market, { recursive: true, force: true });
  await cp(whole, market, { recursive: true, verbatimSymlinks: true });
};

it(`${TIMES} random damages of a state are each named and mended, and no figure comes from damaged bytes`, async () => {
  const random = stream(2026, "thirty damages");
  await reset();
  const expected = await runAll(COMMANDS);
  for (const [command, told] of expected) expect({ command, ...told }).toMatchObject({ code: 0 });
  const served = await answers();
  for (const [address, answer] of served) expect([address, answer.slice(0, 3)]).toEqual([address, "200"]);
  const files = await readdir(join(whole, ".penumbra", "state-1"));
  const tally = { refused: 0, same: 0, answersRefused: 0 };
  for (let i = 0; i < TIMES; i++) {
    await reset();
    const kind = DAMAGES[i % DAMAGES.length]!;
    const state = join(market, ".penumbra", "state-1");
    const spoilt = await spoil(state, pick(random, files), kind, random, files);
    const label = `${i} ${kind} ${spoilt.join(" ")}`;
    // Without its manifest nobody knows what the other file should be.
    const asked = spoilt.includes("manifest.json") ? ["manifest.json"] : [...spoilt].sort();
    const check = await program(["check", market, "--state", "--json"]);
    const { damaged } = JSON.parse(check.given).state;
    const named = damaged.map((damage: { file: string }) => damage.file);
    expect({ label, code: check.code, named }).toEqual({
      ...{ label, code: 4 },
      named: asked.map(file => `state-1/${file}`),
    });
    const refused: (readonly string[])[] = [];
    for (const [command, { code, given, stderr }] of await runAll(COMMANDS)) {
      if (code === 0) {
        const same = given === expected.get(command)!.given;
        expect({ label, command, same }).toEqual({ label, command, same: true });
        tally.same++;
        continue;
      }
      const toldOf = asked.some(file => stderr.includes(`state-1/${file} is damaged: expected `));
      expect({ label, command, code, given, toldOf }).toEqual({
        label,
        command,
        code: 4,
        given: "",
        toldOf: true,
      });
      refused.push(command);
    }
    tally.refused += refused.length;
    for (const file of asked.filter(file => file in READERS)) {
      const readers = refused.map(command => command.join(" "));
      expect({ label, file, readers }).toEqual({
        ...{ label, file },
        readers: expect.arrayContaining([
          expect.stringContaining(READERS[file]!.join(" ").replace(" .", " --to .")),
        ]),
      });
    }
    for (const [address, answer] of await answers()) {
      const sound = answer === served.get(address) || answer.startsWith("503");
      expect({ label, address, sound }).toEqual({ label, address, sound: true });
      if (answer.startsWith("503")) tally.answersRefused++;
    }
    const build = await program(["build", market, "--threads", "2", "--json"]);
    expect({ label, code: build.code, stderr: build.stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(build.given).mended).toEqual(damaged);
    const again = await program(["check", market, "--state"]);
    expect({ label, code: again.code, stderr: again.stderr }).toMatchObject({ code: 0 });
    for (const [command, { code, given }] of await runAll(refused))
      expect({ label, command, code, same: given === expected.get(command)!.given }).toEqual({
        ...{ label, command, code: 0 },
        same: true,
      });
  }
  expect(tally.refused).toBeGreaterThan(TIMES);
  expect(tally.same).toBeGreaterThan(TIMES);
  expect(tally.answersRefused).toBeGreaterThan(TIMES);
});

it("an estimate of the dark side whose slots are spoilt is made anew, to the same figures, and the twin is taken over", async () => {
  market = join(root, "dark");
  // As many accounts as the estimate asks for.
  await writeTinyMarket(market, 60);
  expect(await program(["build", market, "--threads", "2"])).toMatchObject({ code: 0 });
  const before = await run(["export", "cells", "--to", ".csv"]);
  const state = join(market, ".penumbra", "state-1");
  await spoil(state, "slots.bin", "flip", stream(2026, "slots"), []);
  const { given } = await program(["build", market, "--threads", "2", "--json"]);
  expect(JSON.parse(given)).toMatchObject({ done: ["dark"], mended: [{ file: "state-1/slots.bin" }] });
  expect(await run(["export", "cells", "--to", ".csv"])).toEqual(before);
  await spoil(join(market, ".penumbra", "state-2"), "market.duckdb", "flip", stream(2026, "database"), []);
  expect(await run(["backtest", "--holdout", "8", "--origins", "1"])).toMatchObject({
    ...{ code: 4, given: "" },
    stderr: expect.stringContaining("market.duckdb is damaged"),
  });
});
