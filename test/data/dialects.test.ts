import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { guessDelimiter } from "../../data/text/decode.ts";
import { cases } from "../further.ts";
import { ACCOUNTS, HEAD, ingested, marketFolder, newFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

interface Row {
  readonly day: number;
  readonly account: string;
  readonly brand: string;
  readonly minor: number;
}

const ROWS: readonly Row[] = Array.from({ length: 28 }, (_, i) => ({
  day: Date.UTC(2020, 11, 7 + i) / 86_400_000,
  account: i % 2 === 0 ? "A1" : "A2",
  brand: i % 3 === 0 ? "Biz" : "Çınar; İğde, Şirketi",
  minor: 123_450 + i * 98_765 * (i % 5 === 4 ? -1 : 1),
}));
const TOTAL = ROWS.reduce((s, r) => s + r.minor, 0);

const DATES: Record<string, (day: number) => string> = {
  "2020-12-31": d => iso(d),
  "31.12.2020": d => iso(d).split("-").reverse().join("."),
  "31/12/2020": d => iso(d).split("-").reverse().join("/"),
  "12/31/2020": d => [iso(d).slice(5, 7), iso(d).slice(8), iso(d).slice(0, 4)].join("/"),
  "31.12.20": d => [iso(d).slice(8), iso(d).slice(5, 7), iso(d).slice(2, 4)].join("."),
  "20201231": d => iso(d).replaceAll("-", ""),
  "2020-12-31T18:00:00Z": d => `${iso(d)}T18:00:00Z`,
};

function iso(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function amountText(minor: number, mark: string, group: string): string {
  const whole = String(Math.floor(Math.abs(minor) / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return `${minor < 0 ? "-" : ""}${whole}${mark}${String(Math.abs(minor) % 100).padStart(2, "0")}`;
}

function csv(delimiter: string, date: string, mark: string, group: string, end: string): string {
  const quoted = (s: string) => (/["\r\n]/.test(s) || s.includes(delimiter) ? `"${s}"` : s);
  const lines = ROWS.map(r =>
    [DATES[date]!(r.day), r.account, r.brand, amountText(r.minor, mark, group)].map(quoted).join(delimiter),
  );
  return [["date", "account_id", "brand", "amount"].join(delimiter), ...lines, ""].join(end);
}

async function salesOf(files: Record<string, string | Uint8Array>, source: string, head = HEAD) {
  const yaml = `${head}sources:\n  accounts: {file: accounts.csv}\n  sales: ${source}\n`;
  const dir = await marketFolder({ "market.yaml": yaml, ...files });
  return ingested(dir);
}

describe("the same sales in any dialect", () => {
  const delimiter = fc.constantFrom(",", ";", "\t", "|");
  const marks = fc.constantFrom([",", "."], [".", ","], [",", ""], [".", ""], [",", " "], [",", "\u00a0"]);
  const dialect = fc.record({
    delimiter,
    date: fc.constantFrom(...Object.keys(DATES)),
    marks,
    end: fc.constantFrom("\n", "\r\n"),
    bom: fc.boolean(),
    gzip: fc.boolean(),
  });
  test("read the same: delimiter × decimal mark × thousands × dates × line ends × BOM × gzip", async () => {
    await fc.assert(
      fc.asyncProperty(dialect, async d => {
        const text = `${d.bom ? "\ufeff" : ""}${csv(d.delimiter, d.date, d.marks[0]!, d.marks[1]!, d.end)}`;
        const name = d.gzip ? "sales.csv.gz" : "sales.csv";
        const { report, market } = await salesOf(
          { [name]: d.gzip ? gzipSync(text) : text },
          `{file: ${name}}`,
        );
        expect(report.rows.sales).toMatchObject({ read: 28, kept: 28, rejected: 0, outside_history: 0 });
        expect(market.sales.amount.reduce((a, b) => a + b, 0)).toBe(TOTAL);
        expect(market.brands).toEqual(["Biz", "Çınar; İğde, Şirketi"]);
        expect(Array.from(market.periodStart, iso)).toEqual([
          "2020-12-07",
          "2020-12-14",
          "2020-12-21",
          "2020-12-28",
        ]);
      }),
      cases(8, 7),
    );
  });

  for (const [encoding, label] of [
    ["latin1", "iso-8859-9"],
    ["utf16le", "utf-16le"],
  ] as const) {
    test(`text in ${label}, said on the source`, async () => {
      const turkish = "Gıda Şti.";
      const text = `date;account_id;brand;amount\n${ROWS.map(r => `${iso(r.day)};${r.account};${r.brand === "Biz" ? "Biz" : turkish};1,50`).join("\n")}\n`;
      // ISO-8859-9 is Latin-1 but for six letters: ı is 0xFD, Ş is 0xDE.
      const bytes = Buffer.from(
        encoding === "latin1" ? text.replaceAll("ı", "\u00fd").replaceAll("Ş", "\u00de") : text,
        encoding,
      );
      const { market } = await salesOf({ "s.csv": bytes }, `{file: s.csv, encoding: ${label}}`);
      expect(market.brands).toContain(turkish);
    });
  }

  test("JSON, NDJSON and Parquet", async () => {
    const records = ROWS.map(r => ({
      date: iso(r.day),
      account_id: r.account,
      brand: r.brand,
      amount: r.minor / 100,
    }));
    const ndjson = records.map(r => JSON.stringify(r)).join("\n");
    const folder = await newFolder();
    await writeFile(join(folder, "s.ndjson"), ndjson);
    const db = await openDatabase(":memory:");
    await db.run(
      `COPY (SELECT * FROM read_json('${join(folder, "s.ndjson")}')) TO '${join(folder, "s.parquet")}'`,
    );
    await db.run(
      `COPY (SELECT date::TIMESTAMP AS date, account_id, brand, amount::DECIMAL(12,2) AS amount FROM read_json('${join(folder, "s.ndjson")}')) TO '${join(folder, "d.parquet")}'`,
    );
    db.close();
    const { readFile } = await import("node:fs/promises");
    const forms: Record<string, string | Uint8Array> = {
      "s.json": JSON.stringify(records),
      "s.ndjson": ndjson,
      "s.parquet": await readFile(join(folder, "s.parquet")),
      "d.parquet": await readFile(join(folder, "d.parquet")),
    };
    for (const [name, content] of Object.entries(forms)) {
      const { report, market } = await salesOf({ [name]: content }, `{file: ${name}}`);
      expect(report.rows.sales).toMatchObject({ read: 28, kept: 28 });
      expect(market.sales.amount.reduce((a, b) => a + b, 0)).toBe(TOTAL);
    }
  });

  test("several files of one table, each in its own dialect", async () => {
    const half = (text: string, keep: (i: number) => boolean) =>
      text
        .split("\n")
        .filter((_, i) => i === 0 || keep(i))
        .join("\n");
    const a = half(csv(";", "31.12.2020", ",", ".", "\n"), i => i % 2 === 0);
    const b = half(csv(",", "2020-12-31", ".", "", "\n"), i => i % 2 === 1);
    const { report, market } = await salesOf({ "a.csv": a, "b.csv": b }, "[{file: a.csv}, {file: b.csv}]");
    expect(report.rows.sales).toMatchObject({ read: 28, kept: 28 });
    expect(market.sales.amount.reduce((x, y) => x + y, 0)).toBe(TOTAL);
  });
});

test("the guess is reported with its evidence", async () => {
  const { report } = await salesOf(
    { "sales.csv": csv(";", "31.12.2020", ",", ".", "\n") },
    "{file: sales.csv}",
  );
  const told = report.guesses.filter(g => g.table === "sales").map(g => [g.column, g.what, g.value]);
  expect(told).toEqual([
    [null, "delimiter", ";"],
    ["amount", "decimal", ","],
    ["date", "date_format", "DD.MM.YYYY"],
  ]);
});

test("a decimal mark that the column leaves open is told by another column of the file", async () => {
  const text =
    "date;account_id;brand;amount;units\n2020-12-21;A1;Biz;1.500;2,5\n2020-12-27;A1;Biz;2.000;1,5\n";
  const { market } = await salesOf({ "sales.csv": text }, "{file: sales.csv}");
  expect(market.sales.amount[0]).toBe(350_000);
});

test("a currency without minor units counts whole units", async () => {
  const text = "date,account_id,brand,amount\n2020-12-21,A1,Biz,1500\n2020-12-27,A1,Biz,20\n";
  const { market } = await salesOf({ "sales.csv": text }, "{file: sales.csv}", HEAD.replace("TRY", "JPY"));
  expect([market.minorUnits, market.sales.amount[0]]).toEqual([1, 1520]);
});

test("delimiters in quotes do not count", () => {
  expect(guessDelimiter('a;b\n"1,2,3";4\n"5,6,7";8\n')).toBe(";");
  expect(guessDelimiter("a\n1\n2\n")).toBe(",");
});

test("accounts and coordinates with decimal commas", async () => {
  const accounts = ACCOUNTS.replaceAll(",", ";").replaceAll(".", ",");
  const { market } = await salesOf({ "accounts.csv": accounts }, "{file: sales.csv}");
  expect(market.accounts.lat[0]).toBe(39.9);
  expect(market.accounts.cell[2]).toBe(-1);
});

test("amounts finer than can be kept are rounded row by row, and that is told", async () => {
  const text =
    "date,account_id,brand,amount\n2020-12-21,A1,Biz,1.00005\n2020-12-22,A1,Biz,2.50\n2020-12-27,A1,Biz,3.33333\n";
  const { market, report } = await salesOf({ "sales.csv": text }, "{file: sales.csv}");
  expect(market.minorUnits).toBe(10_000);
  expect(market.sales.amount[0]).toBe(10_001 + 25_000 + 33_333);
  expect(report.notes).toContain(
    "sales.csv: 2 values of amount have more than 4 decimals; each is rounded to 4",
  );
});
