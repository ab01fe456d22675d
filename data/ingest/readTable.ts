import type { TableName } from "../config/schema.ts";
import { identifier } from "../tables/duckdb.ts";
import { countRows } from "./accounts.ts";
import { inMinorUnits, refuseHugeSums } from "./amounts.ts";
import type { AmountCount, IngestContext } from "./context.ts";
import { type RejectNote, rejectNote } from "./notes.ts";
import { columnText } from "./parse.ts";
import { type ParsedTable, parseTable } from "./parsedTable.ts";
import { rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";

/** Rules of a row beyond its own columns: SQL over `in_<table>` r and `scratch.accounts` k. */
export interface RowRule {
  readonly ours: string;
  readonly reason: RejectNote;
  readonly when: string;
}

export const UNKNOWN_ACCOUNT: RowRule = {
  ours: "account_id",
  reason: rejectNote("reject.account_unknown"),
  when: "r.account_id IS NOT NULL AND k.a IS NULL",
};

/** Columns whose values together stand once: the first row that keeps all other rules has them. */
export interface UniqueRule {
  readonly ours: string;
  readonly unique: readonly string[];
}

/**
 * Reads a table into `scratch.kept_<table>`, rows that keep all rules; the others are rejected by the first they break,
 * with the text that stands in the file.
 */
export async function readTable(
  context: IngestContext,
  table: TableName,
  rules: readonly RowRule[],
  unique?: UniqueRule,
): Promise<ParsedTable | null> {
  const parsed = await parseTable(context, table);
  if (parsed) await judgeTable(context, parsed, rules, unique);
  return parsed;
}

/** The same for a table whose view is made. */
export async function judgeTable(
  context: IngestContext,
  parsed: ParsedTable,
  rules: readonly RowRule[],
  unique?: UniqueRule,
): Promise<void> {
  const { table } = parsed;
  const all = unique ? [...rules, uniqueRule(unique, rules)] : rules;
  const joined = rules.includes(UNKNOWN_ACCOUNT);
  const from = joined ? "LEFT JOIN scratch.accounts k ON k.account_id = r.account_id" : "";
  const cases = all.map((r, i) => `WHEN ${r.when} THEN ${i + 1}`).join(" ");
  await context.db.run(
    `CREATE TABLE scratch.judged_${table} AS
     SELECT r.*, ${joined ? "k.a," : ""} CASE WHEN r.bad IS NOT NULL THEN 0 ${cases} END AS verdict
     FROM ${parsed.view} r ${from};
     CREATE VIEW scratch.kept_${table} AS SELECT * FROM scratch.judged_${table} WHERE verdict IS NULL`,
  );
  await rejectJudged(context, parsed, all);
  await countRows(context, parsed, `scratch.kept_${table}`);
}

function uniqueRule({ ours, unique }: UniqueRule, others: readonly RowRule[]): RowRule {
  const broken = others.map(r => `coalesce(${r.when}, false)`);
  const by = [...unique.map(c => `r.${identifier(c)}`), ["r.bad IS NOT NULL", ...broken].join(" OR ")];
  const rank = `row_number() OVER (PARTITION BY ${by.join(", ")} ORDER BY r.src, r.rec)`;
  return { ours, reason: rejectNote("reject.duplicate"), when: `${rank} > 1` };
}

async function rejectJudged(
  context: IngestContext,
  parsed: ParsedTable,
  rules: readonly RowRule[],
): Promise<void> {
  const judged = `scratch.judged_${parsed.table}`;
  const found = await context.db.query<{ verdict: number }>(
    `SELECT DISTINCT verdict FROM ${judged} WHERE verdict IS NOT NULL ORDER BY verdict`,
  );
  for (const { verdict } of found) {
    if (verdict === 0) {
      await rejectBadRows(context, parsed);
      continue;
    }
    const { ours, reason } = rules[verdict - 1]!;
    const rows = `SELECT src, rec, value FROM ${judged} JOIN (${texts(parsed, ours)}) USING (src, rec) WHERE verdict = ${verdict}`;
    await rejectRows(context, parsed, ours, reason, rows);
  }
  await settleRejects(context, parsed);
}

/** SQL of src, rec and the text of one of our columns, as the files write it. */
function texts(parsed: ParsedTable, ours: string): string {
  const selects = parsed.sources.map(source => {
    const theirs = source.columns.get(ours);
    const value = theirs === undefined ? "NULL" : columnText(theirs, source.types.get(theirs)!);
    return `SELECT ${source.index} AS src, "#rec" AS rec, ${value}::VARCHAR AS value FROM ${source.relation}`;
  });
  return selects.join(" UNION ALL ");
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

/**
 * Sums of a table's `amount` three ways that do not know of each other: read, kept, rejected; in minor units.
 * @throws InputError when they are beyond whole numbers.
 */
export async function countAmounts(
  context: IngestContext,
  parsed: ParsedTable,
  outside: string,
): Promise<void> {
  const { table, view } = parsed;
  const judged = `scratch.judged_${table}`;
  const sum = (from: string) => `(SELECT coalesce(sum(${inMinorUnits(context)}), 0)::DOUBLE FROM ${from})`;
  const [amount] = await context.db.query<AmountCount>(
    `SELECT ${sum(view)} AS read, ${sum(`${judged} WHERE verdict IS NULL`)} AS kept,
       ${sum(`${judged} WHERE verdict IS NOT NULL`)} AS rejected,
       ${sum(`${judged} r WHERE verdict IS NULL AND ${outside}`)} AS outside_history`,
  );
  refuseHugeSums(context, table, Object.values(amount!));
  context.rows[table]!.amount = amount!;
}
