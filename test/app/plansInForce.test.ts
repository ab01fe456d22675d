import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { putPlansInForce } from "../../app/stages/plansInForce.ts";
import { dayNumber } from "../../core/period.ts";
import { readConfig } from "../../data/config/config.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import type { Market } from "../../data/market/market.ts";
import { accountTable, territoryTable } from "../../data/resultTables.ts";
import { tableColumn } from "../../data/tables/columnTable.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { planOn } from "../../territory/plan/onDay.ts";
import { type Plan, today } from "../../territory/plan/plan.ts";
import { savePlan } from "../../territory/saved/save.ts";
import { dailySales, HEAD, ingested, marketFolder, removeFolders } from "../data/folder.ts";

afterAll(removeFolders);

const YAML = `${HEAD}house_territory: HOUSE
sources:
  accounts: {file: accounts.csv}
  sales: {file: sales.csv}
  territories: {file: plan.csv}
  targets: {file: targets.csv}
`;
/** A1 sells for its own 10.50 a day, A2 nothing of ours. */
const ACCOUNTS = `account_id,lat,lon,parent_id
A1,39.9,32.85,
A2,39.95,32.7,
A3,,,A2
A4,41,29,CHAIN
A5,41.2,29.1,CHAIN
A6,40,30,
`;
const PLAN = `territory_id,name,rep_id,region_id,account_id,valid_from,valid_to
T1,Bir,R1,North,A1,,2020-12-27
T2,İki,R2,North,A1,2020-12-28,
T2,,,,A2,,
T3,Üç,R3,South,A5,2021-02-01,
T1,,,,A4,2020-12-01,2021-01-03
`;
const TARGETS = `period,territory_id,amount
2020-12,T2,1000.00
2021-01,T2,310.01
2021-01,,500
`;

const FILES = {
  "market.yaml": YAML,
  "accounts.csv": ACCOUNTS,
  "plan.csv": PLAN,
  "targets.csv": TARGETS,
  "sales.csv": dailySales(),
};

const idsOf = ({ ids }: Market["accounts"], plan: Plan) =>
  Object.fromEntries(ids.map((id, i) => [id, plan.territories[plan.territory[i]!]?.id ?? null]));

describe("rows of territories that hold for a time", () => {
  test("count at the end of history, families and the house included, and on any day that is asked", async () => {
    const { market, database } = await ingestedIn(FILES);
    const { accounts } = market;
    const plan = today(market);
    expect(plan.territory).toEqual(accounts.territory);
    expect(idsOf(accounts, plan)).toEqual({ A1: "T2", A2: "T2", A3: "T2", A4: "T1", A5: "T1", A6: "HOUSE" });
    expect(plan.reason).toEqual(["account", "account", "family", "account", "family", "house"]);
    expect(plan.why(2)).toEqual({ territory: "T2", reason: "family", by: "A2" });
    expect(plan.place("871ec9021ffffff", -1)).toBe(market.plan.house);
    const before = idsOf(accounts, planOn(market, dayNumber("2020-12-27")));
    expect(before).toMatchObject({ A1: "T1", A4: "T1" });
    const later = idsOf(accounts, planOn(market, dayNumber("2021-02-01")));
    expect(later).toMatchObject({ A1: "T2", A4: "T3", A5: "T3" });
    expect(idsOf(accounts, planOn(market, dayNumber("2019-01-01")))).toMatchObject({
      A4: "HOUSE",
      A5: "HOUSE",
    });
    expect(market.territories.map(({ id, region }) => [id, region])).toEqual([
      ["HOUSE", undefined],
      ["T1", "North"],
      ["T2", "North"],
      ["T3", "South"],
    ]);
    expect(accounts.attributes).toEqual({});
    const db = await openDatabase(database, { readOnly: true });
    const [table, rows] = [await territoryTable(db), await accountTable(db)];
    db.close();
    expect(tableColumn(rows, "territory_reason").values).toEqual(plan.reason);
    expect(tableColumn(table, "region_id").values).toEqual([null, "North", "North", "South"]);
  });

  test("that meet for one account are rejected, and so is one that ends before it begins", async () => {
    const bad = `territory_id,account_id,valid_from,valid_to
T1,A1,,2020-12-31
T2,A1,2020-12-31,
T2,A2,2021-01-02,2021-01-01
`;
    const { dir } = await ingestedIn({
      ...FILES,
      "market.yaml": `${YAML}max_rejects: 90%\n`,
      "plan.csv": bad,
    });
    const rejects = await readFile(join(dir, ".penumbra/rejects/territories.csv"), "utf8");
    expect(rejects).toMatch(/plan.csv.*3.*belongs to a territory already/);
    expect(rejects).toMatch(/plan.csv.*4.*before valid_from/);
  });
});

