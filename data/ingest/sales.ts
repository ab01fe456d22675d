import { InputError } from "../../core/errors.ts";
import { byNearness } from "../nearest.ts";
import { refuseHugeSums } from "./amounts.ts";
import { type AmountCount, dayNumber, type IngestContext, isoDay } from "./context.ts";
import { refuseEmpty } from "./firstRows.ts";
import { type ParsedTable, parseTable } from "./parsedTable.ts";
import type { History } from "./periods.ts";
import { refuseTooMany, rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";

/** Verdicts on a row of sales. */
const STATUS = {
  account: 0,
  area: 1,
  bad: 2,
  unknownAccount: 3,
  rejectedAccount: 4,
  nobody: 5,
  unknownArea: 6,
} as const;

/** The verdicts of rows of accounts, and of rows that are totals of areas. */
export const ACCOUNT_ROW = STATUS.account;
export const AREA_ROW = STATUS.area;

/** `Market.sales` holds brands in a byte, and 255 means none. */
const MOST_BRANDS = 254;

/**
 * Reads `sales` into `scratch.sales_rows`: one row a row of the files, with keys as numbers, so that everything after
 * works on integers. Rejects are noted.
 * @throws InputError when accounts or sales have no rows at all.
 */
export async function readSales(context: IngestContext, areas: number): Promise<ParsedTable> {
  const { db } = context;
  refuseEmpty(context, "accounts", context.rows.accounts!.read);
  const parsed = (await parseTable(context, "sales"))!;
  await db.run(
    `CREATE TABLE scratch.brands AS SELECT brand, (row_number() OVER (ORDER BY brand) - 1)::INTEGER AS b
       FROM (SELECT DISTINCT brand FROM ${parsed.view} WHERE brand IS NOT NULL);
     CREATE TABLE scratch.categories AS SELECT category, (row_number() OVER (ORDER BY category) - 1)::INTEGER AS c
       FROM (SELECT DISTINCT category FROM ${parsed.view} WHERE category IS NOT NULL)`,
  );
  const area = areas > 0 && parsed.given.has("area_id");
  const unknownArea = area
    ? `WHEN r.area_id NOT IN (SELECT area_id FROM scratch.area_ids) THEN ${STATUS.unknownArea}`
    : "";
  await db.run(
    `CREATE TABLE scratch.sales_rows AS
     SELECT r.src, r.rec, k.a, r.area_id, b.b, c.c, (r.date - DATE '1970-01-01')::INTEGER AS day, r.units, r.amount,
       (CASE WHEN r.bad IS NOT NULL THEN ${STATUS.bad}
         WHEN k.a IS NOT NULL THEN ${STATUS.account}
         WHEN r.account_id IS NOT NULL THEN
           CASE WHEN r.account_id IN (SELECT account_id FROM scratch.rejected_accounts) THEN ${STATUS.rejectedAccount} ELSE ${STATUS.unknownAccount} END
         WHEN r.area_id IS NULL THEN ${STATUS.nobody} ${unknownArea} ELSE ${STATUS.area} END)::UTINYINT AS status
     FROM ${parsed.view} r LEFT JOIN scratch.accounts k ON k.account_id = r.account_id
       LEFT JOIN scratch.brands b ON b.brand = r.brand LEFT JOIN scratch.categories c ON c.category = r.category`,
  );
  await rejectSales(context, parsed);
  return parsed;
}

async function rejectSales(context: IngestContext, parsed: ParsedTable): Promise<void> {
  const counts = await context.db.query<{ status: number; n: number }>(
    "SELECT status, count(*) AS n FROM scratch.sales_rows GROUP BY status",
  );
  const has = (status: number) => counts.some(c => c.status === status);
  if (has(STATUS.bad)) await rejectBadRows(context, parsed);
  const rows = (status: number, value: string) =>
    `SELECT r.src, r.rec, ${value} AS value FROM scratch.sales_rows s JOIN ${parsed.view} r USING (src, rec) WHERE s.status = ${status}`;
  const reasons = [
    [STATUS.unknownAccount, "account_id", "is an unknown account"],
    [STATUS.rejectedAccount, "account_id", "is an account whose row was rejected (see accounts)"],
    [STATUS.nobody, "account_id", "is missing, and there is no area_id either"],
    [STATUS.unknownArea, "area_id", "is an unknown area"],
  ] as const;
  for (const [status, ours, reason] of reasons) {
    const value = status === STATUS.nobody ? "NULL" : `r.${ours}`;
    if (has(status)) await rejectRows(context, parsed, ours, reason, rows(status, value));
  }
  await settleRejects(context, parsed);
  const total = (test: (status: number) => boolean) =>
    counts.reduce((n, c) => n + (test(c.status) ? c.n : 0), 0);
  const malformed = parsed.sources.reduce((n, s) => n + s.malformed.size, 0);
  refuseEmpty(context, "sales", total(() => true) + malformed);
  const kept = total(s => s <= STATUS.area);
  const read = total(() => true) + malformed;
  context.rows.sales = { read, kept, rejected: read - kept };
  // Before history is looked for in what is left: bad rows are the likelier cause of an empty one.
  await refuseTooMany(context, "sales");
}

/** SQL of the index of the period that holds `day` (days since 1970-01-01). */
export function periodOf(day: string, history: History): string {
  const first = history.starts[0]!;
  if (history.period === "week") return `((${day} - ${first}) // 7)`;
  const date = `(DATE '1970-01-01' + ${day})`;
  const year = Number(isoDay(first).slice(0, 4));
  const month = Number(isoDay(first).slice(5, 7));
  return `((year(${date}) - ${year}) * 12 + month(${date}) - ${month})`;
}

/** SQL: whether `day` lies in history. */
export function inHistory(day: string, history: History): string {
  return `(${day} BETWEEN ${history.starts[0]} AND ${history.last})`;
}

/**
 * Orders the brands: the own brand first, then rivals by amount. Only what happened in history counts.
 * @throws InputError when nothing was sold under the own brand, or there are too many brands.
 */
export async function orderBrands(context: IngestContext, history: History): Promise<readonly string[]> {
  const own = context.config.own_brand.trim().normalize("NFC");
  const rows = await context.db.query<{ brand: string }>(
    `SELECT brand FROM scratch.sales_rows JOIN scratch.brands USING (b)
     WHERE status <= ${STATUS.area} AND ${inHistory("day", history)} GROUP BY brand ORDER BY sum(amount) DESC, brand`,
  );
  const names = rows.map(r => r.brand);
  if (!names.includes(own)) {
    const found = byNearness(own, names).slice(0, 12).join(", ");
    const message = `market.yaml: own_brand "${own}" is not among the ${names.length} brands of sales in history; found (nearest first): ${found}`;
    throw new InputError("unknown_own_brand", message, { own_brand: own, brands: names });
  }
  if (names.length > MOST_BRANDS) {
    const message = `sales holds ${names.length} brands; at most ${MOST_BRANDS} are possible: put the small ones together under one name`;
    throw new InputError("too_many_brands", message, { brands: names.length });
  }
  return [own, ...names.filter(n => n !== own)];
}

/** Writes `sales`, `sales_by_category` and `area_sales`: sums by period, inside history only. */
export async function writeSales(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  const hasCategory = await someRow(context, "scratch.categories");
  const inside = `status = ${STATUS.account} AND ${inHistory("day", history)}`;
  await db.run(
    `CREATE TABLE sales AS
     SELECT f.idx AS account, ${periodOf("day", history)}::INTEGER AS period, n.idx::UTINYINT AS brand,
       sum(units) AS units, sum(amount)::BIGINT AS amount
     FROM scratch.sales_rows s JOIN scratch.final_accounts f USING (a) JOIN scratch.final_brands n USING (b)
     WHERE ${inside} GROUP BY ALL ORDER BY account, period, brand`,
  );
  if (hasCategory) {
    await db.run(
      `CREATE TABLE categories AS SELECT c AS idx, category AS name FROM scratch.categories ORDER BY c;
       CREATE TABLE sales_by_category AS
       SELECT f.idx AS account, ${periodOf("day", history)}::INTEGER AS period, n.idx::UTINYINT AS brand,
         coalesce(c, -1)::INTEGER AS category, sum(units) AS units, sum(amount)::BIGINT AS amount
       FROM scratch.sales_rows s JOIN scratch.final_accounts f USING (a) JOIN scratch.final_brands n USING (b)
       WHERE ${inside} GROUP BY ALL`,
    );
  }
}

async function someRow(context: IngestContext, table: string): Promise<boolean> {
  return (await context.db.query(`SELECT 1 FROM ${table} LIMIT 1`)).length > 0;
}

/**
 * Counts rows and amounts three ways that do not know of each other: what the files hold, what was kept, what was
 * rejected; they must add up to the minor unit.
 */
export async function countSales(
  context: IngestContext,
  parsed: ParsedTable,
  history: History,
): Promise<void> {
  const { db } = context;
  const [read] = await db.query<{ n: number; amount: number }>(
    `SELECT count(*) AS n, coalesce(sum(amount), 0)::DOUBLE AS amount FROM ${parsed.view}`,
  );
  const sums = await db.query<{ good: boolean; inside: boolean; n: number; amount: number }>(
    `SELECT status <= ${STATUS.area} AS good, inside, count(*) AS n, coalesce(sum(amount), 0)::DOUBLE AS amount FROM (
       SELECT status, coalesce(${inHistory("day", history)}, false) AS inside, amount FROM scratch.sales_rows
       WHERE status <> ${STATUS.area} UNION ALL SELECT ${STATUS.area}, inside, amount FROM scratch.area_rows)
     GROUP BY ALL`,
  );
  const total = (test: (s: (typeof sums)[number]) => boolean, of: "n" | "amount") =>
    sums.filter(test).reduce((sum, s) => sum + s[of], 0);
  const malformed = parsed.sources.reduce((n, s) => n + s.malformed.size, 0);
  refuseHugeSums("sales", [read!.amount, ...sums.map(s => s.amount)]);
  const amount: AmountCount = {
    read: read!.amount,
    kept: total(s => s.good, "amount"),
    rejected: total(s => !s.good, "amount"),
    outside_history: total(s => s.good && !s.inside, "amount"),
  };
  context.rows.sales = {
    read: read!.n + malformed,
    kept: total(s => s.good, "n"),
    rejected: total(s => !s.good, "n") + malformed,
    outside_history: total(s => s.good && !s.inside, "n"),
    amount,
  };
}

/** Accounts that only the future knows are left out: opened after the end that `history.to` sets, and no sales before. */
export async function writeFinalAccounts(context: IngestContext): Promise<void> {
  const to = context.config.history.to;
  const end = to === undefined ? null : dayNumber(to);
  const hidden =
    end === null
      ? "false"
      : `coalesce(opened > DATE '1970-01-01' + ${end}, false) AND a NOT IN (SELECT a FROM scratch.sales_rows WHERE status = ${STATUS.account} AND day <= ${end})`;
  await context.db.run(
    `CREATE TABLE scratch.final_accounts AS
     SELECT a, (row_number() OVER (ORDER BY a) - 1)::INTEGER AS idx FROM scratch.accounts WHERE NOT (${hidden}) ORDER BY a`,
  );
  const [row] = await context.db.query<{ n: number }>(
    "SELECT (SELECT count(*) FROM scratch.accounts) - (SELECT count(*) FROM scratch.final_accounts) AS n",
  );
  if (end !== null) context.rows.accounts!.outside_history = row!.n;
}
