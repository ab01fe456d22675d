import { InputError } from "../../core/errors.ts";
import { type Database, identifier } from "../duckdb.ts";
import { TABLES, type TableSpec } from "../schema.ts";
import type { IngestContext } from "./context.ts";
import { bareNumber } from "./parse.ts";
import type { Source } from "./source.ts";

export type DecimalMark = "," | ".";

/** How the text columns of one source are to be read. */
export interface SourceFormat {
  /** By our column name. */
  readonly decimal: ReadonlyMap<string, DecimalMark>;
  /** By our column name: formats of `strptime`, tried in this order; ISO is always read. */
  readonly dates: ReadonlyMap<string, readonly string[]>;
  /** Our `instant` columns that hold times of the day. */
  readonly timed: ReadonlySet<string>;
}

interface ClassCount {
  readonly class: string;
  readonly n: number;
  readonly example: string;
}

/**
 * Decides decimal marks, date formats and presence of hours over whole columns, and reports each guess.
 * @throws InputError `ambiguous_decimal`, `ambiguous_date` when the column leaves it open.
 */
export async function guessFormat(context: IngestContext, source: Source): Promise<SourceFormat> {
  const decimal = await guessDecimals(context, source);
  const dates = new Map<string, readonly string[]>();
  const timed = new Set<string>();
  const spec: TableSpec = TABLES[source.table];
  for (const [ours, theirs] of source.columns) {
    const kind = spec.columns[ours]?.kind;
    if (kind !== "date" && kind !== "instant") continue;
    if (needsParsing(source, theirs)) dates.set(ours, await guessDate(context, source, theirs));
    if (kind === "instant" && (await hasHours(context.db, source, theirs))) timed.add(ours);
  }
  return { decimal, dates, timed };
}

/** Dates also come as whole numbers (20201231), which are read as text. */
function needsParsing(source: Source, theirs: string): boolean {
  return /^(VARCHAR|JSON|TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|DOUBLE)$/.test(source.types.get(theirs)!);
}

async function classes(
  db: Database,
  source: Source,
  theirs: string,
  sql: string,
  text = `trim(${identifier(theirs)}::VARCHAR)`,
): Promise<ClassCount[]> {
  return db.query<ClassCount>(
    `SELECT class, count(*) AS n, min(t) AS example FROM (
       SELECT t, ${sql} AS class FROM (
         SELECT ${text} AS t FROM ${source.relation} WHERE ${identifier(theirs)} IS NOT NULL))
     WHERE t <> '' GROUP BY class ORDER BY class`,
  );
}

/** Every number tells for comma, for point, for neither, or could be either ("1.234"). */
const NUMBER_CLASS = `CASE
  WHEN NOT regexp_full_match(t, '[(+-]?[0-9.,]+[)-]?') THEN 'other'
  WHEN NOT contains(t, ',') AND NOT contains(t, '.') THEN CASE WHEN regexp_full_match(t, '[+-]?[1-9][0-9]{3,}') THEN 'plain_big' ELSE 'plain' END
  WHEN contains(t, ',') AND contains(t, '.') THEN
    CASE WHEN strpos(reverse(t), ',') < strpos(reverse(t), '.') THEN 'comma' ELSE 'point' END
  WHEN contains(t, ',') THEN CASE
    WHEN length(t) - length(replace(t, ',', '')) > 1 THEN 'point'
    WHEN regexp_full_match(t, '[(+-]?[1-9][0-9]{0,2},[0-9]{3}[)-]?') THEN 'either_comma' ELSE 'comma' END
  ELSE CASE
    WHEN length(t) - length(replace(t, '.', '')) > 1 THEN 'comma'
    WHEN regexp_full_match(t, '[(+-]?[1-9][0-9]{0,2}[.][0-9]{3}[)-]?') THEN 'either_point' ELSE 'point' END
  END`;

