import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { InputError } from "../../core/errors.ts";
import { readConfig } from "../../data/config/config.ts";
import { ingest } from "../../data/ingest/ingest.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { cases } from "../further.ts";
import {
  HEAD,
  marketFolder,
  newFolder,
  removeFolders,
  SOURCES,
  type SpokenReport,
  spoken,
  TODAY,
} from "./folder.ts";

afterAll(removeFolders);

/** All that an ingest makes of a folder, or its message. */
async function outcome(dir: string, quickBytes: number) {
  const to = join(await newFolder(), "market.duckdb");
  let report: SpokenReport;
  try {
    const options = { precedence, tell: inEnglish, to, today: TODAY, quickBytes };
    report = spoken(await ingest(dir, await readConfig(dir), options));
  } catch (error) {
    if (error instanceof InputError) return { message: error.message };
    throw error;
  }
  const db = await openDatabase(to, { readOnly: true });
  try {
    const all = (table: string) => db.query(`SELECT * FROM ${table} ORDER BY ALL`);
    return {
      rows: report.rows,
      values: report.guesses.map(g => `${g.table} ${g.column} ${g.what} ${g.value}`).sort(),
      evidence: report.guesses.map(g => g.evidence).join("\n"),
      notes: report.notes,
      rejects: await all("rejects"),
      brands: await all("brands"),
      sales: await db.query("SELECT * FROM sales"),
      areas: await all("area_sales"),
      categories:
        report.rows.sales && (await hasTable(to, "categories"))
          ? await all("sales_by_category JOIN categories ON category = idx")
          : null,
      hash: (await loadMarket(to)).hash,
    };
  } finally {
    db.close();
  }
}

async function hasTable(database: string, table: string): Promise<boolean> {
  const db = await openDatabase(database, { readOnly: true });
  const rows = await db.query("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]);
  db.close();
  return rows.length > 0;
}

/** One pass for files of any size, and for none. */
async function bothWays(dir: string) {
  const { evidence: quick = "", ...once } = await outcome(dir, 0);
  const { evidence: slow = "", ...always } = await outcome(dir, Number.POSITIVE_INFINITY);
  return { quick, slow, once, always };
}

const HEADER = "date,account_id,brand,amount,units,category,area_id";

const day = fc.oneof(
  {
    weight: 30,
    arbitrary: fc
      .integer({ min: 0, max: 27 })
      .map(n => new Date(Date.UTC(2020, 11, 7 + n)).toISOString().slice(0, 10)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "31.12.2020",
      "12/31/2020",
      "31/12/2020",
      "2020-02-30",
      "2099-01-01",
      "2020-12-31 10:00",
      " 2020-12-30",
      "2020/12/30",
      "20201230",
      "44195",
      "2020-12",
      "31 Aralık 2020",
      "-020-01-01",
      "infinity",
    ),
  },
);
const amount = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: -5000, max: 5_000_000 }).map(n => (n / 100).toFixed(2)) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 5_000 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "",
      " 5.50",
      "1.234",
      "1,234",
      "12,5o",
      "1_000",
      "1e3",
      ".5",
      "5.",
      "inf",
      "nan",
      "(12.50)",
      "12-",
      "₺5",
      "$5",
      "1.234,50",
      "1,234.50",
      "99999999999999999",
      "1.005",
      "2.675",
      "+3.10",
      "#N/A",
      "0x1F",
      "٣",
    ),
  },
);
const row = fc.tuple(
  day,
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom("A1", "A2", "A3") },
    { weight: 1, arbitrary: fc.constantFrom("", " A1", "A9", "#N/A", "a1", "=A1", "BAD") },
  ),
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom("Biz", "Rakip", "Öteki") },
    { weight: 1, arbitrary: fc.constantFrom("", " Biz", "Biz ", "O\u0308teki", "=1", "#REF!", "Yeni") },
  ),
  amount,
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom("1", "2.5", "") },
    { weight: 1, arbitrary: fc.constantFrom("x", "20%", "1e500", "-3", "1_0") },
  ),
  fc.constantFrom("Gin", "Votka", "", "Gin", " Gin", "=2"),
  fc.oneof(
    { weight: 10, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom("Z1", "#YOK", "=1") },
  ),
);

