import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRunText, runDamages, runFolder, writeRunFolder } from "../../app/run/runFolder.ts";
import { temporaryFolder } from "./tinyMarket.ts";

describe("a kept run", () => {
  let dir: string;
  let remove: () => Promise<void>;
  const keep = () => writeRunFolder(dir, { id: "run-a" }, [], { "result.json": "the answer" });
  beforeAll(async () => {
    ({ path: dir, remove } = await temporaryFolder());
  });
  afterAll(() => remove());

  it("is whole, and there once, when it is asked for several times at once", async () => {
    await Promise.all(Array.from({ length: 8 }, keep));
    expect(await readdir(join(dir, ".penumbra", "runs"))).toEqual(["run-a"]);
    expect(await runDamages(runFolder(dir, "run-a"))).toEqual([]);
    expect(await readRunText(dir, "run-a", "result.json")).toBe("the answer");
  });

  it("takes the place of one that is damaged", async () => {
    await writeFile(join(runFolder(dir, "run-a"), "result.json"), "another one");
    await expect(readRunText(dir, "run-a", "result.json")).rejects.toMatchObject({ code: "run_damaged" });
    await keep();
    expect(await readRunText(dir, "run-a", "result.json")).toBe("the answer");
  });
});