async function guessDecimals(context: IngestContext, source: Source): Promise<Map<string, DecimalMark>> {
  const spec: TableSpec = TABLES[source.table];
  const marks = new Map<string, DecimalMark>();
  const open = new Map<string, ClassCount>();
  for (const [ours, theirs] of source.columns) {
    const kind = spec.columns[ours]?.kind;
    if (kind === undefined || !["number", "amount", "lat", "lon"].includes(kind)) continue;
    if (source.types.get(theirs) !== "VARCHAR") continue;
    if (source.config.decimal) {
      marks.set(ours, source.config.decimal);
      continue;
    }
    const column = identifier(theirs);
    const bare = `CASE WHEN regexp_full_match(${column}, '[0-9.,-]*') THEN ${column} ELSE ${bareNumber(column)} END`;
    const counts = await classes(context.db, source, theirs, NUMBER_CLASS, bare);
    const evidence = decimalEvidence(counts, kind === "lat" || kind === "lon");
    if (evidence.mark === null) open.set(ours, evidence.example);
    else marks.set(ours, evidence.mark);
    if (evidence.mark && evidence.told > 0) {
      const { mark: value, text } = evidence;
      context.guesses.push({
        table: source.table,
        file: source.file,
        column: theirs,
        what: "decimal",
        value,
        evidence: text,
      });
    }
  }
  settleByNeighbours(context, source, marks, open);
  return marks;
}

type Evidence =
  | { readonly mark: DecimalMark; readonly told: number; readonly text: string }
  | { readonly mark: null; readonly example: ClassCount };

/** Coordinates settle themselves: 39.925 cannot be 39925 degrees. */
export function decimalEvidence(counts: readonly ClassCount[], coordinates: boolean): Evidence {
  const n = (name: string) => counts.find(c => c.class === name)?.n ?? 0;
  const comma = n("comma") + (coordinates ? n("either_comma") : 0);
  const point = n("point") + (coordinates ? n("either_point") : 0);
  if (comma > 0 || point > 0) {
    const mark = comma > point ? "," : ".";
    const told = Math.max(comma, point);
    const against = Math.min(comma, point);
    const example = counts.find(c => c.class.endsWith(mark === "," ? "comma" : "point"))?.example;
    const text = `${told} values such as "${example}"${against > 0 ? `, ${against} against it` : ""}`;
    return { mark, told, text };
  }
  const either = counts.find(c => c.class === "either_comma" || c.class === "either_point");
  if (!either) return { mark: ".", told: 0, text: "whole numbers only" };
  if (n("either_comma") > 0 && n("either_point") > 0) return { mark: null, example: either };
  // Numbers of four digits without a separator show that thousands are not separated in this column.
  if (n("plain_big") > 0) {
    const mark = either.class === "either_comma" ? "," : ".";
    return { mark, told: either.n, text: `"${either.example}" beside unseparated thousands` };
  }
  return { mark: null, example: either };
}

function settleByNeighbours(
  context: IngestContext,
  source: Source,
  marks: Map<string, DecimalMark>,
  open: ReadonlyMap<string, ClassCount>,
): void {
  const told = new Set(
    context.guesses
      .filter(g => g.file === source.file && g.table === source.table && g.what === "decimal")
      .map(g => g.value),
  );
  for (const [ours, { example, n }] of open) {
    const theirs = source.columns.get(ours)!;
    if (told.size !== 1) {
      const whole = example.replace(/[.,]/, "");
      const message = `${source.file}: ${theirs} "${example}" can be ${whole} or ${example.replace(",", ".")}, and nothing in the file tells which; say it on the source in market.yaml: decimal: "," or decimal: "."`;
      throw new InputError("ambiguous_decimal", message, { file: source.file, column: theirs, example });
    }
    const value = [...told][0] as DecimalMark;
    marks.set(ours, value);
    const evidence = `${n} values such as "${example}" could be either; the other columns of the file tell`;
    context.guesses.push({
      table: source.table,
      file: source.file,
      column: theirs,
      what: "decimal",
      value,
      evidence,
    });
  }
}

