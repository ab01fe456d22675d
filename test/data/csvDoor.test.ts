import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { records } from "../../data/text/decode.ts";
import { cases } from "../further.ts";
import { HEAD, ingested, marketFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

/**
 * The CSV door under random dialects and random cells. Its own reading of every cell (what is good, what it is worth) is
 * written here a second time, in JavaScript over single cells, and knows nothing of the SQL.
 */
interface Dialect {
  readonly delimiter: string;
  readonly decimal: "," | ".";
  readonly group: "" | "." | "," | " " | "\u00a0" | "\u202f" | "'";
  readonly date: "iso" | "dots" | "slashes";
  readonly end: "\n" | "\r\n";
  readonly bytes: "utf-8" | "bom" | "utf-16le" | "windows-1254" | "gzip";
  readonly sep: boolean;
}

interface Row {
  readonly day: number;
  readonly account: string;
  readonly brand: string;
  readonly minor: number;
  readonly money: "plain" | "sign" | "code" | "brackets" | "after";
  /** A column and the garbage that stands in it. */
  readonly garbage: { readonly column: 0 | 1 | 2 | 3; readonly text: string } | null;
}

const dialect: fc.Arbitrary<Dialect> = fc
  .record({
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    decimal: fc.constantFrom<"," | ".">(",", "."),
    group: fc.constantFrom<Dialect["group"]>("", ".", ",", " ", "\u00a0", "\u202f", "'"),
    date: fc.constantFrom<Dialect["date"]>("iso", "dots", "slashes"),
    end: fc.constantFrom<Dialect["end"]>("\n", "\r\n"),
    bytes: fc.constantFrom<Dialect["bytes"]>("utf-8", "bom", "utf-16le", "windows-1254", "gzip"),
    sep: fc.boolean(),
  })
  .map(d =>
    d.group === d.decimal || (d.bytes === "windows-1254" && d.group === "\u202f") ? { ...d, group: "" } : d,
  );

const garbage = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "-",
    "12,5o",
    "1.2.3,4,5",
    "#N/A",
    "=A1+B2",
    "12 34",
    "$5",
    "NULL",
    "31.02.2020",
    "2099-01-01",
    "1899-01-01",
    "∞",
    "１２",
    "1e9",
    "0x10",
    '"',
    '""',
    "a\nb",
    "';DROP TABLE sales;--",
  ),
  fc.string({ maxLength: 12 }).map(s => s.replaceAll("\0", "")),
);
const row: fc.Arbitrary<Row> = fc.record({
  day: fc.integer({ min: 0, max: 27 }),
  account: fc.constantFrom("A1", "A2", "A3"),
  brand: fc.constantFrom("Biz", "Rakip", "Çiğ; \"Şık\", 'İnce' | Gıda\tLtd", "iki\nsatır"),
  minor: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  money: fc.constantFrom<Row["money"]>("plain", "plain", "sign", "code", "brackets", "after"),
  garbage: fc.option(fc.record({ column: fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3), text: garbage }), {
    freq: 3,
  }),
});

function isoOf(day: number): string {
  return new Date(Date.UTC(2020, 11, 1 + day)).toISOString().slice(0, 10);
}

function dateText(day: number, form: Dialect["date"]): string {
  const [y, m, d] = isoOf(day).split("-");
  return form === "iso" ? `${y}-${m}-${d}` : [d, m, y].join(form === "dots" ? "." : "/");
}

