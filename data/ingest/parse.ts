import { MOST_DECIMALS, minorUnitsOf } from "../../core/money.ts";
import type { Note } from "../../core/note.ts";
import { isoDay } from "../../core/period.ts";
import { type ColumnKind, TABLES, type TableColumnSpec, type TableSpec } from "../config/schema.ts";
import { identifier, literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { type DateFormat, textDate } from "./dates.ts";
import type { SourceFormat } from "./guess.ts";
import { type RejectNote, rejectNote } from "./notes.ts";
import type { DecimalMark } from "./numbers.ts";
import { currencySigns, foreignMoney, plainNumber } from "./numbers.ts";
import type { Source } from "./sourceTypes.ts";

/** A rule that a row can break. `when` is SQL over the source's relation; `column` is the file's own name. */
export interface Check {
  readonly column: string;
  /** SQL of the offending text; null when the value is missing. */
  readonly raw: string | null;
  readonly when: string;
  readonly reason: RejectNote;
  /** SQL of a closer reason as `noteText` has it, null where the general one holds; asked of bad rows only. */
  readonly closer?: string;
}

/** One of our columns as SQL over a source's relation, with the rules it must keep. */
export interface ColumnExpression {
  readonly value: string;
  readonly checks: readonly Check[];
}

const SQL_TYPES: Record<ColumnKind, string> = {
  text: "VARCHAR",
  key: "VARCHAR",
  number: "DOUBLE",
  amount: "BIGINT",
  lat: "DOUBLE",
  lon: "DOUBLE",
  date: "DATE",
  instant: "TIMESTAMP",
  word: "VARCHAR",
  flag: "BOOLEAN",
  weekdays: "UTINYINT",
  hour: "DOUBLE",
  period: "DATE",
};

/** What happened cannot lie after today. */
export const EARLIEST = { past: "1970-01-01", other: "1900-01-01" };
/** What many systems write for "never": an account closed then is open. */
const LATEST = "9999-12-31";

/** Amounts are read as whole numbers of this part of the currency; `inMinorUnits` brings them to the market's. */
const PARTS = minorUnitsOf(MOST_DECIMALS);
/** In {@link PARTS}. Sums of many must stay whole numbers in a double. */
export const LARGEST_AMOUNT = 1e13 * PARTS;

const DATE_SHAPE =
  "^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-]([0-9]{4}|[0-9]{2}))( |T|$)";

/** What spreadsheets show in place of a value, in English and Turkish. */
const SHEET_ERROR =
  "#(N/A|YOK|DIV/0!|SAYI/0!|VALUE!|DEĞER!|REF!|BAŞV!|NAME[?]|AD[?]|NUM!|SAYI!|NULL!|BOŞ!|SPILL!|CALC!|#+)";

/** SQL of a note, as rejects keep it until it is told. */
export function noteText(note: Note): string {
  return literal(JSON.stringify(note));
}

/** SQL type of one of our columns. */
export function sqlType(kind: ColumnKind): string {
  return SQL_TYPES[kind];
}

/** The expression of a column that the source has. */
export function columnExpression(
  context: IngestContext,
  source: Source,
  format: SourceFormat,
  ours: string,
): ColumnExpression {
  const spec: TableSpec = TABLES[source.table];
  const column = spec.columns[ours]!;
  const theirs = source.columns.get(ours)!;
  const type = source.types.get(theirs)!;
  const text = columnText(theirs, type);
  const { value, checks } = parsed(context, format, ours, column, theirs, type, text);
  // Of typed columns no text is made but for messages: on millions of rows it would cost seconds.
  const absent = `${type === "VARCHAR" ? text : identifier(theirs)} IS NULL`;
  const missing: Check = { column: theirs, raw: null, when: absent, reason: rejectNote("reject.missing") };
  return { value, checks: column.required ? [missing, ...checks] : checks };
}

/** SQL of a column's text: trimmed, null where it is empty. */
export function columnText(theirs: string, type: string): string {
  return `nullif(trim(${textOf(theirs, type)}), '')`;
}

/** Keys that were saved as numbers come as 2106.0: they mean 2106. */
function textOf(theirs: string, type: string): string {
  const column = identifier(theirs);
  if (type === "VARCHAR") return column;
  if (type === "DOUBLE" || type === "FLOAT") {
    return `CASE WHEN ${column} = floor(${column}) AND abs(${column}) < 1e15 THEN ${column}::BIGINT::VARCHAR ELSE ${column}::VARCHAR END`;
  }
  return `${column}::VARCHAR`;
}

function parsed(
  context: IngestContext,
  format: SourceFormat,
  ours: string,
  { kind, past = false, min, max }: TableColumnSpec,
  theirs: string,
  type: string,
  text: string,
): ColumnExpression {
  if (kind === "text" || kind === "key") {
    const checks = type === "VARCHAR" ? [spreadsheetSlip(theirs, text)] : [];
    return { value: `nfc_normalize(${text})`, checks };
  }
  const fails = (value: string, reason: RejectNote, closer: string): Check => ({
    column: theirs,
    raw: text,
    when: `(${type === "VARCHAR" ? text : identifier(theirs)} IS NOT NULL AND (${value}) IS NULL)`,
    reason,
    closer: `CASE ${slipReasons(text)} ${closer} END`,
  });
  if (kind === "date" || kind === "instant") {
    const value = dateExpression(context, kind, theirs, type, text, format.dates.get(ours));
    const day = `(${value})::DATE`;
    const from = past ? EARLIEST.past : EARLIEST.other;
    const to = past ? isoDay(context.today) : LATEST;
    const outside = `(${day} < DATE ${literal(from)} OR ${day} > DATE ${literal(to)})`;
    const range = rejectNote(past ? "reject.date_range_today" : "reject.date_range", { from, to });
    return {
      value,
      checks: [
        fails(
          value,
          rejectNote("reject.date"),
          `WHEN regexp_matches(${text}, '${DATE_SHAPE}') THEN ${noteText(rejectNote("reject.day"))}`,
        ),
        { column: theirs, raw: text, when: outside, reason: range },
      ],
    };
  }
  const value = numberExpression(context, kind, theirs, type, text, format.decimal.get(ours) ?? ".");
  const money = rejectNote("reject.currency", { currency: context.config.currency });
  const foreign = kind === "amount" ? `WHEN ${foreignMoney(text)} THEN ${noteText(money)}` : "";
  const checks = [fails(value, rejectNote("reject.number"), foreign)];
  const limit = kind === "lat" ? 90 : kind === "lon" ? 180 : null;
  if (limit !== null) {
    const reason = rejectNote("reject.globe", { limit });
    const swapped = rejectNote("reject.globe_swapped", { limit });
    const closer = `CASE WHEN ${limit} = 90 AND abs(${value}) <= 180 THEN ${noteText(swapped)} END`;
    checks.push({ column: theirs, raw: text, when: `abs(${value}) > ${limit}`, reason, closer });
  }
  if (kind === "amount") {
    const reason = rejectNote("reject.too_large");
    checks.push({ column: theirs, raw: text, when: `abs(${value}) > ${LARGEST_AMOUNT}`, reason });
  }
  if (min !== undefined && max !== undefined) {
    const reason = rejectNote("reject.outside", { from: min, to: max });
    checks.push({ column: theirs, raw: text, when: `(${value}) NOT BETWEEN ${min} AND ${max}`, reason });
  } else if (min !== undefined) {
    checks.push({
      column: theirs,
      raw: text,
      when: `(${value}) < ${min}`,
      reason: rejectNote("reject.below", { least: min }),
    });
  }
  return { value, checks };
}

function slipReasons(text: string): string {
  return `WHEN regexp_full_match(${text}, '${SHEET_ERROR}') THEN ${noteText(rejectNote("reject.sheet_error"))} WHEN starts_with(${text}, '=') THEN ${noteText(rejectNote("reject.formula"))}`;
}

/** Text takes anything, but for what a spreadsheet shows where it has no value. */
function spreadsheetSlip(column: string, text: string): Check {
  const when = `((starts_with(${text}, '#') AND regexp_full_match(${text}, '${SHEET_ERROR}')) OR starts_with(${text}, '='))`;
  return {
    column,
    raw: text,
    when,
    reason: rejectNote("reject.sheet_error"),
    closer: `CASE ${slipReasons(text)} END`,
  };
}

function numberExpression(
  context: IngestContext,
  kind: ColumnKind,
  theirs: string,
  type: string,
  text: string,
  mark: DecimalMark,
): string {
  const numeric = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w+|FLOAT|DOUBLE|DECIMAL.*)$/.test(type);
  const column = identifier(theirs);
  const signs = currencySigns(context.config.currency);
  if (kind === "amount") {
    if (/^DECIMAL|INT/.test(type)) return `TRY_CAST(${column} * ${PARTS} AS BIGINT)`;
    // The digits that a float stands for, not those of the double that it becomes.
    const double = type === "FLOAT" ? `${column}::VARCHAR::DOUBLE` : column;
    if (numeric)
      return `CASE WHEN isfinite(${column}) THEN TRY_CAST(round(${double} * ${PARTS}) AS BIGINT) END`;
    return amountOf(plainNumber(text, mark, signs));
  }
  if (numeric) return `CASE WHEN isfinite(${column}::DOUBLE) THEN ${column}::DOUBLE END`;
  if (kind !== "number") return `TRY_CAST(${plainNumber(text, mark, signs)} AS DOUBLE)`;
  const share = `CASE WHEN contains(${text}, '%') THEN 100 ELSE 1 END`;
  return `TRY_CAST(${plainNumber(text, mark, [...signs, "%"])} AS DOUBLE) / ${share}`;
}