/** Days and months are told apart by what is over 12. */
const DATE_CLASS = `CASE
  WHEN regexp_matches(t, '^[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?([T ]|$)') THEN 'iso'
  WHEN regexp_matches(t, '^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}') THEN 'ymd_slash'
  WHEN regexp_full_match(t, '[0-9]{8}([.]0)?') THEN 'compact'
  WHEN regexp_matches(t, '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{2}') THEN 'dots'
  WHEN regexp_matches(t, '^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}') THEN CASE
    WHEN TRY_CAST(regexp_extract(t, '^[0-9]{1,2}') AS INTEGER) > 12 THEN 'dmy'
    WHEN TRY_CAST(regexp_extract(t, '^[0-9]{1,2}[/-]([0-9]{1,2})', 1) AS INTEGER) > 12 THEN 'mdy' ELSE 'either' END
  ELSE 'other' END`;

async function guessDate(context: IngestContext, source: Source, theirs: string): Promise<readonly string[]> {
  const given = source.config.date_format;
  if (given) return withTimes([strptimeFormat(given)]);
  const counts = await classes(context.db, source, theirs, DATE_CLASS);
  const n = (name: string) => counts.find(c => c.class === name)?.n ?? 0;
  const formats: string[] = [];
  if (n("ymd_slash") > 0) formats.push("%Y/%m/%d");
  if (n("compact") > 0) formats.push("%Y%m%d", "%Y%m%d.0");
  if (n("dots") > 0) formats.push("%d.%m.%y", "%d.%m.%Y");
  const dayFirst = n("dmy") > 0 || n("dots") > 0;
  if (n("dmy") + n("mdy") + n("either") > 0) {
    if (n("dmy") > 0 === n("mdy") > 0 && !(n("dmy") === 0 && dayFirst))
      throw openDate(source, theirs, counts);
    formats.push(...(n("mdy") > 0 ? slashed("%m", "%d") : slashed("%d", "%m")));
  }
  const main = counts.filter(c => c.class !== "other").sort((a, b) => b.n - a.n)[0];
  if (main && main.class !== "iso") {
    const evidence = `${main.n} values such as "${main.example}"`;
    const value = formats.filter(f => !f.endsWith(".0")).join(" or ");
    context.guesses.push({
      table: source.table,
      file: source.file,
      column: theirs,
      what: "date_format",
      value,
      evidence,
    });
  }
  return withTimes(formats);
}

function slashed(first: string, second: string): string[] {
  return ["/", "-"].flatMap(s => [`${first}${s}${second}${s}%y`, `${first}${s}${second}${s}%Y`]);
}

function openDate(source: Source, theirs: string, counts: readonly ClassCount[]): InputError {
  const example = counts.find(c => c.class === "either" || c.class === "mdy")?.example;
  const message = `${source.file}: ${theirs} "${example}" can be day/month or month/day, and the column does not tell which; say it on the source in market.yaml: date_format: DD/MM/YYYY or MM/DD/YYYY`;
  return new InputError("ambiguous_date", message, { file: source.file, column: theirs, example });
}

const TOKENS: Record<string, string> = {
  YYYY: "%Y",
  YY: "%y",
  DD: "%d",
  MM: "%m",
  HH: "%H",
  mm: "%M",
  SS: "%S",
  ss: "%S",
};

/** `DD.MM.YYYY HH:mm` → `%d.%m.%Y %H:%M`; formats with % are taken as they are. */
export function strptimeFormat(format: string): string {
  if (format.includes("%")) return format;
  return format.replace(/YYYY|YY|DD|MM|HH|mm|SS|ss/g, token => TOKENS[token]!);
}

function withTimes(formats: readonly string[]): string[] {
  return formats.flatMap(f => (/%[HM]/.test(f) ? [f] : [f, `${f} %H:%M`, `${f} %H:%M:%S`, `${f}T%H:%M:%S`]));
}

async function hasHours(db: Database, source: Source, theirs: string): Promise<boolean> {
  const type = source.types.get(theirs)!;
  const column = identifier(theirs);
  if (type === "DATE") return false;
  const test = type.startsWith("TIMESTAMP")
    ? `${column}::TIME <> TIME '00:00:00'`
    : `contains(${column}::VARCHAR, ':')`;
  const rows = await db.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${source.relation} WHERE ${test}) AS found`,
  );
  return rows[0]!.found;
}
