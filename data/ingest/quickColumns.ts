import { MOST_DECIMALS } from "../../core/money.ts";
import { isoDay } from "../../core/period.ts";
import { type ColumnKind, TABLES, type TableSpec } from "../config/schema.ts";
import { type Database, identifier, literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import type { DateFormat } from "./dates.ts";
import type { SourceFormat } from "./guess.ts";
import type { DecimalMark } from "./numbers.ts";
import { columnExpression, EARLIEST, LARGEST_AMOUNT, quickAmountOf } from "./parse.ts";
import type { Source } from "./sourceTypes.ts";

/**
 * A column as `parse` reads it, for the many values that are written plainly: one cast instead of several regular
 * expressions. What is not plain is `odd` and left to `parse`; what is plain means here what it means there.
 */
export interface QuickColumn {
  /** SQL over the relation. */
  readonly value: string;
  /** SQL over the relation and the value: whether `parse` has to look at the row. Never null. */
  readonly odd: string;
}

/** What is known of a column beside its format. */
interface Known {
  /** What `odd` calls the value. */
  readonly v: string;
  /** Whether the decimal mark is known; else numbers with one are odd. */
  readonly settled: boolean;
  /** How most dates are written (`plainDate`). */
  readonly date: string;
}

/** The expression of a date, a number or an amount. */
export function quickColumn(
  context: IngestContext,
  source: Source,
  format: SourceFormat,
  ours: string,
  { v, settled, date }: Known,
): QuickColumn {
  const { kind, required = false } = (TABLES[source.table] as TableSpec).columns[ours]!;
  const theirs = source.columns.get(ours)!;
  const column = identifier(theirs);
  const text = source.types.get(theirs) === "VARCHAR";
  const decimals = settled ? (kind === "amount" ? `{1,${MOST_DECIMALS}}0*` : "+") : null;
  const plain = plainText(column, format.decimal.get(ours) ?? ".", decimals);
  const value = text
    ? textValue(kind, kind === "date" ? dateValue(column, date) : plain)
    : columnExpression(context, source, format, ours).value;
  const unread = required ? `${v} IS NULL` : `(${column} IS NOT NULL AND ${v} IS NULL)`;
  return { value, odd: `coalesce(${unread} OR ${outside(context, kind, v)}, false)` };
}

function textValue(kind: ColumnKind, plain: string): string {
  if (kind === "date") return plain;
  return kind === "amount" ? quickAmountOf(plain) : `TRY_CAST(${plain} AS DOUBLE)`;
}

/** The limits that `parse` checks, by whole numbers: millions of doubles would be made for nothing. */
function outside({ today }: IngestContext, kind: ColumnKind, v: string): string {
  if (kind === "amount") return `${v} NOT BETWEEN -${BigInt(LARGEST_AMOUNT)} AND ${BigInt(LARGEST_AMOUNT)}`;
  if (kind === "date") return `${v} NOT BETWEEN DATE '${EARLIEST.past}' AND DATE '${isoDay(today)}'`;
  return `NOT isfinite(${v})`;
}

/**
 * Digits with a mark among them or without one: a cast would also take underscores, infinity and the like. Amounts that
 * have more decimals than can be kept are odd, because their rounding is told.
 * @param decimals how many digits follow the mark, as in a regular expression; null: whole numbers only
 */
function plainText(column: string, mark: DecimalMark, decimals: string | null): string {
  const fraction = decimals === null ? "" : `(${mark === "," ? "," : "[.]"}[0-9]${decimals})?`;
  const pointed = mark === "," ? `replace(${column}, ',', '.')` : column;
  return `CASE WHEN regexp_full_match(${column}, '[+-]?[0-9]+${fraction}') THEN ${pointed} END`;
}

/** SQL: dates of ten characters in one way: ISO, or a format of `strptime`. */
function dateValue(column: string, format: string): string {
  const iso = format === ISO;
  // Ten bytes that DuckDB takes for a date, with a year of our days, and a minus: the year stands first.
  const text = `CASE WHEN strlen(${column}) = 10${iso ? ` AND contains(${column}, '-')` : ""} THEN ${column} END`;
  return iso ? `TRY_CAST(${text} AS DATE)` : `try_strptime(${text}, ${literal(format)})::DATE`;
}

const ISO = "ISO";

/** The one way in which most dates of a relation are written plainly. */
export async function plainDate(
  db: Database,
  relation: string,
  theirs: string,
  { formats }: DateFormat,
): Promise<string> {
  const ways = [ISO, ...formats.filter(f => /^%[dm][./-]%[dm][./-]%Y$/.test(f))];
  const counts = ways.map((way, i) => `count(${dateValue(identifier(theirs), way)}) AS "${i}"`);
  const [row] = await db.query<Record<string, number>>(`SELECT ${counts.join(", ")} FROM ${relation}`);
  return ways.map((way, i) => ({ way, n: row![i]! })).sort((a, b) => b.n - a.n)[0]!.way;
}
