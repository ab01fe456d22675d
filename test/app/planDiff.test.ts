import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffPlans, handedOver } from "../../app/results/plans/diff.ts";
import { writeDiffFiles } from "../../app/results/plans/diffFiles.ts";
import type { Market } from "../../data/market/market.ts";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { today } from "../../territory/plan/plan.ts";

const planted = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5).market;
/** An account of a name that HTML and spreadsheets would run. */
const HOSTILE = '=cmd|"/c calc"!A1<script>alert(1)</script>';
const market: Market = {
  ...planted,
  territories: planted.territories.map((t, i) => ({ ...t, region: i < 4 ? "Kuzey" : "Güney" })),
  accounts: { ...planted.accounts, names: planted.accounts.names.map(() => HOSTILE) },
};
const a = today(market);
const [area] = market.areas;
const from = market.territories[market.plan.areas[0]!]!;
const to = market.territories.find(t => t.region !== from.region)!;
const b = a.moveArea(area!.id, to.id);
const diff = diffPlans({ a: "today", b: "east" }, a, b, market);

describe("a diff of two plans", () => {
  it("adds up: what one rep takes over another hands over, and after is before with both", () => {
    const sum = (of: (r: (typeof diff.reps)[number]) => number) => diff.reps.reduce((s, r) => s + of(r), 0);
    expect(diff.changes_hands.accounts).toBeGreaterThan(0);
    expect(sum(r => r.gained.own_amount)).toBeCloseTo(diff.changes_hands.own_amount, 6);
    expect(sum(r => r.lost.own_amount)).toBeCloseTo(diff.changes_hands.own_amount, 6);
    for (const { before, after, gained, lost } of [...diff.reps, ...diff.territories, ...diff.regions])
      expect(before.own_amount + gained.own_amount - lost.own_amount).toBeCloseTo(after.own_amount, 6);
    const taker = diff.reps.find(r => r.rep_id === to.repId)!;
    const giver = diff.reps.find(r => r.rep_id === from.repId)!;
    expect([taker.gained, giver.lost]).toEqual([diff.changes_hands, diff.changes_hands]);
    expect(diff.regions.map(r => r.region_id)).toEqual(["Kuzey", "Güney"]);
    const all = diff.reps.reduce((s, r) => s + r.before.own_amount, 0);
    expect(diff.amount_share).toBeCloseTo(diff.changes_hands.own_amount / all, 12);
  });

  it("of a plan with itself changes nothing", () => {
    const same = diffPlans({ a: "a", b: "a" }, b, b, market);
    expect([same.moved, same.changes_hands]).toEqual([
      { accounts: 0, own_amount: 0 },
      { accounts: 0, own_amount: 0 },
    ]);
    expect(handedOver(b, b, market)).toEqual([]);
  });
});

describe("its files", () => {
  let folder: string;
  let files: string[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "penumbra-diff-"));
    files = await writeDiffFiles(folder, diff, { a, b }, market, "tr");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const text = (name: string) => readFile(join(folder, name), "utf8");

  it("are a list for each rep that a spreadsheet runs nothing of", async () => {
    expect((await readdir(folder)).sort()).toEqual([...files].sort());
    const list = await text(`handover-${to.repId}.csv`);
    const rows = list.trimEnd().split("\r\n");
    expect(rows[0]).toBe(
      "direction,account_id,name,type,from_territory,to_territory,from_rep,to_rep,own_amount",
    );
    expect(rows.length - 1).toBe(handedOver(a, b, market).length);
    expect(rows[1]).toContain(`takes over,`);
    expect(rows[1]).toContain(`"'=cmd|`);
    expect(await text(`handover-${from.repId}.csv`)).toContain("hands over,");
  });

  it("are one page in the reader's language that runs nothing and asks for nothing", async () => {
    const page = await text("handover.html");
    expect(page).toContain('<html lang="tr">');
    expect(page).toContain("müşteri el değiştiriyor");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toMatch(/<script|src=|href=|url\(/);
  });

  it("are a map of both plans and of who changes hands", async () => {
    const { features } = JSON.parse(await text("map.geojson"));
    const kinds = features.map((f: { geometry: { type: string } }) => f.geometry.type);
    expect(kinds.filter((kind: string) => kind === "Point")).toHaveLength(handedOver(a, b, market).length);
    expect(new Set(features.map((f: { properties: { side?: string } }) => f.properties.side))).toEqual(
      new Set(["a", "b", undefined]),
    );
  });
});
