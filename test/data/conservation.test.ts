import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { cases } from "../further.ts";
import { HEAD, ingested, marketFolder, removeFolders, SOURCES } from "./folder.ts";

afterAll(removeFolders);

interface SalesRow {
  readonly text: string;
  readonly good: boolean;
  /** Minor units, where the amount itself can be read. */
  readonly amount: number | null;
}

const minor = fc.integer({ min: -2_000_000, max: 2_000_000 });
const day = fc
  .integer({ min: 0, max: 27 })
  .map(d => new Date(Date.UTC(2020, 11, 1 + d)).toISOString().slice(0, 10));
const account = fc.constantFrom("A1", "A2", "A3");
const brand = fc.constantFrom("Biz", "Rakip", "İkinci");
const money = (m: number) =>
  `${m < 0 ? "-" : ""}${Math.floor(Math.abs(m) / 100)}.${String(Math.abs(m) % 100).padStart(2, "0")}`;

const goodRow = fc.record({ day, account, brand, minor }).map(
  (r): SalesRow => ({
    text: `${r.day},${r.account},${r.brand},${money(r.minor)}`,
    good: true,
    amount: r.minor,
  }),
);
const badRow = fc
  .record({ day, account, brand, minor, flaw: fc.integer({ min: 0, max: 6 }) })
  .map((r): SalesRow => {
    const amount = money(r.minor);
    const texts = [
      `${r.day},${r.account},${r.brand},12;5o`,
      `2020-13-45,${r.account},${r.brand},${amount}`,
      `${r.day},nobody,${r.brand},${amount}`,
      `${r.day},${r.account},,${amount}`,
      `${r.day},${r.account},${r.brand},`,
      `${r.day},${r.account},${r.brand}`,
      `2091-01-01,${r.account},${r.brand},${amount}`,
    ];
    const readable = ![0, 4, 5].includes(r.flaw);
    return { text: texts[r.flaw]!, good: false, amount: readable ? r.minor : null };
  });

test("rows and amounts read are kept or rejected, to the minor unit, whatever the rows are", async () => {
  // The first rows fix four weeks of history and hold the own brand.
  const frame = Array.from({ length: 28 }, (_, d) => `2020-12-${String(d + 1).padStart(2, "0")},A1,Biz,1.00`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(goodRow, badRow), { minLength: 1, maxLength: 60 }), async rows => {
      const sales = `date,account_id,brand,amount\n${[...frame, ...rows.map(r => r.text)].join("\n")}\n`;
      const yaml = `${HEAD}max_rejects: 100%\nhistory: {from: 2020-12-01, to: 2020-12-28}\n${SOURCES}`;
      const dir = await marketFolder({ "market.yaml": yaml, "sales.csv": sales });
      const { report, market, database } = await ingested(dir);
      const good = rows.filter(r => r.good);
      const bad = rows.filter(r => !r.good);
      const sum = (of: readonly SalesRow[]) => of.reduce((s, r) => s + (r.amount ?? 0), 0);
      const counted = report.rows.sales!;
      expect(counted).toMatchObject({ read: 28 + rows.length, kept: 28 + good.length, rejected: bad.length });
      expect(counted.amount).toMatchObject({
        read: 2800 + sum(rows),
        kept: 2800 + sum(good),
        rejected: sum(bad),
      });
      const inside = market.sales.amount.reduce((a, b) => a + b, 0);
      expect(inside).toBe(counted.amount!.kept - counted.amount!.outside_history);
      const db = await openDatabase(database, { readOnly: true });
      const listed = await db.query<{ line: number }>(
        `SELECT line FROM rejects WHERE "table" = 'sales' ORDER BY line`,
      );
      db.close();
      const lines = rows.flatMap((r, i) => (r.good ? [] : [i + 30]));
      expect(listed.map(r => r.line)).toEqual(lines);
    }),
    cases(6, 20201221),
  );
});
