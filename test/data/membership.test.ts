import { latLngToCell } from "h3-js";
import { afterAll, describe, expect, test } from "vitest";
import type { Market } from "../../data/market/market.ts";
import {
  accountTable,
  activityTable,
  areaTable,
  cellTable,
  territoryTable,
} from "../../data/resultTables.ts";
import { tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { dailySales, HEAD, ingested, marketFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

const square = (id: string, west: number) => ({
  type: "Feature",
  properties: { kod: id, ad: `İlçe ${id}`, nufus: 1000 },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [west, 39],
        [west + 1, 39],
        [west + 1, 40],
        [west, 40],
        [west, 39],
      ],
    ],
  },
});
const AREAS = JSON.stringify({ type: "FeatureCollection", features: [square("D1", 32), square("D2", 33)] });

const YAML = `${HEAD}max_rejects: 50%
sources:
  accounts: {file: accounts.csv}
  sales: [{file: sales.csv}, {file: panel.csv}]
  areas: {file: areas.geojson, columns: {area_id: kod, name: ad, population: nufus}}
  territories: {file: plan.csv}
  activity: {file: activity.csv}
`;
const ACCOUNTS = `account_id,name,site_id,lat,lon,area_id,territory_id,opened,closed,kat
A1,kendi,S1,39.5,32.5,,OWN,,,zemin
A2,hesap,S1,39.5,32.5,,,,,bodrum
A3,ilçe,S3,39.6,33.5,,,,,
A4,hücre,S4,41.0,29.0,,,,,
A5,yersiz,S5,,,D2,,,,
A6,kapalı,S6,39.61,33.51,D1,,2019-01-01,2020-06-01,
A7,sıfır,S7,0,0,,,,,
`;
const PLAN = `territory_id,name,rep_id,area_id,cell,account_id
T1,Bir,R1,D1,,
T2,İki,R2,D2,,
T3,Üç,,,${latLngToCell(41, 29, 5)},
T4,Dört,R4,,,A2
T9,,,D1,,
T9,,,XX,,
T9,,,,zzz,
T9,,,,,A99
`;
const PANEL =
  "date,area_id,brand,amount\n2020-12-21,D1,Biz,5000\n2020-12-28,D1,Biz,6000\n2020-12-28,XX,Biz,1\n";
const ACTIVITY =
  "at,account_id,lat,lon,weight\n2020-12-28 13:30,A1,,,2\n2020-12-29,,39.5,32.5,3\n2020-12-30T21:00:00Z,A3,,,4\n2020-12-30 10:00,A5,,,1\n2020-12-30 10:00,,,,1\n";

async function build() {
  const sales = `${dailySales()}2020-12-28,A5,Biz,100.25\n2020-12-28,A3,Rakip,7\n2020-12-28,A6,Biz,1\n`;
  const dir = await marketFolder({
    "market.yaml": YAML,
    "accounts.csv": ACCOUNTS,
    "areas.geojson": AREAS,
    "plan.csv": PLAN,
    "panel.csv": PANEL,
    "activity.csv": ACTIVITY,
    "sales.csv": sales,
  });
  return ingested(dir);
}

const built = build();

function territoryOf(market: Market, account: string): string | null {
  const t = market.accounts.territory[market.accounts.ids.indexOf(account)]!;
  return t < 0 ? null : market.territories[t]!.id;
}

function areaOf(market: Market, account: string): string | null {
  const a = market.accounts.area[market.accounts.ids.indexOf(account)]!;
  return a < 0 ? null : market.areas[a]!.id;
}

describe("membership", () => {
  test("the territory of an account: its own, else the plan by account, by area, by cell", async () => {
    const { market } = await built;
    const got = market.accounts.ids.map(id => [id, territoryOf(market, id)]);
    expect(got).toEqual([
      ["A1", "OWN"],
      ["A2", "T4"],
      ["A3", "T2"],
      ["A4", "T3"],
      ["A5", "T2"],
      ["A6", "T1"],
      ["A7", null],
    ]);
    expect(market.territories.map(t => [t.id, t.name, t.repId])).toContainEqual(["T2", "İki", "R2"]);
  });

  test("the area of an account: the given id, else the outline that it lies in", async () => {
    const { market } = await built;
    expect(market.accounts.ids.map(id => areaOf(market, id))).toEqual([
      "D1",
      "D1",
      "D2",
      null,
      "D2",
      "D1",
      null,
    ]);
  });

  test("plan rows that name something unknown, or taken, are rejected", async () => {
    const { report } = await built;
    expect(report.rows.territories).toEqual({ read: 8, kept: 4, rejected: 4 });
  });

  test("without coordinates, or at 0° 0°, an account is kept as unplaced", async () => {
    const { market } = await built;
    const unplaced = market.accounts.ids.filter((_, i) => market.accounts.cell[i] === -1);
    expect(unplaced).toEqual(["A5", "A7"]);
  });

  test("accounts of one site share it", async () => {
    const { market } = await built;
    expect(market.accounts.site[0]).toBe(market.accounts.site[1]);
    expect(market.accounts.site[0]).not.toBe(market.accounts.site[2]);
  });

  test("a cell's own ids hold most of its amount", async () => {
    const { market } = await built;
    // A1 (147.00 of OWN) and A2 (283.50 of T4) share a cell.
    const cell = market.accounts.cell[0]!;
    expect(market.accounts.cell[1]).toBe(cell);
    expect(market.territories[market.cells.territory[cell]!]!.id).toBe("T4");
  });
});

