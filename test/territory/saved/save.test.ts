import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { foldedName, planName } from "../../../territory/plan/name.ts";
import { listPlans } from "../../../territory/plan/places.ts";
import { today } from "../../../territory/plan/plan.ts";
import { readPlan } from "../../../territory/plan/read.ts";
import { savePlan, saveProposal } from "../../../territory/saved/save.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const plan = today(market);
const area = market.areas[0]!.id;
const moved = plan.moveArea(area, market.territories.at(-1)!.id);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "penumbra-plans-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("a name of a plan", () => {
  it.each(["Ankara-2027", "İzmir doğu", "Şişli.v2", "北京", "a", "2027", "e\u0301"])("%s is taken", name => {
    expect(planName(name)).toBe(name.normalize("NFC"));
  });

  it.each([
    "",
    " ",
    "today",
    "TODAY",
    "../x",
    "a/b",
    "a\\b",
    "x.csv",
    "x.GeoJSON",
    ".hidden",
    "ends.",
    "ends ",
  ])("%j is refused", name =>
    expect(() => planName(name)).toThrow(expect.objectContaining({ code: "bad_name" })),
  );

  it.each([
    "con",
    "NUL.txt",
    "COM1",
    "a\u0000b",
    "a\nb",
    "a:b",
    "a*",
    "a\u202eb",
    "x".repeat(181),
    "ğ".repeat(91),
  ])("%j is refused too", name =>
    expect(() => planName(name)).toThrow(expect.objectContaining({ code: "bad_name" })),
  );

  it("is one for people whatever its case, in Turkish too", () => {
    expect(new Set(["İZMİR", "izmir", "IZMIR", "ızmır", "Izmir"].map(foldedName)).size).toBe(1);
    expect(foldedName("Şişli")).not.toBe(foldedName("Sisli"));
  });
});

describe("saving a plan", () => {
  it("tells the second of two who change the same one, and keeps the work of the first", async () => {
    const first = await savePlan(dir, "East", plan, { market, expected: null });
    const second = await savePlan(dir, "East", moved, { market, expected: first });
    expect(second).not.toBe(first);
    await expect(savePlan(dir, "East", plan, { market, expected: first })).rejects.toMatchObject({
      code: "plan_changed",
      details: { version: second },
    });
    expect((await readPlan(dir, "East", market)).territory).toEqual(moved.territory);
    expect((await listPlans(dir)).map(({ plan, source, version }) => [plan, source, version])).toEqual([
      ["East", "saved", second],
    ]);
  });

  it("lets one of many at once through, and tells all others", async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => savePlan(dir, "race", plan, { market, expected: null })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "name_taken" });
  });

  it("refuses a name that differs in case only", async () => {
    await savePlan(dir, "Doğu İzmir", plan, { market, expected: null });
    await expect(savePlan(dir, "doğu izmir", plan, { market, expected: null })).rejects.toThrow(
      'there is a plan "Doğu İzmir" already',
    );
    await expect(savePlan(dir, "gone", plan, { market, expected: "abc" })).rejects.toThrow(
      "is there no more",
    );
    expect(await readdir(join(dir, "plans"))).toEqual(["Doğu İzmir.csv", "Doğu İzmir.geojson"]);
  });

  it("writes outlines that are read as a plan too", async () => {
    await savePlan(dir, "map", moved, { market, expected: null });
    const { features } = JSON.parse(await readFile(join(dir, "plans/map.geojson"), "utf8"));
    expect(features.map((f: { properties: { territory_id: string } }) => f.properties.territory_id)).toEqual(
      market.territories.map(t => t.id),
    );
    expect((await readPlan(dir, "plans/map.geojson", market)).territory).toEqual(moved.territory);
  });

  it("stays in the market folder where a link leads out of it", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "penumbra-elsewhere-"));
    await symlink(elsewhere, join(dir, "plans"));
    await expect(savePlan(dir, "x", plan, { market, expected: null })).rejects.toMatchObject({
      code: "outside",
    });
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(elsewhere, { recursive: true });
  });

  it("is found before a proposal of the same name", async () => {
    await saveProposal(dir, "one", moved, market);
    expect((await readPlan(dir, "one", market)).territory).toEqual(moved.territory);
    await savePlan(dir, "one", plan, { market, expected: null });
    expect((await readPlan(dir, "one", market)).territory).toEqual(plan.territory);
    expect((await listPlans(dir)).map(p => p.source)).toEqual(["saved", "proposal"]);
  });
});
