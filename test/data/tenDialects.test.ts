import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { fitTwin } from "../../models/fit.ts";
import { HEAD, ingested, marketFolder, newFolder, removeFolders } from "./folder.ts";
import { xlsxFile } from "./xlsxFile.ts";

afterAll(removeFolders);

type Cell = string | number | Date | null;
type Table = readonly (readonly Cell[])[];
interface Market {
  readonly accounts: Table;
  readonly sales: Table;
}

const WEEKS = 60;
const BRANDS = ["Kervan", "Bozkır", "Çeşme Şişe, İçecek"];
const START = Date.UTC(2019, 10, 4);

/** Numerical Recipes' generator: the same market everywhere. */
function plant(): Market {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const accounts: Cell[][] = [["account_id", "name", "type", "lat", "lon", "opened"]];
  for (let i = 0; i < 24; i++) {
    const place = [Math.round(39.8e5 + 2e4 * next()) / 1e5, Math.round(32.6e5 + 3e4 * next()) / 1e5];
    accounts.push([
      `A${i}`,
      `Iğdır "Şen" Büfe ${i}`,
      i % 3 ? "market" : "kafe",
      ...place,
      new Date(Date.UTC(2018, i % 12, 13 + (i % 9))),
    ]);
  }
  const sales: Cell[][] = [["date", "account_id", "brand", "units", "amount"]];
  for (let week = 0; week < WEEKS; week++) {
    for (let i = 0; i < 24; i++) {
      for (const brand of BRANDS) {
        if (next() > 0.6) continue;
        const day = new Date(START + (week * 7 + Math.floor(7 * next())) * 86_400_000);
        sales.push([day, `A${i}`, brand, 1 + Math.floor(5 * next()), Math.round(1e5 + 4e5 * next()) / 100]);
      }
    }
  }
  return { accounts, sales };
}

interface Text {
  readonly delimiter: string;
  readonly decimal: "," | ".";
  readonly group: string;
  readonly date: (iso: readonly string[]) => string;
  readonly end?: string;
}

const iso = (day: Date) => day.toISOString().slice(0, 10);

