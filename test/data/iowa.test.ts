import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { isoDay } from "../../core/period.ts";
import { readConfig } from "../../data/config/config.ts";
import type { IngestReport } from "../../data/ingest/ingest.ts";
import { loadMarket, readMeta } from "../../data/loadMarket.ts";
import type { Market } from "../../data/market/market.ts";
import { areaTable, cellTable } from "../../data/resultTables.ts";
import { fingerprintSources } from "../../data/store/fingerprint.ts";
import { tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { IOWA, ingestedIowa } from "../iowa.ts";

/** Real data: 8,289,022 rows. The figures were counted from the files by other means (Python's csv, plain SQL). */
describe.skipIf(!existsSync(IOWA))("Iowa spirits", () => {
  let dir: string;
  let database: string;
  let report: IngestReport;
  let market: Market;

  beforeAll(async () => {
    ({ dir, database } = await ingestedIowa());
    const db = await openDatabase(database, { readOnly: true });
    report = (await readMeta(db)).report;
    db.close();
    market = await loadMarket(database);
  });

  test("every row and every cent is kept", () => {
    expect(report.rows.sales).toEqual({
      read: 8_289_022,
      kept: 8_289_022,
      rejected: 0,
      outside_history: 0,
      amount: { read: 276_230_134_261, kept: 276_230_134_261, rejected: 0, outside_history: 0 },
    });
    for (const [table, rows] of Object.entries(report.rows)) {
      expect([table, rows.kept + rows.rejected]).toEqual([table, rows.read]);
    }
    expect(market.sales.amount.reduce((a, b) => a + b, 0)).toBe(276_230_134_261);
  });

  test("470 whole weeks to 2021-01-03, the own brand first of ten", () => {
    expect(market.periodStart.length).toBe(470);
    expect([isoDay(market.periodStart[0]!), isoDay(market.periodStart[469]!)]).toEqual([
      "2012-01-02",
      "2020-12-28",
    ]);
    expect(market.brands.slice(0, 3)).toEqual(["DIAGEO AMERICAS", "OTHER", "SAZERAC"]);
    expect(market.brands.length).toBe(10);
    expect(market.country).toBe("US");
  });

  test("159 accounts are unplaced, and what they bought (0.37%) stays in the totals", () => {
    const unplaced = new Set<number>();
    market.accounts.cell.forEach((cell, i) => {
      if (cell < 0) unplaced.add(i);
    });
    expect(unplaced.size).toBe(159);
    let amount = 0;
    for (let i = 0; i < market.sales.count; i++) {
      if (unplaced.has(market.sales.account[i]!)) amount += market.sales.amount[i]!;
    }
    expect(amount / 276_230_134_261).toBeCloseTo(0.003702, 6);
  });

  // The README of the data tells of 537 numbers on 241 sites; its file holds these.
  test("400 store numbers share 184 sites", () => {
    const accounts = new Map<number, number>();
    for (const site of market.accounts.site) accounts.set(site, (accounts.get(site) ?? 0) + 1);
    const shared = [...accounts.values()].filter(n => n > 1);
    expect([shared.length, shared.reduce((a, b) => a + b, 0)]).toEqual([184, 400]);
  });

  test("own amounts over cells, the unplaced row included, are the own sales of the last 52 weeks", async () => {
    const db = await openDatabase(database, { readOnly: true });
    const [cells, areas] = [await cellTable(db), await areaTable(db)];
    db.close();
    let own = 0;
    for (let i = 0; i < market.sales.count; i++) {
      if (market.sales.brand[i] === 0 && market.sales.period[i]! >= 470 - 52) own += market.sales.amount[i]!;
    }
    for (const table of [cells, areas]) {
      const sum = (tableColumn(table, "own_amount").values as Float64Array).reduce((a, b) => a + b, 0);
      expect(Math.round(sum * 100)).toBe(own);
    }
    expect(valueAt(tableColumn(cells, "cell"), cells.rows - 1)).toBeNull();
  });

  test("sales are sorted by account, period and brand", () => {
    const { account, period, brand, count } = market.sales;
    const key = (i: number) => (account[i]! * 1000 + period[i]!) * 256 + brand[i]!;
    let disorder = 0;
    for (let i = 1; i < count; i++) if (key(i) <= key(i - 1)) disorder++;
    expect(disorder).toBe(0);
  });

  // How long all this takes is shown by benchmarks (docs/results.md): a timed test tells of the machine.
  test("files that did not change keep their fingerprint", async () => {
    const config = await readConfig(dir);
    const first = await fingerprintSources(dir, config);
    expect((await fingerprintSources(dir, config, first)).hash).toBe(first.hash);
  });
});
