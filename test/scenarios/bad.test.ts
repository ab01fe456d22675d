import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import type { InLanguages } from "../../core/figures.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { readScenarioText } from "../../scenarios/file/read.ts";
import { scenarioFrame } from "../../scenarios/file/schema.ts";
import { LEVERS } from "../../scenarios/levers/levers.ts";
import { where } from "../../scenarios/parameters/where.ts";
import { englishWordsIn } from "../englishWords.ts";
import { BAD_FORM, BAD_IN_MARKET, type BadFile } from "./badFiles.ts";
import { promotion, tiny } from "./tinyTwin.ts";

/** Keys, names of levers and segments, and values, which are English in every language. */
const KEYS = new Set([
  "true",
  "lapsed",
  "large-loyal",
  ...[scenarioFrame, where, ...LEVERS.map(({ schema }) => schema)].flatMap(({ shape }) => Object.keys(shape)),
  ...LEVERS.map(({ name }) => name),
]);

/** English words of a message, but for keys, names of levers, and what stands in quotes or brackets. */
function englishLeftIn(message: string): string[] {
  // Why a plan cannot be had is told in English.
  const plain = message.replace(/\(plan: [^()]*\)$/, "").replaceAll(/"[^"]*"|\{[^{}]*\}|\[[^[\]]*\]/g, " ");
  const words = plain.split(/[\s:;,.()]+/).filter(word => !KEYS.has(word) && !word.includes("/"));
  return englishWordsIn(words.join(" "));
}

/** What a person is told about a file that is wrong; fails where nothing is found wrong. */
async function complaintAbout({ yaml }: BadFile, dir: string, inMarket: boolean): Promise<InLanguages> {
  const { market, twin } = tiny({ calendar: [promotion(1, 100, 3)] });
  try {
    const scenario = await readScenarioText(yaml, "test", { dir });
    if (inMarket) await compileScenario(scenario, market, twin, { dir, horizon: scenario.horizon ?? 10 });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { en, tr } = error.details.words as InLanguages;
    expect(error.message).toBe(en);
    return { en: en.replaceAll(dir, "DIR"), tr: tr.replaceAll(dir, "DIR") };
  }
  throw new Error("nothing was found wrong");
}

describe("a scenario file that is wrong says where, what was expected and what came", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-bad-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const check = ({ en, tr }: InLanguages, { says }: BadFile) => {
    expect(en).toBe(says);
    expect(tr).not.toBe(en);
    expect(englishLeftIn(tr), tr).toEqual([]);
  };

  for (const [name, file] of Object.entries(BAD_FORM))
    test(name, async () => check(await complaintAbout(file, dir, false), file));
  for (const [name, file] of Object.entries(BAD_IN_MARKET))
    test(name, async () => check(await complaintAbout(file, dir, true), file));

  test("all faults of a file are kept, in the order of their places", async () => {
    const { yaml } = BAD_FORM["several things at once"]!;
    const error = await readScenarioText(yaml, "test", { dir }).then(
      () => null,
      thrown => thrown as InputError,
    );
    const faults = error!.details.faults as readonly { line: number; column: number }[];
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 10],
      [4, 13],
      [5, 28],
    ]);
  });
});
