import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../data/config/config.ts";
import { putPlan } from "../../data/config/planKeys.ts";
import { HEAD, SOURCES } from "../data/folder.ts";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "penumbra-plans-"));
  file = join(dir, "market.yaml");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const plansOf = async () => (await readConfig(dir)).plans.map(({ plan, from }) => [plan, from]);

describe("a plan in market.yaml", () => {
  it("leaves every other letter of the file as it is where no plan was named", async () => {
    const text = `# Bizim pazar\n${HEAD}${SOURCES}# son söz`;
    await writeFile(file, text);
    await putPlan(dir, "Doğu: 2", "2027-01-04");
    const written = await readFile(file, "utf8");
    expect(written.startsWith(text)).toBe(true);
    expect(await plansOf()).toEqual([["Doğu: 2", "2027-01-04"]]);
  });

  it("keeps remarks and other plans, by day, and takes the place of one from the same day", async () => {
    await writeFile(
      file,
      `${HEAD}plans: # yürürlükteki planlar\n  - {plan: a, from: 2026-01-05}\n  # yaz planı\n  - {plan: b, from: 2026-06-01, targets: as_written}\n${SOURCES}# son söz\n`,
    );
    await putPlan(dir, "null", "2026-03-02");
    await putPlan(dir, "c", "2026-01-05");
    expect(await plansOf()).toEqual([
      ["c", "2026-01-05"],
      ["null", "2026-03-02"],
      ["b", "2026-06-01"],
    ]);
    expect((await readConfig(dir)).plans.at(-1)!.targets).toBe("as_written");
    const written = await readFile(file, "utf8");
    for (const remark of ["# yürürlükteki planlar", "# yaz planı", "# son söz"])
      expect(written).toContain(remark);
  });

  it.skipIf(process.platform === "win32")("leaves who may read the file as it is", async () => {
    await writeFile(file, `${HEAD}${SOURCES}`);
    await chmod(file, 0o600);
    await putPlan(dir, "a", "2026-01-05");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("goes into a file that is one flow mapping too", async () => {
    const flow = `{name: x, own_brand: y, currency: TRY, timezone: Europe/Istanbul, resolution: 7, sources: {accounts: {file: a.csv}, sales: {file: s.csv}}}\n`;
    await writeFile(file, flow);
    await putPlan(dir, "a", "2026-01-05");
    expect(await plansOf()).toEqual([["a", "2026-01-05"]]);
  });

  it("is not written into a file that is not sound, and two of one day are told with their line", async () => {
    const broken = `${HEAD}plans: [{plan: a, from: 2026-01-05}, {plan: b, from: 2026-01-05}]\n${SOURCES}`;
    await writeFile(file, broken);
    await expect(putPlan(dir, "c", "2026-01-05")).rejects.toThrow(
      "market.yaml line 7: plans: expected one plan from a day, got a and b from 2026-01-05",
    );
    expect(await readFile(file, "utf8")).toBe(broken);
  });
});
