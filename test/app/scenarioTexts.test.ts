import { afterEach, describe, expect, it, vi } from "vitest";
import {
  createScenarioTexts,
  type ScenarioTexts,
  type TextLimits,
} from "../../app/server/scenarios/texts.ts";
import { InputError } from "../../core/errors.ts";
import { YAML_LIMITS } from "../../data/yaml/limits.ts";
import { aliasBomb } from "../data/yamlBombs.ts";

const GOOD = "name: Good\nquestion: What?\nlevers:\n  - {lever: visits, change: +5%}\n";
/** As much as is read at all: some tenths of a second on any machine. */
const LARGE = `name: Large\nlevers: [${"x,".repeat(YAML_LIMITS.parts / 2 - 20)}]\n`;

describe("texts of others are read on threads of their own", () => {
  let texts: ScenarioTexts;
  const open = (limits: Partial<TextLimits> = {}) => {
    texts = createScenarioTexts(limits);
    return texts;
  };
  afterEach(() => texts.close());

  it("gives what was read, and where each part of it stands", async () => {
    const { outline, read } = open();
    expect(await outline(GOOD, "x.yaml")).toEqual({
      name: "Good",
      question: "What?",
      notes: null,
      problem: null,
    });
    const { levers, texts: read_ } = await read({ text: GOOD, id: "x" }, { dir: "/nowhere", paths: false });
    expect(levers.map(({ spec, origin }) => [spec.lever, origin.file])).toEqual([["visits", "x.yaml"]]);
    expect(read_).toEqual([{ file: "x.yaml", text: GOOD }]);
    expect((await read({ scenario: "downturn" }, { dir: "/nowhere", paths: false })).name).toEqual({
      en: "A downturn",
      tr: "Daralma",
    });
  });

  it("gives what is wrong with a text as an input error, and keeps its thread", async () => {
    const { outline, faults, threads } = open();
    const error = await outline(aliasBomb(40), "x.yaml").catch(thrown => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ code: "yaml_limit", details: { line: 5, column: 30 } });
    const [thread] = threads();
    expect(await faults(error, aliasBomb(40), "x.yaml")).toMatchObject([{ line: 5, column: 30 }]);
    expect(threads()).toContain(thread);
  });

  it("ends the thread of a text that takes too long, and reads the next one on another", async () => {
    const { outline, threads } = open({ deadline: 60 });
    // The thread takes longer than that to start.
    await vi.waitUntil(() => outline(GOOD, "x.yaml").catch(() => null), { timeout: 60_000 });
    const before = threads();
    await expect(outline(LARGE, "x.yaml")).rejects.toMatchObject({ code: "text_deadline" });
    expect(before.some(thread => !threads().includes(thread))).toBe(true);
    await vi.waitUntil(() => outline(GOOD, "x.yaml").catch(() => null), { timeout: 60_000 });
  });

  it("takes no more texts than may wait", async () => {
    const { outline } = open({ waiting: 2 });
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => outline(GOOD, "x.yaml")));
    const refused = answers.filter(answer => answer.status === "rejected");
    expect(refused).toHaveLength(50 - 4);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "queue_full" });
  });

  it("ends a thread that takes more memory than it may, and says so", async () => {
    const { outline } = open({ memory: 12 });
    await expect(outline(LARGE, "x.yaml")).rejects.toMatchObject({ code: "text_memory" });
  });
});
