import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folderBehindVerb } from "../../app/cli/planProgram.ts";
import { HEAD, marketFolder, removeFolders, SOURCES } from "../data/folder.ts";
import { asIs, cli } from "./effects.ts";

afterAll(removeFolders);

describe("the arguments of plan", () => {
  const verbs = ["list", "show"];
  it.each([
    ["plan DIR show today", "plan show DIR today"],
    ["plan show DIR today", "plan show DIR today"],
    ["--lang tr plan DIR list", "--lang tr plan list DIR"],
    ["--lang=tr plan DIR list", "--lang=tr plan list DIR"],
    ["plan list list", "plan list list"],
    ["plan DIR bogus", "plan bogus DIR"],
    ["plan --help", "plan --help"],
    ["plan DIR --json", "plan DIR --json"],
    ["export plan list", "export plan list"],
  ])("%s are read as %s", (given, read) => {
    expect(folderBehindVerb(given.split(" "), verbs).join(" ")).toBe(read);
  });
});

describe("plan list", () => {
  it("tells saved plans and proposals with their versions, and from when each is in force", async () => {
    const dir = await marketFolder({
      "market.yaml": `${HEAD}plans: [{plan: doğu, from: 2021-01-01}]\n${SOURCES}`,
    });
    const row = "territory_id,account_id\nT1,A1\n";
    await mkdir(join(dir, "plans"));
    await mkdir(join(dir, ".penumbra/plans/p-1"), { recursive: true });
    await writeFile(join(dir, "plans/doğu.csv"), row);
    await writeFile(join(dir, "plans/.doğu.csv.1234.tmp"), row);
    await writeFile(join(dir, ".penumbra/plans/p-1/plan.csv"), row);
    const { code, stdout } = await cli(["plan", dir, "list", "--json"]);
    expect(code).toBe(0);
    const { plans } = JSON.parse(stdout);
    expect(plans).toEqual([
      {
        plan: "doğu",
        source: "saved",
        version: plans[1].version,
        written: expect.any(String),
        from: ["2021-01-01"],
      },
      { plan: "p-1", source: "proposal", version: expect.any(String), written: expect.any(String), from: [] },
    ]);
    const told = await asIs(["plan", dir, "list"]);
    expect(told.stdout).toContain("yürürlük başlangıcı");
    expect(told.stdout).toContain("01.01.2021");
  });

  it("tells a path that is no market folder, and a market that is not built, as such", async () => {
    expect(await cli(["plan", "/nowhere", "list"])).toMatchObject({ code: 2, stdout: "" });
    const dir = await marketFolder();
    const { code, stderr } = await cli(["plan", dir, "show"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("penumbra build")]);
    expect((await cli(["plan", dir, "activate", "x", "--from", "2026-02-30"])).stderr).toContain(
      "such as 2027-01-04",
    );
  });
});
