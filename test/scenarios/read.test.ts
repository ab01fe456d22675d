import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../app/effects/packageRoot.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { readScenario, readScenarioText, scenarioNames, TODAYS_COURSE } from "../../scenarios/file/read.ts";
import { scenarioJsonSchema } from "../../scenarios/file/schema.ts";
import { LATER_LEVERS, LEVERS } from "../../scenarios/levers/levers.ts";
import { WEEKS } from "../models/smallMarket.ts";
import { tiny } from "./tinyTwin.ts";

describe("scenarios by name", () => {
  let dir: string;
  const write = (name: string, yaml: string) => writeFile(join(dir, "scenarios", name), yaml);
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-scenarios-"));
    await mkdir(join(dir, "scenarios"));
    await write("base.yaml", "name: Base\nhorizon: 26\nlevers: [{lever: demand, change: -8%}]\n");
    await write("top.yml", "name: Top\nextends: base\nlevers: [{lever: visits, change: +10%}]\n");
    await write("downturn.yaml", "name: Our own downturn\nlevers: []\n");
    await write("a.yaml", "name: A\nextends: b\n");
    await write("b.yaml", "name: B\nextends: ./a.yaml\n");
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test("baseline is today's course", async () => {
    expect(await readScenario("baseline", { dir })).toBe(TODAYS_COURSE);
  });

  test("a scenario that extends another has its levers first, and its horizon", async () => {
    const { name, horizon, levers, texts } = await readScenario("top", { dir });
    expect([name, horizon]).toEqual(["Top", 26]);
    expect(levers.map(({ spec, origin }) => [spec.lever, origin.file])).toEqual([
      ["demand", "base.yaml"],
      ["visits", "top.yml"],
    ]);
    expect(texts.map(t => t.file)).toEqual(["base.yaml", "top.yml"]);
  });

  test("the market's own come before the library's", async () => {
    expect((await readScenario("downturn", { dir })).name).toBe("Our own downturn");
    expect((await readScenario("more-visits", { dir })).name).toEqual({
      en: "A fifth more visits",
      tr: "Beşte bir daha çok ziyaret",
    });
    const names = await scenarioNames({ dir });
    expect(names.filter(n => n.id === "downturn").map(n => n.from)).toEqual(["market"]);
  });

  test("a file is read by its path, unless paths are not allowed", async () => {
    const path = join(dir, "scenarios", "base.yaml");
    expect((await readScenario(path, { dir })).name).toBe("Base");
    await expect(readScenario(path, { dir, paths: false })).rejects.toThrow("there is no scenario");
    await expect(readScenario("../base", { dir, paths: false })).rejects.toThrow("there is no scenario");
  });

  test("a circle is refused with the way round", async () => {
    await expect(readScenario("a", { dir })).rejects.toThrow(
      "b.yaml line 2, column 10: extends: expected a scenario that does not lead back here, got a.yaml → b.yaml → a.yaml",
    );
  });

  test("a file that is no scenario is not extended, so that nobody's scenario shows its beginning", async () => {
    await writeFile(join(dir, "secret.txt"), "TOKEN-123\n");
    const refused = readScenarioText("name: X\nextends: ../secret.txt\n", "x", { dir });
    await expect(refused).rejects.toThrow(
      /^x.yaml line 2, column 10: extends: expected a scenario, a file that ends in .yaml or .yml, got ..\/secret.txt$/,
    );
  });

  test("a missing one is told with the nearest name", async () => {
    await expect(readScenario("tap", { dir })).rejects.toThrow('there is no scenario "tap" in');
    await expect(readScenario("tap", { dir })).rejects.toThrow('did you mean "top"?');
  });

  test("ids that look like numbers stay as they are written", async () => {
    const yaml = "name: 007\nlevers: [{lever: demand, change: 5%, where: {areas: [01, 1e3, yes]}}]\n";
    const { name, levers } = await readScenarioText(yaml, "ids", { dir });
    expect(name).toBe("007");
    expect(levers[0]!.spec.where!.areas).toEqual(["01", "1e3", "yes"]);
  });

  test("values are ranges and normals, with a comma or a point, in a line or over lines", async () => {
    const values = ["+25%", "-8%", "−8%", "2,5%", "0.25", "5%..10%", "normal(10%, 2%)"];
    const yaml = `name: x\nlevers:\n${values.map(v => `  - {lever: demand, change: ${v}}\n`).join("")}  - lever: demand\n    change: normal(10%, 2%)\n`;
    const { levers } = await readScenarioText(yaml, "values", { dir });
    const fixed = (value: number) => ({ law: "range", low: value, high: value });
    const normal = { law: "normal", mean: 0.1, sd: 0.02 };
    expect(levers.map(l => "change" in l.spec && l.spec.change)).toEqual([
      ...[0.25, -0.08, -0.08, 0.025, 0.25].map(fixed),
      { law: "range", low: 0.05, high: 0.1 },
      normal,
      normal,
    ]);
  });
});

describe("the library", () => {
  test("has seven scenarios, each with the question it answers, that run on any market", async () => {
    const names = await scenarioNames({ dir: "/nowhere" });
    expect(names.map(n => n.id)).toEqual([
      "answer-to-a-downturn",
      "downturn",
      "largest-rival-leaves",
      "lower-price",
      "more-visits-to-the-best",
      "more-visits",
      "prospecting",
    ]);
    const { market, twin } = tiny({ sales: Array.from({ length: WEEKS }, () => [10, 30, 20]) });
    for (const { id } of names) {
      const scenario = await readScenario(id, { dir: "/nowhere" });
      for (const text of [scenario.name, scenario.question, scenario.notes] as { en: string; tr: string }[])
        expect(text.tr, id).not.toBe(text.en);
      expect(scenario.question, id).toEqual({
        en: expect.stringMatching(/\?$/),
        tr: expect.stringMatching(/\?$/),
      });
      const { levers, sources } = await compileScenario(scenario, market, twin, { dir: "/nowhere" });
      expect(levers, id).not.toBeNull();
      expect(sources.length, id).toBeGreaterThan(0);
    }
  });
});

describe("the JSON Schema", () => {
  test("in schema/ is the one that the code checks by", async () => {
    const text = await readFile(join(packageRoot(), "schema", "scenario.schema.json"), "utf8");
    // Mend with: npx tsx scripts/schema.ts
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
  });

  test("every lever of the contract is one that works or one that is named as not there yet", async () => {
    const contract = await readFile(join(packageRoot(), "..", "shared", "CONTRACT.md"), "utf8").catch(
      () => null,
    );
    if (contract === null) return;
    const named = [...contract.matchAll(/^- \{lever: (\w+)/gm)].map(match => match[1]!);
    expect([...new Set(named)].sort()).toEqual([...LEVERS.map(({ name }) => name), ...LATER_LEVERS].sort());
  });
});