/** SQL: the text of a number as an amount, rounded to the most decimals there are. Text of 15 digits before them is none. */
function amountOf(plain: string): string {
  const parsed = `TRY_CAST(${plain} AS DECIMAL(18, ${MOST_DECIMALS}))`;
  return `(${parsed}::DECIMAL(${18 + MOST_DECIMALS}, ${MOST_DECIMALS}) * ${PARTS})::BIGINT`;
}

/** The same for amounts of at most ten digits before the mark, in half the time; null for larger ones. */
export function quickAmountOf(plain: string): string {
  return `(TRY_CAST(${plain} AS DECIMAL(${18 - MOST_DECIMALS}, ${MOST_DECIMALS})) * ${PARTS})::BIGINT`;
}

function dateExpression(
  context: IngestContext,
  kind: "date" | "instant",
  theirs: string,
  type: string,
  text: string,
  format: DateFormat | undefined,
): string {
  const column = identifier(theirs);
  const as = kind === "date" ? "DATE" : "TIMESTAMP";
  if (type === "TIMESTAMP WITH TIME ZONE")
    return `timezone(${literal(context.config.timezone)}, ${column})::${as}`;
  if (type === "DATE" || type.startsWith("TIMESTAMP")) return `${column}::${as}`;
  return textDate(text, as, context.config.timezone, format ?? { formats: [], named: false, serial: false });
}
