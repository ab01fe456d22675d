import { afterAll, describe, expect, test } from "vitest";
import { dayNumber } from "../../core/period.ts";
import { accountLives, currentAccounts, findSuccessors } from "../../data/market/sites.ts";
import { accountTable, territoryTable } from "../../data/resultTables.ts";
import { tableColumn } from "../../data/tables/columnTable.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { truncateMarket } from "../../proof/cut/truncate.ts";
import { HEAD, ingested, marketFolder, removeFolders, SOURCES } from "./folder.ts";

afterAll(removeFolders);

/** An account: [site, first purchase, last purchase, opened, closed]; null for none. */
type Life = [number, string | null, string | null, (string | null)?, (string | null)?];

function successors(...lives: Life[]): number[] {
  const days = (at: 1 | 2 | 3 | 4) =>
    Float64Array.from(lives, l => (l[at] == null ? Number.NaN : dayNumber(l[at])));
  return Array.from(
    findSuccessors({
      count: lives.length,
      site: Int32Array.from(lives, l => l[0]),
      firstBought: days(1),
      lastBought: days(2),
      opened: days(3),
      closed: days(4),
    }),
  );
}

describe("an account follows another at its site", () => {
  test("when it began later, and the other stopped", () => {
    expect(successors([0, "2018-01-01", "2019-06-03"], [0, "2019-06-10", "2020-12-28"])).toEqual([1, -1]);
  });

  test("with a quarter of overlap, not more", () => {
    expect(successors([0, "2018-01-01", "2019-08-26"], [0, "2019-06-10", "2020-12-28"])).toEqual([1, -1]);
    expect(successors([0, "2018-01-01", "2019-12-30"], [0, "2019-06-10", "2020-12-28"])).toEqual([-1, -1]);
  });

  test("not when both go on buying, however new the second is", () => {
    expect(successors([0, "2018-01-01", "2020-12-28"], [0, "2020-12-01", "2020-12-28"])).toEqual([-1, -1]);
  });

  test("not when it began at the same time, or at another site", () => {
    expect(successors([0, "2018-01-01", "2019-01-07"], [0, "2018-01-01", "2020-12-28"])).toEqual([-1, -1]);
    expect(successors([0, "2018-01-01", "2019-01-07"], [1, "2019-01-14", "2020-12-28"])).toEqual([-1, -1]);
  });

  test("when the other is closed, though it has not bought yet", () => {
    const old: Life = [0, "2018-01-01", "2020-12-14", null, "2020-12-20"];
    expect(successors(old, [0, null, null, "2020-12-21"])).toEqual([1, -1]);
  });

  test("in a chain, whose end is the account of today", () => {
    const chain = successors(
      [0, "2020-01-06", "2020-12-28"],
      [0, "2012-01-02", "2015-01-05"],
      [0, "2015-01-12", "2019-12-30"],
    );
    expect(chain).toEqual([-1, 2, 0]);
    expect(Array.from(currentAccounts(Int32Array.from(chain)))).toEqual([0, 0, 0]);
  });
});

describe("a site in a market", () => {
  const accounts = `account_id,site_id,lat,lon,territory_id
A1,S1,39.9,32.85,T1
A2,S1,39.9,32.85,T2
A3,S3,39.95,32.7,T1
`;
  const rows = ["date,account_id,brand,amount"];
  for (let week = 0; week < 30; week++) {
    const date = new Date(Date.UTC(2020, 5, 1 + 7 * week)).toISOString().slice(0, 10);
    rows.push(`${date},${week < 15 ? "A1" : "A2"},Biz,10`, `${date},A3,Rakip,5`);
  }
  const made = marketFolder({
    "market.yaml": HEAD + SOURCES,
    "accounts.csv": accounts,
    "sales.csv": `${rows.join("\n")}\n`,
  }).then(ingested);

  test("is counted once, where it goes on; its amounts stay with the account that bought", async () => {
    const { market, database } = await made;
    expect(Array.from(market.accounts.successor)).toEqual([1, -1, -1]);
    const db = await openDatabase(database, { readOnly: true });
    const [territories, table] = [await territoryTable(db), await accountTable(db)];
    db.close();
    expect(Array.from(tableColumn(territories, "known_accounts").values)).toEqual([1, 1]);
    expect(Array.from(tableColumn(table, "own_amount").values)).toEqual([150, 150, 0]);
  });

  test("is judged by what was known at the time", async () => {
    const { market } = await made;
    expect(Array.from(findSuccessors(accountLives(market.accounts, market)))).toEqual([1, -1, -1]);
    // A week after the change it cannot be told from two accounts that buy side by side.
    expect(Array.from(truncateMarket(market, 16).accounts.successor)).toEqual([-1, -1, -1]);
    expect(Array.from(truncateMarket(market, 20).accounts.successor)).toEqual([1, -1, -1]);
  });
});
