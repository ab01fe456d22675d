import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { Note, Tell } from "../../core/note.ts";
import type { TableName } from "../config/schema.ts";
import { makeFolder } from "../files/durable.ts";
import { type Database, literal } from "../tables/duckdb.ts";
import { neutralisedSql } from "../tables/spreadsheet.ts";
import type { IngestContext } from "./context.ts";
import { findLines } from "./lines.ts";
import type { RejectNote } from "./notes.ts";
import { type Check, noteText } from "./parse.ts";
import { type ParsedTable, rawValueExpression } from "./parsedTable.ts";
import type { Source } from "./sourceTypes.ts";

/** A row that was not taken. `line` counts rows in files that have no lines; `column` is the file's own name. */
export interface Reject {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  /** Why, as the file of the rejects says it: what follows the value in a sentence. */
  readonly reason: string;
  readonly note: Note;
}

/** Tables for rejects: `pending` while lines are not known yet, then `rejects` in the database itself. */
export async function createRejects(db: Database): Promise<void> {
  await db.run(`CREATE TABLE scratch.pending (tbl VARCHAR, src UTINYINT, rec BIGINT, col VARCHAR, value VARCHAR, note VARCHAR);
    CREATE TABLE rejects ("table" VARCHAR, file VARCHAR, line BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR, note VARCHAR)`);
}

/**
 * Notes rows that break a rule of another table, say an unknown account.
 * @param rows SQL that yields src, rec, value
 */
export async function rejectRows(
  context: IngestContext,
  parsed: ParsedTable,
  ours: string,
  reason: RejectNote,
  rows: string,
): Promise<void> {
  const names = parsed.sources
    .map(s => `WHEN ${s.index} THEN ${literal(s.columns.get(ours) ?? ours)}`)
    .join(" ");
  await context.db.run(
    `INSERT INTO scratch.pending SELECT ${literal(parsed.table)}, src, rec, CASE src ${names} END, value, ${noteText(reason)} FROM (${rows})`,
  );
}

/** Notes the rows of a table that break a rule of their own columns (`bad` is not null). */
export async function rejectBadRows(context: IngestContext, parsed: ParsedTable): Promise<void> {
  for (const source of parsed.sources) {
    const checks = parsed.checks[source.index]!;
    if (checks.length === 0) continue;
    const bad = checks.map((c, i) => `WHEN ${c.when} THEN ${i + 1}`).join(" ");
    const column = checks.map((c, i) => `WHEN ${i + 1} THEN ${literal(c.column)}`).join(" ");
    const reason = checks.map((c, i) => `WHEN ${i + 1} THEN ${reasonOf(c)}`).join(" ");
    await context.db.run(
      `INSERT INTO scratch.pending
       SELECT ${literal(parsed.table)}, ${source.index}, "#rec", CASE "#bad" ${column} END, ${rawValueExpression(checks)}, CASE "#bad" ${reason} END
       FROM (SELECT *, CASE ${bad} END AS "#bad" FROM ${source.relation}) WHERE "#bad" IS NOT NULL`,
    );
  }
}

function reasonOf({ reason, closer }: Check): string {
  return closer ? `coalesce(${closer}, ${noteText(reason)})` : noteText(reason);
}

/** Gives every pending reject of a table its file and line, and moves it into `rejects`. */
export async function settleRejects(context: IngestContext, parsed: ParsedTable): Promise<void> {
  for (const source of parsed.sources) await settleSource(context, source);
}

async function settleSource({ db, tell }: IngestContext, source: Source): Promise<void> {
  const where = `tbl = ${literal(source.table)} AND src = ${source.index}`;
  const file = literal(source.file);
  await tellReasons(db, tell, where);
  if (source.text === null) {
    await db.run(
      `INSERT INTO rejects SELECT tbl, ${file}, rec + 1, col, value, text, note FROM scratch.pending JOIN temp.told USING (note) WHERE ${where} ORDER BY rec`,
    );
    return;
  }
  const rows = await db.query<{ rec: number }>(`SELECT DISTINCT rec FROM scratch.pending WHERE ${where}`);
  if (rows.length === 0 && source.malformed.size === 0) return;
  const wanted = new Set(rows.map(r => r.rec));
  const lines = await findLines(source.text, wanted, new Set(source.malformed.keys()), source.headerRecord);
  await db.run("CREATE OR REPLACE TEMP TABLE line_of (rec BIGINT, line BIGINT)");
  await db.append(
    "line_of",
    [[...lines.kept.keys()].map(BigInt), [...lines.kept.values()].map(BigInt)],
    "temp",
  );
  await db.run(
    `INSERT INTO rejects SELECT tbl, ${file}, line, col, value, text, note FROM scratch.pending JOIN temp.line_of USING (rec) JOIN temp.told USING (note) WHERE ${where} ORDER BY line`,
  );
  for (const [ordinal, { text, reason }] of source.malformed) {
    await db.run("INSERT INTO rejects VALUES (?, ?, ?, NULL, ?, ?, ?)", [
      source.table,
      source.file,
      lines.dropped.get(ordinal) ?? ordinal,
      text,
      tell(reason),
      JSON.stringify(reason),
    ]);
  }
}

