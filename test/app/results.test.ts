import { readFileSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { tableFromIPC } from "apache-arrow";
import Fastify from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBuild } from "../../app/cli/build.ts";
import { voiceIn } from "../../app/cli/words/voice.ts";
import { exportTable } from "../../app/results/exportTable.ts";
import { readTable } from "../../app/results/table.ts";
import { currentStateOf } from "../../app/server/host/currentState.ts";
import { apiEndpoints } from "../../app/server/host/endpoints.ts";
import { hostMarket } from "../../app/server/host/hostedMarket.ts";
import { preparedAnswers } from "../../app/server/host/prepared.ts";
import { buildMarket } from "../../app/stages/build.ts";
import { identify } from "../../app/stages/keys.ts";
import { market } from "../../app/stages/market.ts";
import type { Result } from "../../app/stages/result.ts";
import { RESULTS, tablesOf } from "../../app/stages/results.ts";
import { openBuilt } from "../../app/state/builtMarket.ts";
import { codeIn, runningCode } from "../../app/state/codeReach.ts";
import type { MadeResult, WrittenRecord } from "../../app/state/manifest.ts";
import { readConfig } from "../../data/config/config.ts";
import type { Market } from "../../data/market/market.ts";
import { tablesPage } from "../../scripts/tablesPage.ts";
import { reach, root } from "../imports.ts";
import { playbook } from "./playbook/playbook.ts";
import { reseal } from "./reseal.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

/** One more than a build has, to be added by nothing but itself. */
const results = [...RESULTS, playbook];

let folder: string;
let dir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "penumbra-results-"));
  dir = join(folder, "pazar");
  await writeTinyMarket(dir);
  await buildMarket(dir, { threads: 1 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the code that a result reaches", () => {
  it.each(results.map(({ name, module }) => [name, module]))(
    "%s: is what a parser of TypeScript finds, to the file",
    (_, module) => {
      expect(runningCode().reach(module).files).toEqual([...reach(relative(root, module)).files].sort());
    },
  );

  it("holds the versions of the packages that it stands on", () => {
    const { packages } = runningCode().reach(results.find(({ name }) => name === "wallet")!.module);
    expect(packages.filter(name => name.startsWith("@tensorflow/"))).toHaveLength(4);
    for (const name of packages) expect(name).toMatch(/@\d+\.\d+\.\d+/);
  });

  it.each([
    ["models/wallet/fitWallet.ts", ["wallet"]],
    ["models/heat/heat.ts", ["heat", "summary"]],
    ["proof/kindWorker.ts", ["dark", "areas", "territories", "twin", "forecast", "summary"]],
    ["territory/measures/balance.ts", ["territories"]],
    ["scenarios/compare/againstLastYear.ts", ["forecast", "summary"]],
    ["app/stages/describe.ts", ["summary"]],
    ["test/app/playbook/detect.ts", ["playbook"]],
    ["data/ingest/sales.ts", results.map(({ name }) => name)],
    ["app/server/server.ts", []],
  ])("%s, touched, changes the keys of those that reach it and of no other", (touched, expected) => {
    const changed = codeIn(root, path => {
      const text = readFileSync(path, "utf8");
      return relative(root, path) === touched ? `${text}// touched\n` : text;
    });
    const own = runningCode();
    const differ = results.filter(({ module }) => changed.hash(module) !== own.hash(module));
    expect(differ.map(({ name }) => name)).toEqual(expected);
  });
});

describe("the key of a result", () => {
  const made = { market: { passed: "market as it was" } } as unknown as Record<string, MadeResult>;
  const inputs = async (changes: object = {}, sources = "files") => ({
    config: { ...(await readConfig(dir)), ...changes },
    code: runningCode(),
    sources: Promise.resolve(sources),
  });
  const key = async (result: Result, ...of: Parameters<typeof inputs>) =>
    (await identify(result, made, await inputs(...of))).key;

  it("covers the settings that it has declared, and no other", async () => {
    const before = await key(playbook);
    expect(await key(playbook, { economics: { margin: 0.5 } })).not.toBe(before);
    expect(await key(playbook, { seed: 99 })).toBe(before);
    expect(await key(market, { seed: 99 })).not.toBe(await key(market));
  });

  it("covers the source files where it reads them, and what it needs", async () => {
    expect(await key(market, {}, "other files")).not.toBe(await key(market));
    expect(await key(playbook, {}, "other files")).toBe(await key(playbook));
    const other = { market: { passed: "another" } } as unknown as Record<string, MadeResult>;
    expect((await identify(playbook, other, await inputs())).key).not.toBe(await key(playbook));
  });

  it("need not cover what a result cannot see: the market comes without settings from which nothing is learned", async () => {
    const { path } = await openBuilt(dir);
    const given = (await market.load({ path, files: null }, null)) as Market;
    expect(given.accounts.count).toBe(40);
    expect(() => given.economics).toThrow("a result reads economics of the market");
    expect(() => given.language).toThrow("expected among its settings");
    expect(Object.keys(given)).not.toContain("economics");
  });
});

