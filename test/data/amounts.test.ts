import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { readConfig } from "../../data/config/config.ts";
import { ingest } from "../../data/ingest/ingest.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import type { Market } from "../../data/market/market.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { cases } from "../further.ts";
import { root } from "../imports.ts";
import { ACCOUNTS, HEAD, marketFolder, newFolder, removeFolders, SOURCES, TODAY } from "./folder.ts";

afterAll(removeFolders);

const SUPERSTORE = join(root, "../shared/data/superstore/superstore.csv");

/** An amount as a file writes it, of a whole number of its last decimal. */
function written(whole: bigint, decimals: number): string {
  const digits = String(whole < 0n ? -whole : whole).padStart(decimals + 1, "0");
  const at = digits.length - decimals;
  const sign = whole < 0n ? "-" : "";
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, at)}.${digits.slice(at)}`;
}

/** Daily sales of one account over whole weeks. */
function salesOf(amounts: readonly string[]): string {
  const rows = amounts.map((amount, i) => {
    const day = new Date(Date.UTC(2020, 11, 21 + (i % 14))).toISOString().slice(0, 10);
    return `${day},A1,Biz,${amount}`;
  });
  return `date,account_id,brand,amount\n2020-12-21,A1,Biz,0\n2021-01-03,A1,Biz,0\n${rows.join("\n")}\n`;
}

const total = ({ sales }: Market) => sales.amount.reduce((sum, amount) => sum + amount, 0);

async function ingestFiles(files: Record<string, string>, quickBytes: number) {
  const dir = await marketFolder(files);
  const to = join(await newFolder(), "market.duckdb");
  const report = await ingest(dir, await readConfig(dir), {
    to,
    today: TODAY,
    precedence,
    tell: inEnglish,
    quickBytes,
  });
  return { market: await loadMarket(to), report };
}

describe("amounts", () => {
  test("add up exactly at the finest decimals of their files, however they are read", async () => {
    const amounts = fc.integer({ min: 0, max: 4 }).chain(decimals =>
      fc.record({
        decimals: fc.constant(decimals),
        parts: fc.array(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), { minLength: 1, maxLength: 40 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(amounts, fc.constantFrom(0, 1e9), async ({ decimals, parts }, quickBytes) => {
        // One more of the last decimal, so that it is there.
        const all = [...parts, 1n];
        const text = salesOf(all.map(part => written(part, decimals)));
        const { market, report } = await ingestFiles({ "sales.csv": text }, quickBytes);
        const kept = Math.max(decimals, 2);
        const sum = all.reduce((a, b) => a + b, 0n) * 10n ** BigInt(kept - decimals);
        expect(market.minorUnits).toBe(10 ** kept);
        expect(BigInt(total(market))).toBe(sum);
        expect(BigInt(report.rows.sales!.amount!.read)).toBe(sum);
      }),
      cases(6, 1),
    );
  });

  test("take the finest of all tables: a plan with three decimals keeps them, and sales theirs", async () => {
    const { market } = await ingestFiles(
      {
        "market.yaml": `${HEAD}${SOURCES}  targets: {file: targets.csv}\n`,
        "sales.csv": salesOf(["10.25"]),
        "targets.csv": "period,amount\n2021-02,1000.125\n",
      },
      1e9,
    );
    expect(market.minorUnits).toBe(1000);
    expect(total(market)).toBe(10_250);
    expect(market.targets[0].amount).toBe(1_000_125);
  });

  test("in binary floats count as many decimals as their shortest text has", async () => {
    const dir = await marketFolder({
      "market.yaml": `${HEAD}sources:\n  accounts: {file: accounts.csv}\n  sales: [{file: single.parquet}, {file: double.parquet}]\n`,
    });
    const db = await openDatabase(":memory:");
    for (const [type, name] of [
      ["FLOAT", "single"],
      ["DOUBLE", "double"],
    ])
      await db.run(
        `COPY (SELECT DATE '2020-12-21' + range::INTEGER % 14 AS date, 'A1' AS account_id, 'Biz' AS brand,
           (12345.67 + range)::${type} AS amount FROM range(100)) TO '${join(dir, `${name}.parquet`)}'`,
      );
    db.close();
    const to = join(await newFolder(), "market.duckdb");
    await ingest(dir, await readConfig(dir), { to, today: TODAY, precedence, tell: inEnglish });
    const market = await loadMarket(to);
    expect([market.minorUnits, total(market)]).toEqual([100, 2 * (100 * 1_234_567 + 100 * 4950)]);
  });

  test("so many that their sums would not be exact keep fewer decimals, which is told", async () => {
    const rows = Array.from({ length: 30 }, () => "3000000000.1234");
    const { market, report } = await ingestFiles({ "sales.csv": salesOf(rows) }, 1e9);
    expect(market.minorUnits).toBe(1000);
    expect(total(market)).toBe(30 * 3_000_000_000_123);
    expect(report.notes.map(inEnglish).join("\n")).toMatch(
      /up to 4 decimals .* would not be exact; each is rounded to 3/,
    );
  });
});

test.skipIf(!existsSync(SUPERSTORE))("Superstore's rows add up to 2,297,200.8603", async () => {
  const dir = await marketFolder({
    "market.yaml": `name: Superstore
own_brand: Technology
currency: USD
timezone: America/New_York
resolution: 5
period: month
sources:
  accounts: {file: accounts.csv}
  sales: {file: superstore.csv, columns: {account_id: Customer ID, date: Order Date, brand: Category, amount: Sales, units: Quantity}}
`,
  });
  // Names of products are in two encodings.
  const text = await readFile(SUPERSTORE, "latin1");
  await writeFile(join(dir, "superstore.csv"), text);
  const lines = text.split("\n").slice(1);
  const customers = new Set(lines.flatMap(line => line.split(",")[5] ?? []));
  await writeFile(
    join(dir, "accounts.csv"),
    `${ACCOUNTS.split("\n")[0]}\n${[...customers].map(id => `${id},${id},40,-75,T1`).join("\n")}\n`,
  );
  const to = join(await newFolder(), "market.duckdb");
  const { rows } = await ingest(dir, await readConfig(dir), {
    to,
    today: TODAY,
    precedence,
    tell: inEnglish,
  });
  const market = await loadMarket(to);
  const { read, kept, rejected } = rows.sales!.amount!;
  expect([read, kept, rejected].map(amount => amount / market.minorUnits)).toEqual([
    2_297_200.8603, 2_297_200.8603, 0,
  ]);
});
