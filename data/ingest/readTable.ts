import { identifier } from "../duckdb.ts";
import type { TableName } from "../schema.ts";
import { countRows } from "./accounts.ts";
import type { AmountCount, IngestContext } from "./context.ts";
import { type ParsedTable, parseTable } from "./parsedTable.ts";
import { rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";

/** Rules of a row beyond its own columns: SQL over `in_<table>` r and `scratch.accounts` k. */
export interface RowRule {
  readonly ours: string;
  readonly reason: string;
  readonly when: string;
}

export const UNKNOWN_ACCOUNT: RowRule = {
  ours: "account_id",
  reason: "is an unknown account",
  when: "r.account_id IS NOT NULL AND k.a IS NULL",
};

/** Reads a table into `scratch.kept_<table>`, rows that keep all rules; the others are rejected by the first they break. */
export async function readTable(
  context: IngestContext,
  table: TableName,
  rules: readonly RowRule[],
): Promise<ParsedTable | null> {
  const parsed = await parseTable(context, table);
  if (!parsed) return null;
  const { db } = context;
  const usesAccounts = rules.includes(UNKNOWN_ACCOUNT);
  const cases = rules.map((r, i) => `WHEN ${r.when} THEN ${i + 1}`).join(" ");
  const verdict =
    rules.length > 0
      ? `CASE WHEN bad IS NOT NULL THEN 0 ${cases} END`
      : "CASE WHEN bad IS NOT NULL THEN 0 END";
  const from = usesAccounts
    ? `${parsed.view} r LEFT JOIN scratch.accounts k ON k.account_id = r.account_id`
    : `${parsed.view} r`;
  await db.run(
    `CREATE TABLE scratch.judged_${table} AS SELECT r.*, ${usesAccounts ? "k.a," : ""} ${verdict} AS verdict FROM ${from}`,
  );
  await db.run(
    `CREATE VIEW scratch.kept_${table} AS SELECT * FROM scratch.judged_${table} WHERE verdict IS NULL`,
  );
  await rejectBadRows(context, parsed);
  for (const [i, rule] of rules.entries()) {
    const rows = `SELECT src, rec, ${identifier(rule.ours)}::VARCHAR AS value FROM scratch.judged_${table} WHERE verdict = ${i + 1}`;
    await rejectRows(context, parsed, rule.ours, rule.reason, rows);
  }
  await settleRejects(context, parsed);
  await countRows(context, parsed, `scratch.kept_${table}`);
  return parsed;
}

/** A rule for ids: the first good row keeps its id. */
export function duplicate(ours: string, columns = [ours]): RowRule {
  const by = columns.map(c => `r.${identifier(c)}`).join(", ");
  const rank = `row_number() OVER (PARTITION BY ${by}, r.bad IS NULL ORDER BY r.src, r.rec)`;
  return { ours, reason: "is a duplicate id", when: `r.${identifier(ours)} IS NOT NULL AND ${rank} > 1` };
}

/** Counts the kept rows of a table that lie outside of history, by a SQL condition over `kept_<table>` r. */
export async function countOutside(
  { db, rows }: IngestContext,
  table: TableName,
  outside: string,
): Promise<void> {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*) AS n FROM scratch.kept_${table} r WHERE ${outside}`,
  );
  rows[table]!.outside_history = row!.n;
}

/** Sums of a table's `amount` three ways that do not know of each other: read, kept, rejected; in minor units. */
export async function countAmounts(
  context: IngestContext,
  parsed: ParsedTable,
  outside: string,
): Promise<void> {
  const { table, view } = parsed;
  const judged = `scratch.judged_${table}`;
  const sum = (from: string) => `(SELECT coalesce(sum(amount), 0) FROM ${from})`;
  const [amount] = await context.db.query<AmountCount>(
    `SELECT ${sum(view)} AS read, ${sum(`${judged} WHERE verdict IS NULL`)} AS kept,
       ${sum(`${judged} WHERE verdict IS NOT NULL`)} AS rejected,
       ${sum(`${judged} r WHERE verdict IS NULL AND ${outside}`)} AS outside_history`,
  );
  context.rows[table]!.amount = amount!;
}
