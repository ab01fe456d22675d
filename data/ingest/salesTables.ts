import type { Database } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import type { History } from "./periods.ts";
import { ACCOUNT_ROW, inHistory, periodOf } from "./sales.ts";

/** Writes `sales`, and `sales_by_category` where there are categories: sums by period, inside history only. */
export async function writeSales({ db }: IngestContext, history: History): Promise<void> {
  const period = `${periodOf("day", history)}::INTEGER`;
  const keys = `f.idx AS account, ${period} AS period, n.idx::UTINYINT AS brand`;
  const rows =
    "scratch.sales_rows s JOIN scratch.final_accounts f USING (a) JOIN scratch.final_brands n USING (b)";
  const inside = `status = ${ACCOUNT_ROW} AND ${inHistory("day", history)}`;
  if (await some(db, "scratch.sales_rows WHERE units IS NOT NULL")) {
    await db.run(
      `CREATE TABLE sales AS SELECT ${keys}, sum(units) AS units, sum(amount)::BIGINT AS amount
       FROM ${rows} WHERE ${inside} GROUP BY ALL ORDER BY account, period, brand`,
    );
  } else
    await writeSortedSums(db, history.starts.length, `SELECT ${keys}, amount FROM ${rows} WHERE ${inside}`);
  if (!(await some(db, "scratch.categories"))) return;
  await db.run(
    `CREATE TABLE scratch.final_categories AS
     SELECT c, (row_number() OVER (ORDER BY category) - 1)::INTEGER AS idx, category FROM scratch.categories;
     CREATE TABLE categories AS SELECT idx, category AS name FROM scratch.final_categories ORDER BY idx;
     CREATE TABLE sales_by_category AS
     SELECT ${keys}, coalesce(g.idx, -1)::INTEGER AS category, sum(units) AS units, sum(amount)::BIGINT AS amount
     FROM ${rows} LEFT JOIN scratch.final_categories g USING (c) WHERE ${inside} GROUP BY ALL`,
  );
}

/**
 * Writes `sales` from rows of amounts alone. They have to be sorted anyway, and where few of them share account, period
 * and brand, hashing millions of groups costs more than the sort: so the sorted rows are summed as they pass, each last
 * of its key taking the difference of running sums (whole numbers, hence exact).
 */
async function writeSortedSums(db: Database, periods: number, rows: string): Promise<void> {
  const [most] = await db.query<{ account: number; brand: number }>(
    "SELECT (SELECT max(idx) FROM scratch.final_accounts) AS account, (SELECT max(idx) FROM brands) AS brand",
  );
  const [brand, period] = [bits(most!.brand), bits(periods - 1)];
  // Keys of four bytes sort faster than those of eight, and shifts cost a fraction of divisions.
  const type = bits(most!.account) + period + brand <= 32 ? "UINTEGER" : "UBIGINT";
  const key = `(account::${type} << ${period + brand}) | (period::${type} << ${brand}) | brand::${type}`;
  await db.run(
    `CREATE TABLE sales (account INTEGER, period INTEGER, brand UTINYINT, units DOUBLE, amount BIGINT);
     INSERT INTO sales
     SELECT (key >> ${period + brand})::INTEGER, ((key >> ${brand}) & ${2 ** period - 1})::INTEGER,
       (key & ${2 ** brand - 1})::UTINYINT, NULL::DOUBLE,
       (running - coalesce(lag(running) OVER (), 0))::BIGINT
     FROM (SELECT key, lead(key) OVER () AS next, sum(amount) OVER (ROWS UNBOUNDED PRECEDING) AS running
       FROM (SELECT ${key} AS key, amount FROM (${rows}) ORDER BY key))
     WHERE key IS DISTINCT FROM next`,
  );
}

/** How many bits hold the whole numbers from 0 to `most`. */
function bits(most: number): number {
  return most.toString(2).length;
}

async function some(db: Database, rows: string): Promise<boolean> {
  return (await db.query(`SELECT 1 FROM ${rows} LIMIT 1`)).length > 0;
}