describe("a plan that market.yaml puts in force", () => {
  test("has the accounts from its day on, shares targets out anew, and leaves the sources as they are", async () => {
    const { market, dir, database } = await ingestedIn(FILES);
    const east = today(market)
      .withTerritory({ id: "T9", name: "Dokuz", repId: "R9", region: "North" })
      .moveAccount("A1", "T9");
    await savePlan(dir, "east", east, { market, expected: null });
    const plans = "plans: [{plan: east, from: 2021-01-01}]\n";
    await writeFile(join(dir, "market.yaml"), YAML + plans);
    await putPlansInForce(dir, (await readConfig(dir)).plans, database);
    const now = await loadMarket(database);
    expect(idsOf(now.accounts, today(now))).toEqual({
      A1: "T9",
      A2: "T2",
      A3: "T2",
      A4: "T1",
      A5: "T1",
      A6: "HOUSE",
    });
    expect(today(now).territory).toEqual(now.accounts.territory);
    expect(now.territories.at(-1)).toEqual({ id: "T9", name: "Dokuz", repId: "R9", region: "North" });
    expect(now.cells.territory[now.accounts.cell[0]!]).toBe(4);
    expect(idsOf(now.accounts, planOn(now, dayNumber("2020-12-31"))).A1).toBe("T2");
    // All of T2's sales move with A1. December stands; the market's own target is nobody's to share.
    expect(now.targets.map(t => [t.start, now.territories[t.territory]?.id ?? null, t.amount])).toEqual([
      [dayNumber("2020-12-01"), "T2", 100_000],
      [dayNumber("2021-01-01"), null, 50_000],
      [dayNumber("2021-01-01"), "T2", 0],
      [dayNumber("2021-01-01"), "T9", 31_001],
    ]);
    expect(await readFile(join(dir, "plan.csv"), "utf8")).toBe(PLAN);
  });

  test("is not in force before its day, and leaves out what there is no more", async () => {
    const { market, dir } = await ingestedIn(FILES);
    await savePlan(dir, "later", today(market).moveAccount("A1", "T1"), { market, expected: null });
    const { database } = await ingestedIn({ ...FILES, "accounts.csv": ACCOUNTS.replace(/A6.*\n/, "") });
    await appendFile(join(dir, "plans/later.csv"), "T1,,,,,,A6,2\n");
    const from = (day: string) => [{ plan: "later", from: day, targets: "as_written" as const }];
    await putPlansInForce(dir, from("2021-01-04"), database);
    const now = await loadMarket(database);
    expect(idsOf(now.accounts, today(now)).A1).toBe("T2");
    expect(idsOf(now.accounts, planOn(now, dayNumber("2021-01-04"))).A1).toBe("T1");
    expect(now.targets).toEqual(market.targets);
    await expect(
      putPlansInForce(dir, [{ ...from("2021-01-04")[0]!, plan: "latr" }], database),
    ).rejects.toThrow('did you mean "later"?');
  });
});

async function ingestedIn(files: Readonly<Record<string, string>>) {
  const dir = await marketFolder(files);
  const { market, database } = await ingested(dir);
  return { dir, market, database };
}
