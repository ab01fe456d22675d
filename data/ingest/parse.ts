import { identifier, literal } from "../duckdb.ts";
import { type ColumnKind, TABLES, type TableColumnSpec, type TableSpec } from "../schema.ts";
import { type IngestContext, isoDay } from "./context.ts";
import type { DecimalMark, SourceFormat } from "./guess.ts";
import type { Source } from "./source.ts";

/** A rule that a row can break. `when` is SQL over the source's relation; `column` is the file's own name. */
export interface Check {
  readonly column: string;
  /** SQL of the offending text; null when the value is missing. */
  readonly raw: string | null;
  readonly when: string;
  readonly reason: string;
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
const EARLIEST = { past: "1970-01-01", other: "1900-01-01" };
/** What many systems write for "never": an account closed then is open. */
const LATEST = "9999-12-31";

export const NOT_A_NUMBER = "is not a number; expected e.g. 12.50 or 12,50";

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
  const missing: Check = { column: theirs, raw: null, when: absent, reason: "is missing" };
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
  if (kind === "text" || kind === "key") return { value: `nfc_normalize(${text})`, checks: [] };
  const fails = (value: string, reason: string): Check => ({
    column: theirs,
    raw: text,
    when: `(${type === "VARCHAR" ? text : identifier(theirs)} IS NOT NULL AND (${value}) IS NULL)`,
    reason,
  });
  if (kind === "date" || kind === "instant") {
    const value = dateExpression(context, kind, theirs, type, text, format.dates.get(ours));
    const day = `(${value})::DATE`;
    const from = past ? EARLIEST.past : EARLIEST.other;
    const to = past ? isoDay(context.today) : LATEST;
    const outside = `(${day} < DATE ${literal(from)} OR ${day} > DATE ${literal(to)})`;
    const range = `is out of range; expected ${from} to ${to}${past ? " (today)" : ""}`;
    return {
      value,
      checks: [
        fails(value, "is not a date; expected e.g. 2020-12-31 or 31.12.2020"),
        { column: theirs, raw: text, when: outside, reason: range },
      ],
    };
  }
  const value = numberExpression(context, kind, theirs, type, text, format.decimal.get(ours) ?? ".");
  const checks = [fails(value, NOT_A_NUMBER)];
  const limit = kind === "lat" ? 90 : kind === "lon" ? 180 : null;
  if (limit !== null) {
    const reason = `is outside the globe; expected -${limit} to ${limit}`;
    checks.push({ column: theirs, raw: text, when: `abs(${value}) > ${limit}`, reason });
  }
  if (min !== undefined && max !== undefined) {
    const reason = `is outside of ${min} to ${max}`;
    checks.push({ column: theirs, raw: text, when: `(${value}) NOT BETWEEN ${min} AND ${max}`, reason });
  } else if (min !== undefined) {
    checks.push({ column: theirs, raw: text, when: `(${value}) < ${min}`, reason: `is less than ${min}` });
  }
  return { value, checks };
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
  if (kind === "amount") {
    if (/^DECIMAL|INT/.test(type)) return `TRY_CAST(${column} * ${10 ** context.digits} AS BIGINT)`;
    if (numeric)
      return `CASE WHEN isfinite(${column}) THEN TRY_CAST(round(${column} * ${10 ** context.digits}) AS BIGINT) END`;
    const decimal = `TRY_CAST(${plainNumber(text, mark)} AS DECIMAL(18, ${context.digits}))`;
    return `(${decimal} * ${10 ** context.digits})::BIGINT`;
  }
  if (numeric) return `CASE WHEN isfinite(${column}::DOUBLE) THEN ${column}::DOUBLE END`;
  return `TRY_CAST(${plainNumber(text, mark)} AS DOUBLE)`;
}

/** SQL: the text without spaces of any kind, apostrophes and currency signs. */
export function bareNumber(text: string): string {
  return `regexp_replace(${text}, '[\\s\\x{00A0}\\x{2009}\\x{202F}''\\x{2019}₺$€£]|TL$|TRY$|USD$|EUR$', '', 'g')`;
}

/**
 * Text of a number as SQL would write it, or null: spaces, currency signs and thousands separators go, the decimal
 * mark becomes a point, `12-` and `(12)` are negative as in accounting exports.
 */
export function plainNumber(text: string, mark: DecimalMark): string {
  const group = mark === "," ? "[.]" : ",";
  const point = mark === "," ? "," : "[.]";
  const bare = bareNumber(text);
  const signed = `regexp_replace(regexp_replace(${bare}, '^(.*[0-9])-$', '-\\1'), '^[(](.*)[)]$', '-\\1')`;
  const shape = `[+-]?([0-9]+|[0-9]{1,3}(${group}[0-9]{3})+)?(${point}[0-9]*)?([eE][+-]?[0-9]{1,2})?`;
  const cleaned = `replace(replace(${signed}, '${mark === "," ? "." : ","}', ''), '${mark}', '.')`;
  // Most numbers are plain, and one match tells: the long way costs five.
  const plain = `[+-]?[0-9]+(${point}[0-9]+)?`;
  const pointed = mark === "," ? `replace(${text}, ',', '.')` : text;
  return `CASE WHEN regexp_full_match(${text}, '${plain}') THEN ${pointed}
    WHEN regexp_full_match(${signed}, '${shape}') AND regexp_matches(${signed}, '[0-9]') THEN ${cleaned} END`;
}

function dateExpression(
  context: IngestContext,
  kind: "date" | "instant",
  theirs: string,
  type: string,
  text: string,
  formats: readonly string[] | undefined,
): string {
  const column = identifier(theirs);
  const zone = literal(context.config.timezone);
  const as = kind === "date" ? "DATE" : "TIMESTAMP";
  if (type === "TIMESTAMP WITH TIME ZONE") return `timezone(${zone}, ${column})::${as}`;
  if (type === "DATE" || type.startsWith("TIMESTAMP")) return `${column}::${as}`;
  const month = `WHEN length(${text}) = 7 AND regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}') THEN TRY_CAST(${text} || '-01' AS ${as})`;
  // A cast to TIMESTAMP would silently shift a zoned time to UTC.
  const zoned = `WHEN contains(${text}, ':') AND regexp_matches(${text}, '(Z|[+-][0-9]{2}(:?[0-9]{2})?)$') THEN timezone(${zone}, TRY_CAST(${text} AS TIMESTAMPTZ))::${as}`;
  const iso = `WHEN regexp_matches(${text}, '^[0-9]{4}-') THEN TRY_CAST(${text} AS ${as})`;
  const list = formats?.length ? `[${formats.map(literal).join(", ")}]` : null;
  const local = list ? `ELSE TRY_CAST(try_strptime(${text}, ${list}) AS ${as})` : "";
  return `CASE ${month} ${zoned} ${iso} ${local} END`;
}
