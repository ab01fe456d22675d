import type { Database } from "../duckdb.ts";
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

/** Sorted rows pass in one thread: so many parts of the accounts pass side by side. */
const PARTS = 2;

/**
 * Writes `sales` from rows of amounts alone. They have to be sorted anyway, and where few of them share account, period
 * and brand, hashing millions of groups costs more than the sort: so the sorted rows are summed as they pass, each last
 * of its key taking the difference of running sums (whole numbers, hence exact).
 */
async function writeSortedSums(db: Database, periods: number, rows: string): Promise<void> {
  const [{ accounts, brands }] = (await db.query<{ accounts: number; brands: number }>(
    "SELECT (SELECT count(*) FROM scratch.final_accounts) AS accounts, (SELECT count(*) FROM brands) AS brands",
  )) as [{ accounts: number; brands: number }];
  // Keys of four bytes sort faster than those of eight.
  const type = accounts * periods * brands < 2 ** 32 ? "UINTEGER" : "UBIGINT";
  const key = `((account::${type} * ${periods} + period) * ${brands} + brand)::${type}`;
  await db.run(
    "CREATE TABLE sales (account INTEGER, period INTEGER, brand UTINYINT, units DOUBLE, amount BIGINT)",
  );
  const bounds = await partsOfAccounts(db, rows);
  const inserts = bounds.map(
    ({ from, to }) =>
      `INSERT INTO sales
       SELECT (key // ${periods * brands})::INTEGER, (key // ${brands} % ${periods})::INTEGER, (key % ${brands})::UTINYINT,
         NULL::DOUBLE, (running - coalesce(lag(running) OVER (), 0))::BIGINT
       FROM (SELECT key, lead(key) OVER () AS next, sum(amount) OVER (ROWS UNBOUNDED PRECEDING) AS running
         FROM (SELECT ${key} AS key, amount FROM (${rows}) WHERE account >= ${from} AND account < ${to} ORDER BY key))
       WHERE key IS DISTINCT FROM next`,
  );
  await inOrder(db, inserts);
}

/** Ranges of accounts with about as many rows each. */
async function partsOfAccounts(db: Database, rows: string): Promise<{ from: number; to: number }[]> {
  const counts = await db.columns(
    `SELECT account, count(*)::INTEGER AS n FROM (${rows}) GROUP BY account ORDER BY account`,
  );
  const [account, n] = [counts.account as Int32Array, counts.n as Int32Array];
  const total = n.reduce((sum, k) => sum + k, 0);
  const bounds = [0];
  let before = 0;
  for (let i = 0; i < n.length; i++) {
    if (before >= (total * bounds.length) / PARTS) bounds.push(account[i]!);
    before += n[i]!;
  }
  return bounds.map((from, k) => ({ from, to: bounds[k + 1] ?? 2 ** 31 - 1 }));
}

/** Runs statements side by side, each in its own transaction; what they write stands in their order. */
async function inOrder(db: Database, statements: readonly string[]): Promise<void> {
  const connections = await Promise.all(statements.map(() => db.fork()));
  try {
    const done = await Promise.allSettled(
      connections.map((connection, i) => connection.run(`BEGIN; ${statements[i]}`)),
    );
    for (const one of done) if (one.status === "rejected") throw one.reason;
    for (const connection of connections) await connection.run("COMMIT");
  } finally {
    for (const connection of connections) connection.close();
  }
}

async function some(db: Database, rows: string): Promise<boolean> {
  return (await db.query(`SELECT 1 FROM ${rows} LIMIT 1`)).length > 0;
}
