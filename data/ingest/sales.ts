import { InputError } from "../../core/errors.ts";
import { dayNumber, isoDay } from "../../core/period.ts";
import { byNearness } from "../config/nearest.ts";
import { inMinorUnits, refuseHugeSums } from "./amounts.ts";
import type { AmountCount, IngestContext } from "./context.ts";
import { refuseEmpty } from "./firstRows.ts";
import { type IngestNote, ingestNote, rejectNote } from "./notes.ts";
import { type ParsedTable, viewOf } from "./parsedTable.ts";
import type { History } from "./periods.ts";
import { NOT_ODD } from "./quickPass.ts";
import { type OpenedSales, openSales } from "./quickSales.ts";
import { refuseTooMany, rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";
import { createWords, forgetWords, learnWords, NUMBERED_COLUMNS } from "./words.ts";

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

/** The rows of sales with their verdicts, amounts as they were read. */
export const READ_SALES = "scratch.read_sales";

/** All of sales: `view` holds the rows that `plain` does not. */
export interface SalesTable extends ParsedTable {
  /** Tables of rows that were read in one pass. */
  readonly plain: readonly string[];
}

/**
 * Reads `sales` into {@link READ_SALES}: one row a row of the files, with keys as numbers, so that everything after
 * works on integers. Rejects are noted.
 * @throws InputError when accounts or sales have no rows at all.
 */
export async function readSales(context: IngestContext, areas: number): Promise<SalesTable> {
  const { db } = context;
  refuseEmpty(context, "accounts", context.rows.accounts!.read);
  await createWords(db);
  const opened: OpenedSales[] = [];
  for (const [index, config] of context.config.sources.sales.entries())
    opened.push(await openSales(context, index, config));
  const parsed = await viewOf(context, "sales", opened);
  for (const ours of NUMBERED_COLUMNS)
    await learnWords(db, ours, `SELECT ${ours} AS word FROM ${parsed.view}`);
  await judge(context, parsed, areas);
  const rows = opened.map(plainRows);
  await db.run(`CREATE VIEW ${READ_SALES} AS SELECT * FROM scratch.judged_sales ${rows.join(" ")}`);
  await forgetWords(db, READ_SALES);
  const table = { ...parsed, plain: opened.flatMap(({ plain }) => plain ?? []) };
  await rejectSales(context, table);
  return table;
}

/** SQL that adds the rows of a source that were read in one pass. */
function plainRows({ plain, source }: OpenedSales): string {
  if (plain === null) return "";
  const c = source.columns.has("category") ? "c" : "NULL";
  const units = source.columns.has("units") ? "units" : "NULL";
  return `UNION ALL SELECT ${source.index}::UTINYINT, NULL, a, NULL, b, ${c}, day, ${units}, amount, ${STATUS.account}::UTINYINT
    FROM ${plain} WHERE ${NOT_ODD}`;
}

async function judge({ db }: IngestContext, parsed: ParsedTable, areas: number): Promise<void> {
  const area = areas > 0 && parsed.given.has("area_id");
  const unknownArea = area
    ? `WHEN r.area_id NOT IN (SELECT area_id FROM scratch.area_ids) THEN ${STATUS.unknownArea}`
    : "";
  await db.run(
    `CREATE TABLE scratch.judged_sales AS
     SELECT r.src, r.rec, k.a, r.area_id, b.b, c.c, (r.date - DATE '1970-01-01')::INTEGER AS day, r.units, r.amount,
       (CASE WHEN r.bad IS NOT NULL THEN ${STATUS.bad}
         WHEN k.a IS NOT NULL THEN ${STATUS.account}
         WHEN r.account_id IS NOT NULL THEN
           CASE WHEN r.account_id IN (SELECT account_id FROM scratch.rejected_accounts) THEN ${STATUS.rejectedAccount} ELSE ${STATUS.unknownAccount} END
         WHEN r.area_id IS NULL THEN ${STATUS.nobody} ${unknownArea} ELSE ${STATUS.area} END)::UTINYINT AS status
     FROM ${parsed.view} r LEFT JOIN scratch.accounts k ON k.account_id = r.account_id
       LEFT JOIN scratch.brands b ON b.brand = r.brand LEFT JOIN scratch.categories c ON c.category = r.category`,
  );
}

async function rejectSales(context: IngestContext, parsed: ParsedTable): Promise<void> {
  const bySource = await context.db.query<{ src: number; status: number; n: number }>(
    `SELECT src, status, count(*) AS n FROM ${READ_SALES} GROUP BY src, status`,
  );
  const counts = [...new Set(bySource.map(c => c.status))].map(status => ({
    status,
    n: bySource.reduce((n, c) => n + (c.status === status ? c.n : 0), 0),
  }));
  context.notes.push(...lostFiles(parsed, bySource));
  const has = (status: number) => counts.some(c => c.status === status);
  if (has(STATUS.bad)) await rejectBadRows(context, parsed);
  const rows = (status: number, value: string) =>
    `SELECT r.src, r.rec, ${value} AS value FROM scratch.judged_sales s JOIN ${parsed.view} r USING (src, rec) WHERE s.status = ${status}`;
  const reasons = [
    [STATUS.unknownAccount, "account_id", rejectNote("reject.account_unknown")],
    [STATUS.rejectedAccount, "account_id", rejectNote("reject.account_rejected")],
    [STATUS.nobody, "account_id", rejectNote("reject.missing_area")],
    [STATUS.unknownArea, "area_id", rejectNote("reject.area_unknown")],
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

/** Makes `scratch.sales_rows`, the rows of sales with amounts as the market keeps them, when its decimals are settled. */
export async function viewSales(context: IngestContext): Promise<void> {
  await context.db.run(
    `CREATE VIEW scratch.sales_rows AS SELECT * REPLACE (${inMinorUnits(context)} AS amount) FROM ${READ_SALES}`,
  );
}

/** Files of which no row was kept: among many files they may be too small a part for `max_rejects`. */
function lostFiles(
  { sources }: Pick<ParsedTable, "sources">,
  counts: readonly { readonly src: number; readonly status: number }[],
): IngestNote[] {
  return sources
    .filter(({ index }) => {
      const statuses = counts.filter(c => c.src === index).map(c => c.status);
      return statuses.length > 0 && statuses.every(status => status > STATUS.area);
    })
    .map(({ file }) => ingestNote("ingest.file_lost", { file }));
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
    `SELECT brand FROM scratch.brands JOIN (SELECT b, sum(amount) AS amount FROM scratch.sales_rows
       WHERE status <= ${STATUS.area} AND ${inHistory("day", history)} GROUP BY b) USING (b) ORDER BY amount DESC, brand`,
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

/**
 * Counts rows and amounts three ways that do not know of each other: what the files hold, what the tables of the market
 * kept, what was rejected.
 * @throws Error when they do not add up, to the row and to the minor unit
 */
export async function countSales(
  context: IngestContext,
  parsed: SalesTable,
  history: History,
): Promise<void> {
  const read = await countRead(context, parsed);
  const rows = await context.db.query<Omit<SalesSum, "good" | "in_sales">>(
    `SELECT status, inside, count(*) AS n, coalesce(sum(amount), 0)::DOUBLE AS amount FROM (
       SELECT status, coalesce(${inHistory("day", history)}, false) AS inside, amount FROM scratch.sales_rows
       WHERE status <> ${STATUS.area} UNION ALL SELECT ${STATUS.area}::UTINYINT, inside, amount FROM scratch.area_rows)
     GROUP BY status, inside`,
  );
  const sums = rows.map(r => ({
    ...r,
    good: r.status <= STATUS.area,
    in_sales: r.status === STATUS.account && r.inside,
  }));
  const [sales] = await context.db.query<{ amount: number }>(
    "SELECT coalesce(sum(amount), 0)::DOUBLE AS amount FROM sales",
  );
  refuseHugeSums(context, "sales", [read.amount, ...sums.map(s => s.amount)]);
  const total = (test: (s: SalesSum) => boolean, of: "n" | "amount") =>
    sums.filter(test).reduce((sum, s) => sum + s[of], 0);
  const amount: AmountCount = {
    read: read.amount,
    kept: sales!.amount + total(s => s.good && !s.in_sales, "amount"),
    rejected: total(s => !s.good, "amount"),
    outside_history: total(s => s.good && !s.inside, "amount"),
  };
  const malformed = parsed.sources.reduce((n, s) => n + s.malformed.size, 0);
  const count = {
    read: read.n + malformed,
    kept: total(s => s.good, "n"),
    rejected: total(s => !s.good, "n") + malformed,
    outside_history: total(s => s.good && !s.inside, "n"),
    amount,
  };
  for (const { read, kept, rejected } of [count, amount])
    if (read !== kept + rejected) throw new Error(`sales do not add up: ${JSON.stringify(count)}`);
  context.rows.sales = count;
}

interface SalesSum {
  readonly status: number;
  readonly good: boolean;
  readonly inside: boolean;
  /** Summed in `sales`. */
  readonly in_sales: boolean;
  readonly n: number;
  readonly amount: number;
}

async function countRead(context: IngestContext, parsed: SalesTable): Promise<{ n: number; amount: number }> {
  const rows = [parsed.view, ...parsed.plain.map(plain => `${plain} WHERE ${NOT_ODD}`)];
  const [read] = await context.db.query<{ n: number; amount: number }>(
    `SELECT count(*) AS n, coalesce(sum(${inMinorUnits(context)}), 0)::DOUBLE AS amount FROM (${rows.map(r => `SELECT amount FROM ${r}`).join(" UNION ALL ")})`,
  );
  return read!;
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
