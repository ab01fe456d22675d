import { InputError } from "../../core/errors.ts";
import { TABLES, type TableName, type TableSpec } from "../config/schema.ts";
import { identifier } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { guessFormat, type SourceFormat } from "./guess.ts";
import { type Check, columnExpression, sqlType } from "./parse.ts";
import { openSource } from "./source.ts";
import type { Source } from "./sourceTypes.ts";
import { readWordColumns, type WordColumn } from "./wordColumns.ts";

/**
 * All sources of a table as one view `in_<table>`: `src`, `rec`, our columns with their SQL types (null where a file
 * lacks one), and `bad`, the number of the first rule that the row breaks (null: none). An `instant` column `at` has a
 * companion `at_timed`, a `period` column one `period_span`.
 */
export interface ParsedTable {
  readonly table: TableName;
  readonly view: string;
  readonly sources: readonly Source[];
  /** By source: `bad` = n means checks[n - 1]. */
  readonly checks: readonly (readonly Check[])[];
  /** Our columns that at least one source has. */
  readonly given: ReadonlySet<string>;
}

/** A source, and how its columns are read. */
export interface OpenedSource {
  readonly source: Source;
  readonly format: SourceFormat;
}

/** Opens all sources of a table and makes its view; null when the market has no such table. */
export async function parseTable(context: IngestContext, table: TableName): Promise<ParsedTable | null> {
  const configs = context.config.sources[table];
  if (!configs) return null;
  const opened: OpenedSource[] = [];
  for (const [index, config] of configs.entries()) {
    const source = await openSource(context, table, index, config);
    opened.push({ source, format: await guessFormat(context, source) });
  }
  return viewOf(context, table, opened);
}

/** Makes the view of a table from its sources. */
export async function viewOf(
  context: IngestContext,
  table: TableName,
  opened: readonly OpenedSource[],
): Promise<ParsedTable> {
  const checks: Check[][] = [];
  const selects: string[] = [];
  for (const { source, format } of opened) {
    const made = selectOf(context, source, format, await readWordColumns(context, source));
    checks.push(made.checks);
    selects.push(made.sql);
  }
  const view = `scratch.${identifier(`in_${table}`)}`;
  await context.db.run(`CREATE VIEW ${view} AS ${selects.join("\nUNION ALL\n")}`);
  const sources = opened.map(o => o.source);
  const given = new Set(sources.flatMap(s => [...s.columns.keys()]));
  return { table, view, sources, checks, given };
}

function selectOf(
  context: IngestContext,
  source: Source,
  format: SourceFormat,
  words: ReadonlyMap<string, WordColumn>,
): { sql: string; checks: Check[] } {
  const spec: TableSpec = TABLES[source.table];
  const checks: Check[] = [];
  const values: string[] = [];
  for (const [ours, { kind }] of Object.entries(spec.columns)) {
    const word = words.get(ours);
    const other = source.columns.has(ours) && !word;
    const expression = other ? columnExpression(context, source, format, ours) : word;
    values.push(`(${expression?.value ?? "NULL"})::${sqlType(kind)} AS ${identifier(ours)}`);
    if (expression) checks.push(...expression.checks);
    if (kind === "period") values.push(`(${word?.span ?? "NULL"})::VARCHAR AS ${identifier(`${ours}_span`)}`);
    if (kind === "instant")
      values.push(`${timedExpression(source, format, ours)} AS ${identifier(`${ours}_timed`)}`);
  }
  if (checks.length > 254) throw new InputError("too_many_columns", `${source.file} has too many columns`);
  const bad = checks.map((c, i) => `WHEN ${c.when} THEN ${i + 1}`).join(" ");
  const verdict = checks.length > 0 ? `(CASE ${bad} END)::UTINYINT` : "NULL::UTINYINT";
  const sql = `SELECT ${source.index}::UTINYINT AS src, "#rec"::BIGINT AS rec, ${values.join(", ")}, ${verdict} AS bad FROM ${source.relation}`;
  return { sql, checks };
}

/** Whether the value carries a time of the day: by row in text, by column in typed files. */
function timedExpression(source: Source, format: SourceFormat, ours: string): string {
  if (!format.timed.has(ours)) return "false";
  const theirs = source.columns.get(ours)!;
  return source.types.get(theirs) === "VARCHAR" ? `contains(${identifier(theirs)}, ':')` : "true";
}

/** SQL of the offending text by the rule's number `"#bad"`, over one source's relation. */
export function rawValueExpression(checks: readonly Check[]): string {
  const cases = checks
    .map((c, i) => (c.raw === null ? "" : `WHEN ${i + 1} THEN ${c.raw}`))
    .filter(c => c !== "");
  return cases.length > 0 ? `CASE "#bad" ${cases.join(" ")} END` : "NULL";
}