function text(table: Table, { delimiter, decimal, group, date, end = "\n" }: Text): string {
  const cell = (value: Cell): string => {
    if (value instanceof Date) return date(iso(value).split("-"));
    if (typeof value !== "number") return value ?? "";
    const [whole, fraction] = String(value).split(".") as [string, string?];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    return fraction === undefined ? grouped : grouped + decimal + fraction;
  };
  const quoted = (s: string) =>
    /["\n]/.test(s) || s.includes(delimiter) ? `"${s.replaceAll('"', '""')}"` : s;
  return table.map(row => row.map(c => quoted(cell(c))).join(delimiter) + end).join("");
}

const ISO: Text["date"] = ([y, m, d]) => `${y}-${m}-${d}`;
const DOTS: Text["date"] = ([y, m, d]) => `${d}.${m}.${y}`;
const MONTHS = "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara".split(" ");

const turkish = (s: string) =>
  Uint8Array.from(s, c => ({ Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe })[c] ?? c.codePointAt(0)!);

type Files = Record<string, string | Uint8Array>;

/** All rows of both tables in one dialect, under names of its kind. */
const texts = (m: Market, form: Text, kind: string, bytes: (s: string) => string | Uint8Array): Files =>
  Object.fromEntries(Object.entries(m).map(([name, table]) => [`${name}.${kind}`, bytes(text(table, form))]));

const DIALECTS: Record<string, (m: Market) => Files | Promise<Files>> = {
  "commas, points, ISO, UTF-8": m =>
    texts(m, { delimiter: ",", decimal: ".", group: "", date: ISO }, "csv", s => s),
  "semicolons, decimal commas, thousands points, 31.12.2020, Windows-1254": m =>
    texts(m, { delimiter: ";", decimal: ",", group: ".", date: DOTS, end: "\r\n" }, "csv", turkish),
  "tabs, decimal commas, thousands spaces, 31/12/2020, UTF-16LE": m =>
    texts(
      m,
      { delimiter: "\t", decimal: ",", group: " ", date: ([y, mo, d]) => `${d}/${mo}/${y}` },
      "txt",
      s => Buffer.from(`\ufeff${s}`, "utf16le"),
    ),
  "pipes, points, thousands commas, 12/31/2020, UTF-8 with a mark, gzip": m =>
    texts(
      m,
      { delimiter: "|", decimal: ".", group: ",", date: ([y, mo, d]) => `${mo}/${d}/${y}` },
      "csv.gz",
      s => gzipSync(`\ufeff${s}`),
    ),
  "Excel's sep=, narrow spaces, 31-Ara-2020, UTF-16BE, gzip": m =>
    texts(
      m,
      {
        delimiter: ";",
        decimal: ",",
        group: "\u202f",
        date: ([y, mo, d]) => `${d}-${MONTHS[Number(mo) - 1]}-${y}`,
      },
      "csv.gz",
      s => gzipSync(Buffer.from(`\ufeffsep=;\n${s}`, "utf16le").swap16()),
    ),
  "apostrophes, 20201231, lines of two kinds": m =>
    texts(m, { delimiter: ";", decimal: ".", group: "'", date: d => d.join("") }, "csv", s =>
      s.replace("\n", "\r\n"),
    ),
  "Excel, dates by their format": m =>
    Object.fromEntries(
      Object.entries(m).map(([name, rows]) => [`${name}.xlsx`, xlsxFile([{ name: "Sayfa1", rows }])]),
    ),
  "JSON lines": m => jsonLines(m),
  "JSON lines, rows in another order": m =>
    jsonLines({ accounts: reversed(m.accounts), sales: reversed(m.sales) }),
  Parquet: parquet,
};

function reversed([header, ...rows]: Table): Table {
  return [header!, ...rows.reverse()];
}

function jsonLines(m: Market): Files {
  const lines = ([header, ...rows]: Table) =>
    rows
      .map(row =>
        JSON.stringify(
          Object.fromEntries(row.map((c, i) => [String(header![i]), c instanceof Date ? iso(c) : c])),
        ),
      )
      .join("\n");
  return { "accounts.ndjson": lines(m.accounts), "sales.ndjson": lines(m.sales) };
}

async function parquet(m: Market): Promise<Files> {
  const folder = await newFolder();
  const db = await openDatabase(":memory:");
  const files: Files = {};
  const { readFile } = await import("node:fs/promises");
  for (const [name, content] of Object.entries(jsonLines(m))) {
    const [from, to] = [join(folder, name), join(folder, name.replace("ndjson", "parquet"))];
    await writeFile(from, content);
    await db.run(`COPY (SELECT * FROM read_json('${from}')) TO '${to}'`);
    files[name.replace("ndjson", "parquet")] = await readFile(to);
  }
  db.close();
  return files;
}

async function hashesOf(files: Files) {
  const [accounts, sales] = Object.keys(files);
  const head = HEAD.replace("own_brand: Biz", "own_brand: Kervan");
  const yaml = `${head}sources:\n  accounts: {file: ${accounts}}\n  sales: {file: ${sales}}\n`;
  const dir = await marketFolder({ "market.yaml": yaml, ...files });
  for (const name of ["accounts.csv", "sales.csv"]) if (!(name in files)) await rm(join(dir, name));
  const { market, report } = await ingested(dir);
  expect([report.rows.accounts!.rejected, report.rows.sales!.rejected]).toEqual([0, 0]);
  const bytes = createHash("sha256").update(Buffer.concat(Object.values(files).map(f => Buffer.from(f))));
  return { market: market.hash, twin: fitTwin(market, { seed: 1 }).hash, bytes: bytes.digest("hex") };
}

describe("one market in ten dialects", () => {
  const found = new Map<string, { market: string; twin: string; bytes: string }>();
  beforeAll(async () => {
    for (const [name, write] of Object.entries(DIALECTS))
      found.set(name, await hashesOf(await write(plant())));
  }, 300_000);

  test("is the same market and the same twin, though no two files are alike", () => {
    const all = [...found.values()];
    expect(all).toHaveLength(10);
    expect(new Set(all.map(h => h.bytes)).size).toBe(10);
    expect(new Set(all.map(h => h.market)).size).toBe(1);
    expect(new Set(all.map(h => h.twin)).size).toBe(1);
  });

  test("is another one when a single kuruş is", async () => {
    const market = plant();
    const sales = market.sales.map((row, i) => (i === 5 ? [...row.slice(0, 4), Number(row[4]) + 0.01] : row));
    const { market: hash } = await hashesOf(jsonLines({ ...market, sales }));
    expect(hash).not.toBe([...found.values()][0]!.market);
  });
});
