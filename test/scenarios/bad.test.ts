import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { readScenarioText } from "../../scenarios/file/read.ts";
import { BAD_FORM, BAD_IN_MARKET, type BadFile } from "./badFiles.ts";
import { promotion, tiny } from "./tinyTwin.ts";

/** What a person is told about a file that is wrong; fails where nothing is found wrong. */
async function complaintAbout({ yaml }: BadFile, dir: string, inMarket: boolean): Promise<string> {
  const { market, twin } = tiny({ calendar: [promotion(1, 100, 3)] });
  try {
    const scenario = await readScenarioText(yaml, "test", { dir });
    if (inMarket) await compileScenario(scenario, market, twin, { dir, horizon: scenario.horizon ?? 10 });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message.replaceAll(dir, "DIR");
  }
  throw new Error("nothing was found wrong");
}

describe("a scenario file that is wrong says where, what was expected and what came", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-bad-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  for (const [name, file] of Object.entries(BAD_FORM))
    test(name, async () => expect(await complaintAbout(file, dir, false)).toBe(file.says));
  for (const [name, file] of Object.entries(BAD_IN_MARKET))
    test(name, async () => expect(await complaintAbout(file, dir, true)).toBe(file.says));

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