describe("totals of areas", () => {
  test("stay apart from the sales of accounts", async () => {
    const { report, market, database } = await built;
    const db = await openDatabase(database, { readOnly: true });
    const rows = await db.query("SELECT area_id, start, span, brand, amount FROM area_sales ORDER BY start");
    db.close();
    expect(rows).toEqual([
      { area_id: "D1", start: "2020-12-21", span: "week", brand: 0, amount: 500_000 },
      { area_id: "D1", start: "2020-12-28", span: "week", brand: 0, amount: 600_000 },
    ]);
    const own = market.sales.amount.reduce((s, v, i) => s + (market.sales.brand[i] === 0 ? v : 0), 0);
    expect(own).toBe(14 * 1050 + 10_025 + 100);
    expect(report.rows.sales).toMatchObject({ read: 34, kept: 33, rejected: 1 });
  });
});

describe("activity", () => {
  test("is summed by cell and local hour of the week; dates alone stand at the day's first hour", async () => {
    const { report, database } = await built;
    const db = await openDatabase(database, { readOnly: true });
    const table = await activityTable(db);
    db.close();
    const rows = Array.from({ length: table.rows }, (_, i) => table.columns.map(c => valueAt(c, i)));
    const a1 = latLngToCell(39.5, 32.5, 7);
    const a3 = latLngToCell(39.6, 33.5, 7);
    // 21:00 UTC on Wednesday is Thursday 00:00 in Istanbul.
    expect(rows.sort()).toEqual(
      [
        [a1, 13, "hour", 2],
        [a1, 24, "day", 3],
        [a3, 72, "hour", 4],
      ].sort(),
    );
    expect(report.rows.activity).toEqual({ read: 5, kept: 4, rejected: 1, outside_history: 0 });
  });
});

describe("result tables", () => {
  test("own amounts agree over cells, areas, territories and accounts", async () => {
    const { database } = await built;
    const db = await openDatabase(database, { readOnly: true });
    const tables = [
      await cellTable(db),
      await areaTable(db),
      await territoryTable(db),
      await accountTable(db),
    ];
    db.close();
    for (const table of tables) {
      const own = tableColumn(table, "own_amount").values as Float64Array;
      expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(248.25, 9);
    }
    const [cells] = tables;
    const last = cells!.rows - 1;
    expect(valueAt(tableColumn(cells!, "cell"), last)).toBeNull();
    expect(valueAt(tableColumn(cells!, "own_amount"), last)).toBe(100.25);
    expect(valueAt(tableColumn(cells!, "lat"), last)).toBeNull();
  });

  test("counts are sites open at the end of history", async () => {
    const { database } = await built;
    const db = await openDatabase(database, { readOnly: true });
    const territories = await territoryTable(db);
    db.close();
    const ids = tableColumn(territories, "territory_id").values;
    const known = tableColumn(territories, "known_accounts").values;
    const counts = Object.fromEntries(Array.from(ids, (id, i) => [String(id), known[i]]));
    expect(counts).toEqual({ OWN: 1, T1: 0, T2: 2, T3: 1, T4: 1, null: 1 });
  });

  test("without rivals' sales what rests on them is null, not zero", async () => {
    const sales = "date,account_id,brand,amount\n2020-12-21,A1,Biz,10\n2020-12-27,A1,Biz,20\n";
    const { database } = await ingested(await marketFolder({ "sales.csv": sales }));
    const db = await openDatabase(database, { readOnly: true });
    const cells = await cellTable(db);
    db.close();
    for (const name of [
      "rival_amount",
      "market_amount",
      "own_share",
      "untapped_amount",
      "untapped_share",
      "activity",
    ]) {
      expect(valueAt(tableColumn(cells, name), 0)).toBeNull();
    }
  });
});
