import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differs, tableDifferences } from "../../bench/tableDifferences.ts";
import { allocateColumns, f64 } from "../../core/columns.ts";
import { saveColumns } from "../../data/files/columnsFile.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";

describe("the tables of two states", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-tables-"));
    const sales = "SELECT range AS account, range / 3 AS amount, 'T' || range AS territory FROM range(4)";
    await state("one", sales, [1, 2, Number.NaN], { accounts: [{ gain: 1 }, { gain: null }] });
    await state("same", `${sales} ORDER BY range DESC`, [1, 2, Number.NaN], {
      accounts: [{ gain: 1 }, { gain: null }],
    });
    const changed = `SELECT account, amount * CASE account WHEN 3 THEN 0.5 ELSE 1 END AS amount, 1 AS rep FROM (${sales})`;
    await state("other", changed, [1, 2.5, Number.NaN], {
      accounts: [{ gain: 1 }, { gain: 2 }, { gain: 3 }],
    });
  });
  afterAll(() => rm(dir, { recursive: true }));

  /** A market folder whose current state holds one table in each kind of file. */
  async function state(name: string, sql: string, rates: number[], contacts: unknown): Promise<void> {
    const folder = join(dir, name, ".penumbra/state-1");
    await mkdir(folder, { recursive: true });
    await symlink("state-1", join(dir, name, ".penumbra/current"));
    const database = await openDatabase(join(folder, "market.duckdb"));
    await database.run(`CREATE TABLE sales AS ${sql}`);
    await database.run(`COPY (FROM sales ORDER BY account) TO '${join(folder, "sales.parquet")}'`);
    database.close();
    const columns = allocateColumns([{ name: "rate", type: "f64", length: rates.length }]);
    f64(columns, "rate").set(rates);
    await saveColumns(
      join(folder, "twin.bin"),
      { made: name.padEnd(64, "0"), hash: "0".repeat(64) },
      columns,
    );
    await writeFile(join(folder, "contacts.json"), JSON.stringify(contacts));
  }

  it("are equal to the digit, nulls and NaN too, where nothing changed but the order of rows in the database", async () => {
    const columns = await tableDifferences(join(dir, "one"), join(dir, "same"));
    expect(columns.filter(differs).map(({ table, column }) => [table, column])).toEqual([
      ["twin.bin/header", "made"],
    ]);
    expect(columns).toHaveLength(9);
  });

  it("differ where a value, a column or the count of rows changed", async () => {
    const columns = await tableDifferences(join(dir, "one"), join(dir, "other"));
    const of = (table: string, column: string) =>
      columns.find(found => found.table === table && found.column === column);
    for (const table of ["market.duckdb/sales", "sales.parquet"]) {
      expect(differs(of(table, "account")!)).toBe(false);
      expect(of(table, "amount")).toMatchObject({ differing: 1, absolute: 0.5, relative: 0.5 });
      expect(of(table, "territory")!.rows).toEqual([4, null]);
      expect(of(table, "rep")!.rows).toEqual([null, 4]);
    }
    expect(of("twin.bin", "rate")).toMatchObject({ differing: 1, absolute: 0.5, relative: 0.2 });
    expect(of("contacts.json", "accounts[].gain")).toMatchObject({ rows: [2, 3], differing: 1 });
  });
});