function moneyText({ minor, money }: Row, { decimal, group }: Dialect): string {
  const whole = String(Math.floor(Math.abs(minor) / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  const digits = `${whole}${decimal}${String(Math.abs(minor) % 100).padStart(2, "0")}`;
  if (minor < 0)
    return money === "brackets" ? `(${digits})` : money === "after" ? `${digits}-` : `-${digits}`;
  return money === "sign" ? `₺${digits}` : money === "code" ? `${digits} TL` : digits;
}

function cells(r: Row, d: Dialect): string[] {
  const good = [dateText(r.day, d.date), r.account, r.brand, moneyText(r, d)];
  return good.map((cell, i) => (r.garbage?.column === i ? r.garbage.text : cell));
}

const quoted = (text: string, delimiter: string) =>
  /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;

const TURKISH: Record<string, number> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe };

/** Null where the text has letters that windows-1254 has not. */
function encoded(text: string, form: Dialect["bytes"]): Uint8Array | null {
  if (form === "gzip") return gzipSync(text);
  if (form === "utf-16le") return Buffer.from(`\ufeff${text}`, "utf16le");
  if (form !== "windows-1254") return Buffer.from(form === "bom" ? `\ufeff${text}` : text);
  const codes = Array.from(text, letter => TURKISH[letter] ?? letter.codePointAt(0)!);
  return codes.every(c => c < 0x80 || (c >= 0xa0 && c < 0x100)) ? Uint8Array.from(codes) : null;
}

/** Four weeks that fix history, the decimal mark, the day's place and the encoding. */
const FRAME: readonly Row[] = Array.from({ length: 28 }, (_, day) => ({
  day,
  account: "A1",
  brand: day % 2 ? "Biz" : "Şık",
  minor: 123_456_789,
  money: "plain",
  garbage: null,
}));

async function readThrough(rows: readonly Row[], d: Dialect) {
  const lines = [["date", "account_id", "brand", "amount"], ...[...FRAME, ...rows].map(r => cells(r, d))];
  const text = lines
    .map(line => line.map(cell => quoted(cell, d.delimiter)).join(d.delimiter) + d.end)
    .join("");
  const bytes = encoded((d.sep ? `sep=${d.delimiter}${d.end}` : "") + text, d.bytes);
  if (bytes === null) return null;
  const file = d.bytes === "gzip" ? "sales.csv.gz" : "sales.csv";
  const yaml = `${HEAD}max_rejects: 100%\nhistory: {from: 2020-12-01, to: 2020-12-28}\nsources:\n  accounts: {file: accounts.csv}\n  sales: {file: ${file}, date_format: ${d.date === "dots" ? "DD.MM.YYYY" : "DD/MM/YYYY"}}\n`;
  return ingested(await marketFolder({ "market.yaml": yaml, [file]: bytes }));
}

const kuruş = (rows: readonly Row[]) => rows.reduce((sum, r) => sum + r.minor, 0);

test("no row is lost and no amount changed, whatever the dialect, with garbage among the cells", async () => {
  await fc.assert(
    fc.asyncProperty(dialect, fc.array(row, { minLength: 1, maxLength: 25 }), async (d, rows) => {
      const read = await readThrough(rows, d);
      if (read === null) return;
      const { report, market, database } = read;
      const sales = report.rows.sales!;
      expect(sales.read).toBe(28 + rows.length);
      expect(sales.kept + sales.rejected).toBe(sales.read);
      expect(sales.amount!.kept + sales.amount!.rejected).toBe(sales.amount!.read);
      expect(market.sales.amount.reduce((a, b) => a + b, 0)).toBe(
        sales.amount!.kept - sales.amount!.outside_history,
      );
      const db = await openDatabase(database, { readOnly: true });
      const rejects = await db.query<{ line: number }>(`SELECT line FROM rejects WHERE "table" = 'sales'`);
      db.close();
      expect(rejects).toHaveLength(sales.rejected);
      // Rows without garbage are kept, each with its whole amount.
      const clean = rows.filter(r => r.garbage === null);
      const soiled = rows.filter(r => r.garbage !== null);
      expect(sales.kept).toBeGreaterThanOrEqual(28 + clean.length);
      if (soiled.every(r => r.garbage!.column !== 3)) {
        expect(sales.amount!.read).toBe(kuruş(FRAME) + kuruş(rows));
      }
      if (soiled.length === 0) expect(sales.amount!.kept).toBe(kuruş(FRAME) + kuruş(rows));
    }),
    cases(5, 3),
  );
});

test("lines of rejects are those of the file, with sep=, quotes and line breaks in fields before them", async () => {
  await fc.assert(
    fc.asyncProperty(dialect, fc.array(row, { minLength: 1, maxLength: 12 }), async (d, rows) => {
      const bad = rows.map((r, i) => ({
        ...r,
        garbage: i % 2 ? { column: 1 as const, text: `Z${i}` } : null,
      }));
      const read = await readThrough(bad, d);
      if (read === null) return;
      const db = await openDatabase(read.database, { readOnly: true });
      const rejects = await db.query<{ line: number; value: string }>(
        `SELECT line, value FROM rejects WHERE "table" = 'sales' ORDER BY line`,
      );
      db.close();
      let line = 2 + 28 + (d.sep ? 1 : 0);
      const expected: [number, string][] = [];
      for (const [i, r] of bad.entries()) {
        if (i % 2) expected.push([line, `Z${i}`]);
        line += r.brand.split("\n").length;
      }
      expect(rejects.map(r => [r.line, r.value])).toEqual(expected);
    }),
    cases(2, 3),
  );
});

describe("any bytes at all", () => {
  test("are read or refused with a message: never a crash", async () => {
    const soup = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 400 }).map(s => Buffer.from(s)),
      fc.string({ maxLength: 200 }).map(s => Buffer.from(`date,account_id,brand,amount\n${s}`)),
      fc
        .array(fc.constantFrom(",", ";", '"', "\n", "\r", "a", "1", ".", " ", "\t", "ş", "=", "#"), {
          maxLength: 200,
        })
        .map(a => Buffer.from(`date;account_id;brand;amount\n${a.join("")}`)),
    );
    await fc.assert(
      fc.asyncProperty(soup, async bytes => {
        const work = ingested(await marketFolder({ "sales.csv": bytes }));
        const error = await work.then(
          () => null,
          (e: unknown) => e,
        );
        expect(error).toBeInstanceOf(InputError);
      }),
      cases(8, 3),
    );
  });

  test("a random table is split into the records that RFC 4180 gives", () => {
    const cell = fc
      .array(fc.constantFrom("a", '"', ",", "\n", "ş", " "), { maxLength: 6 })
      .map(a => a.join(""));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, rows => {
        const text = rows.map(r => r.map(c => `"${c.replaceAll('"', '""')}"`).join(",")).join("\n");
        expect(records(text, ",", 100)).toEqual(rows);
      }),
      { seed: 3 },
    );
  });
});
