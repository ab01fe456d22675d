import { afterAll, describe, expect, test } from "vitest";
import { isoDay } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { cellTable } from "../../data/resultTables.ts";
import { tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { HEAD, ingested, marketFolder, messageOf, removeFolders } from "./folder.ts";

afterAll(removeFolders);

const monthly = (from: number, to: number) => {
  const rows = ["date,account_id,brand,amount"];
  for (let month = from; month <= to; month++) {
    rows.push(`2020-${String(month).padStart(2, "0")}-15,A1,Biz,10`);
  }
  return `${rows.join("\n")}\n`;
};
const daily = (from: string, days: number) => {
  const rows = ["date,account_id,brand,amount"];
  for (let d = 0; d < days; d++) {
    rows.push(`${new Date(Date.parse(from) + d * 86_400_000).toISOString().slice(0, 10)},A1,Biz,1`);
  }
  return `${rows.join("\n")}\n`;
};

async function build(sources: string, files: Record<string, string>, head = "") {
  const yaml = `${HEAD}${head}sources:\n  accounts: {file: accounts.csv}\n  sales: [${sources}]\n`;
  return ingested(await marketFolder({ "market.yaml": yaml, ...files }));
}

const totals = ({ areaSales: t }: Market) =>
  t.areaIds.map((id, i) => [id, isoDay(t.start[i]!), isoDay(t.last[i]!), t.span[i], t.amount[i]]);

describe("totals of areas", () => {
  const panel = (rows: readonly string[]) => `date,area_id,brand,amount\n${rows.join("\n")}\n`;
  const sales = daily("2020-01-01", 366);

  test("of which no row can be read are told, however few they are", async () => {
    const { report } = await build("{file: sales.csv}, {file: yil.csv}", {
      "sales.csv": sales,
      "yil.csv": panel(["2020,D1,Rakip,7"]),
    });
    expect(report.notes).toContain(
      "every row of yil.csv was rejected: nothing of it counts; see .penumbra/rejects/sales.csv",
    );
    expect(report.rows.sales!.rejected).toBe(1);
  });

  test("that alone hold rivals leave rivals' sales at accounts unknown", async () => {
    const { database } = await build("{file: sales.csv}, {file: ay.csv}", {
      "sales.csv": sales,
      "ay.csv": panel(["2020-02-01,D1,Rakip,100", "2020-03-01,D1,Rakip,30"]),
    });
    const db = await openDatabase(database, { readOnly: true });
    const table = await cellTable(db);
    db.close();
    expect(valueAt(tableColumn(table, "rival_amount"), 0)).toBeNull();
    expect(valueAt(tableColumn(table, "market_amount"), 0)).toBeNull();
  });

  test("by month and quarter, guessed from the dates and reported", async () => {
    const { market, report } = await build("{file: sales.csv}, {file: ay.csv}, {file: ceyrek.csv}", {
      "sales.csv": sales,
      "ay.csv": panel(["2020-02-01,D1,Biz,100", "2020-03-01,D1,Biz,30", "2020-03-01,D1,Biz,3"]),
      "ceyrek.csv": panel(["2020-06-30,D1,Rakip,7", "2020-09-30,D1,Rakip,8"]),
    });
    expect(totals(market)).toEqual([
      ["D1", "2020-02-01", "2020-02-29", "month", 10_000],
      ["D1", "2020-03-01", "2020-03-31", "month", 3300],
      ["D1", "2020-04-01", "2020-06-30", "quarter", 700],
      ["D1", "2020-07-01", "2020-09-30", "quarter", 800],
    ]);
    expect(Array.from(market.areaSales.source)).toEqual([1, 1, 2, 2]);
    expect(report.guesses.filter(g => g.what === "span")).toEqual([
      {
        table: "sales",
        file: "ay.csv",
        column: null,
        what: "span",
        value: "month",
        evidence: "2 dates, 2020-02-01 to 2020-03-01",
      },
      {
        table: "sales",
        file: "ceyrek.csv",
        column: null,
        what: "span",
        value: "quarter",
        evidence: "2 dates, 2020-06-30 to 2020-09-30",
      },
    ]);
  });

  test("`span` on the source decides, whatever the dates are", async () => {
    const { market, report } = await build("{file: sales.csv}, {file: p.csv, span: quarter}", {
      "sales.csv": sales,
      "p.csv": panel(["2020-05-17,D1,Biz,5"]),
    });
    expect(totals(market)).toEqual([["D1", "2020-04-01", "2020-06-30", "quarter", 500]]);
    expect(report.guesses.filter(g => g.what === "span")).toEqual([]);
  });

  test("by the day are summed by the period of the market", async () => {
    const { market, report } = await build("{file: sales.csv}, {file: p.csv}", {
      "sales.csv": sales,
      "p.csv": panel(["2020-05-18,D1,Biz,5", "2020-05-20,D1,Biz,6", "2020-05-26,D1,Biz,7"]),
    });
    expect(totals(market)).toEqual([
      ["D1", "2020-05-18", "2020-05-24", "week", 1100],
      ["D1", "2020-05-25", "2020-05-31", "week", 700],
    ]);
    expect(report.guesses.find(g => g.what === "span")!.evidence).toMatch(/of any day: summed by week$/);
  });

  test("are conserved: what a span has outside of history is counted as outside", async () => {
    const { market, report } = await build(
      "{file: sales.csv}, {file: p.csv}",
      {
        "sales.csv": sales,
        // History is 2020-01-06 to 2020-12-27: January and December are not whole.
        "p.csv": panel([
          "2020-01-01,D1,Biz,1000",
          "2020-02-01,D1,Biz,200",
          "2020-12-01,D2,Yeni,30",
          "2020-04-01,,Biz,4",
        ]),
      },
      "max_rejects: 5%\n",
    );
    const amount = report.rows.sales!.amount!;
    expect(report.rows.sales).toMatchObject({ read: 370, kept: 369, rejected: 1 });
    expect(amount).toMatchObject({ read: 160_000, kept: 159_600, rejected: 400 });
    const accounts = market.sales.amount.reduce((a, b) => a + b, 0);
    const areas = market.areaSales.amount.reduce((a, b) => a + b, 0);
    expect(areas).toBe(20_000);
    expect(accounts + areas).toBe(amount.kept - amount.outside_history);
  });
});

describe("sales of accounts with coarser dates", () => {
  test("in a market of months a date in the middle stands for its month where the source says so", async () => {
    const files = { "sales.csv": monthly(1, 9) };
    const said = await build("{file: sales.csv, span: month}", files, "period: month\n");
    expect(said.market.periodStart.length).toBe(9);
    const unsaid = await build("{file: sales.csv}", files, "period: month\n");
    expect(unsaid.market.periodStart.length).toBe(7);
  });

  test("a row that covers more than a period is refused", async () => {
    const said = build("{file: sales.csv, span: month}", { "sales.csv": monthly(1, 9) });
    expect(await messageOf(said)).toBe(
      "sales.csv: sales of accounts cover a month a row (its source says span: month), but the period is week; put period: month into market.yaml, or give sales by account more finely",
    );
    const panel = monthly(1, 9).replaceAll("-15,", "-01,");
    const mixed = build("{file: sales.csv}, {file: panel.csv}", {
      "sales.csv": daily("2020-01-01", 300),
      "panel.csv": panel,
    });
    expect(await messageOf(mixed)).toMatch(
      /^panel.csv: sales of accounts cover a month a row \(its 9 dates all fall on the edge of a month\), but the period is week/,
    );
  });
});