describe("sales read in one pass", () => {
  test("are what they are when read like all tables: sums, rejects with lines, counts and messages", async () => {
    const all = fc.array(row, { minLength: 30, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(all, fc.constantFrom("\n", "\r\n", "\n\n"), async (rows, end) => {
        const text =
          [HEADER, ...rows.map(r => r.map(v => (/[",]/.test(v) ? `"${v}"` : v)).join(","))].join(end) + end;
        const dir = await marketFolder({
          "market.yaml": `${HEAD}max_rejects: 1\n${SOURCES}`,
          "sales.csv": text,
        });
        const { once, always } = await bothWays(dir);
        expect(once).toEqual(always);
      }),
      { ...cases(3, 5), endOnFailure: true },
    );
  });

  test("in Turkish dialect, and from Parquet, too", async () => {
    const rows = Array.from({ length: 400 }, (_, i) => {
      const date = new Date(Date.UTC(2020, 11, 7 + (i % 28)));
      const money = i === 77 ? "12,5o" : i % 50 === 3 ? "1.234,56" : `${i},${10 + (i % 90)}`;
      return { date, account: i === 200 ? "A9" : `A${1 + (i % 3)}`, brand: i % 3 ? "Biz" : "Rakip", money };
    });
    const turkish = (date: Date) => date.toISOString().slice(0, 10).split("-").reverse().join(".");
    const text = rows.map(r => [turkish(r.date), r.account, r.brand, r.money].join(";"));
    const head = `${HEAD}max_rejects: 1\n`;
    const csv = await marketFolder({
      "market.yaml": head + SOURCES,
      "sales.csv": ["date;account_id;brand;amount", ...text].join("\r\n"),
    });
    const { quick, once, always } = await bothWays(csv);
    expect(quick).toContain("among a sample of the rows");
    expect(once).toEqual(always);
    expect(once.rejects).toMatchObject([
      { line: 79, value: "12,5o" },
      { line: 202, value: "A9" },
    ]);

    const parquet = await marketFolder({
      "market.yaml": head + SOURCES.replace("sales.csv", "sales.parquet"),
    });
    const db = await openDatabase(":memory:");
    const values = rows.map(
      (r, i) => `(DATE '${r.date.toISOString().slice(0, 10)}', '${r.account}', '${r.brand}', ${i}.25)`,
    );
    await db.run(
      `COPY (SELECT * FROM (VALUES ${values.join(", ")}) t(date, account_id, brand, amount)) TO '${join(parquet, "sales.parquet")}'`,
    );
    db.close();
    const typed = await bothWays(parquet);
    expect(typed.once).toEqual(typed.always);
    expect(typed.once.rejects).toMatchObject([{ line: 201, value: "A9" }]);
  });

  test("in hundreds of thousands of rows keep their lines, their order and every sum", async () => {
    const dir = await marketFolder({ "market.yaml": `${HEAD}max_rejects: 1\n${SOURCES}` });
    const db = await openDatabase(":memory:");
    const to = join(dir, "sales.csv");
    await db.run(
      `COPY (SELECT DATE '2020-12-07' + (hash(i) % 28)::INTEGER AS date, 'A' || (1 + hash(i + 1) % 3) AS account_id,
         CASE WHEN hash(i + 2) % 3 = 0 THEN 'Biz' ELSE 'Rakip' END AS brand,
         CASE WHEN i % 50000 = 49999 THEN '12,5o' ELSE ((hash(i + 3) % 100000) / 100)::DECIMAL(9, 2)::VARCHAR END AS amount
       FROM range(300000) t(i)) TO '${to}' (HEADER, QUOTE '"')`,
    );
    const expected = await db.query<{ brand: string; amount: number }>(
      `SELECT brand, sum(100 * TRY_CAST(amount AS DECIMAL(9, 2)))::BIGINT AS amount FROM read_csv('${to}', all_varchar = true, quote = '"') GROUP BY brand`,
    );
    db.close();
    const { rejects = [], brands = [], sales = [], rows } = await outcome(dir, 0);
    expect(rejects.map(r => r.line)).toEqual([1, 2, 3, 4, 5, 6].map(n => 50_000 * n + 1));
    expect(rows?.sales).toMatchObject({ read: 300_000, kept: 299_994, rejected: 6 });
    for (const { idx, name } of brands) {
      const total = sales.filter(s => s.brand === idx).reduce((sum, s) => sum + Number(s.amount), 0);
      expect(total).toBe(expected.find(e => e.brand === name)?.amount);
    }
    const keys = sales.map(s => (Number(s.account) * 1000 + Number(s.period)) * 10 + Number(s.brand));
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
  });
});