describe("a result that is one object", () => {
  const build = () => buildMarket(dir, { threads: 1, results });

  it("is made by the build, kept in the state with its hash, and taken over by the next", async () => {
    const first = await build();
    expect(first.done).toEqual(["playbook"]);
    const { path, files, record } = await openBuilt(dir);
    expect(files!["playbook.parquet"]!.size).toBe((await readFile(join(path, "playbook.parquet"))).length);
    expect(record.made.playbook).toMatchObject({ files: ["playbook.parquet"], kept: { rivals: 2 } });
    expect((await build()).done).toEqual([]);
  });

  it("is made again when a setting that it reads has changed, which the twin does not read", async () => {
    const file = join(dir, "market.yaml");
    const before = await readFile(file, "utf8");
    await writeFile(file, `${before}economics: {margin: 25%}\n`);
    const { done, changes } = await build();
    expect(done).toEqual(["market", "playbook"]);
    const economics = { setting: "economics", before: {}, after: { margin: 0.25 } };
    expect(changes).toEqual({ data: [], settings: [economics], code: [], figures: [] });
  });

  it("is exported, with the columns that nothing fills yet", async () => {
    const file = join(folder, "playbook.csv");
    const { rows } = await exportTable(tablesOf(results), dir, "playbook", file);
    expect(rows).toBe(2);
    const [head, first] = (await readFile(file, "utf8")).split("\r\n");
    expect(head).toBe("brand,last,margin,confidence");
    expect(first).toMatch(/,2024-12-\d\d,0.25,$/);
    const elsewhere = exportTable(tablesOf(results), dir, "playbook", join(folder, "playbook.geojson"));
    await expect(elsewhere).rejects.toThrow(
      "playbook has no geometry (a row for each rival); export it as .csv, .parquet or .arrow",
    );
  });

  it("is answered by the API under its name", async () => {
    const app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    const hosted = hostMarket("pazar", currentStateOf(dir), preparedAnswers());
    await app.register(apiEndpoints([hosted], tablesOf(results)));
    const { statusCode, rawPayload } = await app.inject("/api/markets/pazar/tables/playbook.arrow");
    expect(statusCode).toBe(200);
    const table = tableFromIPC(rawPayload);
    expect(table.numRows).toBe(2);
    expect(table.schema.fields.map(({ name }) => name)).toEqual(["brand", "last", "margin", "confidence"]);
    await app.close();
  });

  it("is told in the page of tables", () => {
    expect(tablesPage(tablesOf(results))).toContain(
      "\n## playbook\n\nA row for each rival. Rows have no place.\n\n- `brand`: the rival\n",
    );
  });

  it("goes when the build does not have it any more", async () => {
    const { done } = await buildMarket(dir, { threads: 1 });
    expect(done).toEqual([]);
    const { files, record } = await openBuilt(dir);
    expect(Object.keys(files!)).not.toContain("playbook.parquet");
    expect(Object.keys(record.made)).toEqual(RESULTS.map(({ name }) => name));
  });
});

describe("what a build says has changed", () => {
  const build = () => buildMarket(dir, { threads: 1 });

  it("names the file, its table, and what that did to the main figures", async () => {
    const { summary: before } = await build();
    await appendFile(join(dir, "sales.csv"), "2024-12-25,A1,Kervan,1,1000.50\n");
    const result = await build();
    const { data, settings, code, figures } = result.changes!;
    expect({ data, settings, code }).toEqual({
      data: [{ file: "sales.csv", tables: ["sales"], change: "changed" }],
      settings: [],
      code: [],
    });
    const own = figures.find(({ figure }) => figure === "own_amount_52w")!;
    expect(own).toEqual({
      ...{ figure: "own_amount_52w", unit: "TRY", before: before.amount_52w.own },
      after: result.summary.amount_52w.own,
    });
    expect(own.after! - own.before!).toBeCloseTo(1000.5, 6);
    expect(figures.map(({ figure }) => figure)).toEqual(["own_amount_52w", "own_forecast_52w"]);
    const text = describeBuild(dir, result, voiceIn("en"));
    expect(text).toContain("Changed since the last build\n  data  sales.csv (sales) changed\n");
    expect(text).toMatch(/What that did\n {2}own sales +₺[\d.,]+ \S* ?→ ₺[\d.,]+/);
  });

  it("names the results whose code is another, and the setting with both values", async () => {
    await reseal(join(dir, ".penumbra", "current"), record => {
      const { made } = record as unknown as WrittenRecord;
      Object.assign(made.heat!, { key: "of other code", code: "another" });
    });
    const file = join(dir, "market.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace("language: tr", "language: en"));
    const result = await build();
    expect(result.done).toEqual(["market", "heat", "summary"]);
    expect(result.changes).toMatchObject({ data: [], code: ["heat"], figures: [] });
    const text = describeBuild(dir, result, voiceIn("en"));
    expect(text).toContain("settings  language tr → en\n");
    expect(text).toContain("code      heat\nWhat that did\n  no main figure is another\n");
  });
});

describe("the tables of the results", () => {
  it.each(tablesOf(RESULTS).map(table => [table.name, table] as const))(
    "%s: has the columns and types that its page promises, and no other",
    async (_, table) => {
      const { columns } = await readTable(table, await openBuilt(dir));
      const told = [...table.columns, ...(table.also ?? [])];
      for (const { name, type } of columns) {
        const shown = name.replace(/^axis_.*/, "axis_<name>");
        expect({ name, type: told.find(column => column.name === shown)?.type }).toEqual({ name, type });
      }
      const has = columns.map(({ name }) => name);
      expect(has).toEqual(expect.arrayContaining(table.columns.map(({ name }) => name)));
    },
  );

  it("docs/tables.md shows each of them (npx tsx scripts/tables.ts)", async () => {
    expect(await readFile(join(root, "docs/tables.md"), "utf8")).toBe(tablesPage(tablesOf(RESULTS)));
  });
});
