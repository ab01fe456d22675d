import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { MOST_FAULTS } from "../../data/yaml/complaint.ts";
import { parseScenario } from "../../scenarios/file/parse.ts";
import {
  MOST_LEVERS,
  readScenario,
  readScenarioText,
  scenarioNames,
  scenarioText,
} from "../../scenarios/file/read.ts";
import { aliasBomb } from "../data/yamlBombs.ts";

/** What a text is refused with. */
function refusal(text: string): InputError {
  try {
    parseScenario(text, "x.yaml");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("a scenario's text costs no more than its length", () => {
  test("aliases in place of parts are those parts", () => {
    const { levers } = parseScenario(
      "name: &n East\nlevers:\n  - {lever: visits, change: +5%, where: &e {territories: [T1]}}\n  - {lever: capacity, change: 5%, where: *e}\n",
      "x.yaml",
    );
    expect(levers.map(({ spec }) => spec.where)).toEqual([{ territories: ["T1"] }, { territories: ["T1"] }]);
  });

  test("aliases of aliases are refused wherever they stand", () => {
    const bomb = aliasBomb(40).replace(/^/gm, "  ");
    for (const key of ["notes", "levers", "question", "unknown"]) {
      const { code, message } = refusal(`name: x\n${key}:\n${bomb}`);
      expect([code, message]).toEqual([
        "yaml_limit",
        expect.stringContaining("expected at most 50,000 values"),
      ]);
    }
  });

  test.each([
    ["unknown keys", `name: x\nlevers: []\n${Array.from({ length: 9000 }, (_, i) => `k${i}: 1\n`).join("")}`],
    ["levers that are words", `name: x\nlevers:\n${"  - x\n".repeat(9000)}`],
    ["levers that are unknown", `name: x\nlevers:\n${"  - {lever: x}\n".repeat(9000)}`],
    [
      "names that are none",
      `name: x\nlevers: [{lever: demand, change: 5%, where: {areas: [${"{},".repeat(9000)}]}}]`,
    ],
    [
      "long keys",
      `name: x\nlevers: []\n${Array.from({ length: 20 }, (_, i) => `"${"k".repeat(900)}${i}": 1\n`).join("")}`,
    ],
  ])("thousands of faults, %s: the first hundred are told", (_, text) => {
    const { message, details } = refusal(text);
    expect((details.faults as unknown[]).length).toBeLessThanOrEqual(MOST_FAULTS);
    expect(message.length).toBeLessThan(400);
  });

  test("what is cut is said", () => {
    expect(refusal(`name: x\nlevers:\n${"  - x\n".repeat(500)}`).message).toMatch(
      /\(and at least 99 more\)$/,
    );
    expect(refusal(`name: x\nlevers:\n${"  - x\n".repeat(MOST_FAULTS)}`).message).toMatch(/\(and 99 more\)$/);
  });

  test.each([
    ["a name", `name: ${"x".repeat(201)}\nlevers: []`, "expected at most 200 letters"],
    ["a question", `name: x\nquestion: ${"x".repeat(2001)}\nlevers: []`, "expected at most 2000 letters"],
    [
      "an area",
      `name: x\nlevers: [{lever: demand, change: 5%, where: {areas: [${"x".repeat(201)}]}}]`,
      "where.areas",
    ],
  ])("%s that no person writes", (_, text, says) => {
    expect(refusal(text).message).toContain(says);
    expect(refusal(text).message.length).toBeLessThan(300);
  });

  test.each([" ", "\t", "\u00a0"])("a name with 40,000 blanks (%j) inside", blank => {
    expect(refusal(`name: "a${blank.repeat(40_000)}b"\nlevers: []\n`).message).toContain(
      "at most 200 letters",
    );
  });
});

describe("files", () => {
  let dir: string;
  const write = (name: string, text: string | Buffer) => writeFile(join(dir, "scenarios", name), text);
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-bounds-"));
    await mkdir(join(dir, "scenarios"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test("levers of a chain are counted together, and so are its files", async () => {
    const lever = "  - {lever: demand, change: 1%}\n";
    await write("full.yaml", `name: full\nlevers:\n${lever.repeat(MOST_LEVERS)}`);
    expect((await readScenario("full", { dir })).levers).toHaveLength(MOST_LEVERS);
    await expect(readScenarioText(`name: x\nextends: full\nlevers:\n${lever}`, "x", { dir })).rejects.toThrow(
      `x.yaml line 4, column 3: levers: expected at most ${MOST_LEVERS}, those of what it extends among them, got ${MOST_LEVERS + 1}`,
    );
    await write("c0.yaml", "name: c\nlevers: []\n");
    for (let i = 1; i <= 20; i++) await write(`c${i}.yaml`, `name: c\nextends: c${i - 1}\n`);
    expect((await readScenario("c15", { dir })).texts).toHaveLength(16);
    await expect(readScenario("c16", { dir })).rejects.toThrow(
      "extends: expected at most 16 scenarios one on the other",
    );
  });

  test("what a scenario extends is bounded as it is", async () => {
    await write("bomb.yaml", aliasBomb(40));
    await symlink("/dev/zero", join(dir, "scenarios", "zero.yaml"));
    await symlink("/etc/hostname", join(dir, "scenarios", "out.yaml"));
    const extend = (base: string) => readScenarioText(`name: x\nextends: ${base}\n`, "x", { dir });
    await expect(extend("bomb")).rejects.toThrow(
      "bomb.yaml line 5, column 30: expected at most 50,000 values",
    );
    await expect(extend("zero")).rejects.toThrow('there is no scenario "zero"');
    await expect(extend("out")).rejects.toThrow("out.yaml is a link that leaves the market folder");
    // Also where the market is named from here.
    const [out] = (await scenarioNames({ dir: relative(process.cwd(), dir) })).filter(
      ({ id }) => id === "out",
    );
    await expect(scenarioText(out!.path, { dir: relative(process.cwd(), dir) })).rejects.toThrow(
      "out.yaml is a link that leaves the market folder",
    );
    await expect(extend("/dev/zero")).rejects.toThrow('there is no scenario "/dev/zero"');
    expect((await scenarioNames({ dir })).map(({ id }) => id)).not.toContain("zero");
  });
});