/** Makes `temp.told`: the text of each reason that rows of `pending` have. */
async function tellReasons(db: Database, tell: Tell, where: string): Promise<void> {
  const rows = await db.query<{ note: string }>(`SELECT DISTINCT note FROM scratch.pending WHERE ${where}`);
  const notes = rows.map(row => row.note);
  await db.run("CREATE OR REPLACE TEMP TABLE told (note VARCHAR, text VARCHAR)");
  await db.append("told", [notes, notes.map(note => tell(JSON.parse(note) as Note))], "temp");
}

/** One reject as a sentence: `accounts.csv line 812: amount "12,5o" is not a number; expected …`. */
export function rejectMessage(reject: Reject): string {
  return `${reject.file} ${placeKind(reject)} ${reject.line}: ${reject.column ?? "the record"}${shownValue(reject)} ${reject.reason}`;
}

/** What the number of a reject's place counts. */
export function placeKind({ file }: Reject): "line" | "row" {
  return /\.(csv|tsv|txt)(\.gz)?$/i.test(file) ? "line" : "row";
}

/** The value of a reject behind its column, cut where it is long; nothing where there is none. */
export function shownValue({ value }: Reject): string {
  return value === null ? "" : ` "${value.slice(0, 80)}"`;
}

/**
 * Writes `.penumbra/rejects/<table>.csv` for every table with rejects, and removes those of tables without. People open
 * them in spreadsheets, so that no value is left that would run there.
 */
export async function writeRejects(db: Database, dir: string): Promise<void> {
  const folder = join(dir, ".penumbra", "rejects");
  await rm(folder, { recursive: true, force: true });
  const tables = await db.query<{ table: string }>('SELECT DISTINCT "table" FROM rejects');
  if (tables.length > 0) await makeFolder(folder);
  for (const { table } of tables) {
    const rows = `SELECT ${SHOWN_COLUMNS} FROM rejects WHERE "table" = ${literal(table)} ORDER BY rowid`;
    await db.run(`COPY (${rows}) TO ${literal(join(folder, `${table}.csv`))} (FORMAT csv, HEADER)`);
  }
}

/** The columns of a list of rejects as people get it. */
export const SHOWN_COLUMNS = `${neutralisedSql("file")} AS file, line, ${neutralisedSql('"column"')} AS "column", ${neutralisedSql("value")} AS value, reason`;

/** The first rejects of a table in the order of file and line; all of them when `limit` is null. */
export async function firstRejects(db: Database, table: TableName, limit: number | null): Promise<Reject[]> {
  const top = limit === null ? "" : `LIMIT ${limit}`;
  return readRejects(db, `WHERE "table" = ${literal(table)} ORDER BY rowid ${top}`);
}

/** Rejects as they are kept. @param where SQL that follows FROM */
export async function readRejects(db: Database, where: string): Promise<Reject[]> {
  const rows = await db.query<Omit<Reject, "note"> & { readonly note: string }>(
    `SELECT file, line, "column", value, reason, note FROM rejects ${where}`,
  );
  return rows.map(row => ({ ...row, note: JSON.parse(row.note) as Note }));
}

/** @throws InputError `too_many_rejects` when a table has more bad rows than `max_rejects` allows. */
export async function refuseTooMany(context: IngestContext, table: TableName): Promise<void> {
  const count = context.rows[table];
  if (!count || count.rejected <= count.read * context.config.max_rejects) return;
  const first = await firstRejects(context.db, table, 3);
  const shown = first.map(r => `  ${rejectMessage(r)}`);
  const share = `${(100 * context.config.max_rejects).toLocaleString("en")}%`;
  const message = `${table}: ${count.rejected} of ${count.read} rows are bad, more than max_rejects (${share}) allows; the first:\n${shown.join("\n")}\nall of them: .penumbra/rejects/${table}.csv; mend the rows, or raise max_rejects in market.yaml`;
  throw new InputError("too_many_rejects", message, {
    table,
    read: count.read,
    rejected: count.rejected,
    first,
  });
}
