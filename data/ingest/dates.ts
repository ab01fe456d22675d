import { InputError } from "../../core/errors.ts";
import { type Database, identifier, literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { type GuessNote, guessNote } from "./notes.ts";
import type { Source } from "./sourceTypes.ts";

/** How the dates of a text column are written. ISO is always read. */
export interface DateFormat {
  /** Formats of `strptime`, tried in this order. */
  readonly formats: readonly string[];
  /** Months have names: `31 Aralık 2020`, `31-Dec-20`. */
  readonly named: boolean;
  /** Days are counted from 1899-12-30, as Excel does. */
  readonly serial: boolean;
}

interface DateClass {
  readonly class: string;
  readonly n: number;
  readonly example: string;
  /** Some have a time; AM and PM; a year of four, of two digits; a minus between. */
  readonly timed: boolean;
  readonly halves: boolean;
  readonly long: boolean;
  readonly short: boolean;
  readonly dashed: boolean;
}

/** Names of the twelve months in English and Turkish with their usual short forms, in lower case. */
const MONTHS = [
  "january|jan|ocak|oca",
  "february|feb|[şs]ubat|[şs]ub",
  "march|mart|mar",
  "april|apr|n.{1,3}san|nis",
  "may[ıi]s|may",
  "june|jun|haz.{1,3}ran|haz",
  "july|jul|temmuz|tem",
  "august|aug|a[ğg]ustos|a[ğg]u",
  "september|sept|sep|eyl[üu]l|eyl",
  "october|oct|ek.{1,3}m|eki",
  "november|nov|kas[ıi]m|kas",
  "december|dec|aral[ıi]k|ara",
];
const NAME = MONTHS.join("|");
const GAP = "[ ./,-]*";

/** Days and months are told apart by what is over 12. SQL over t. */
const DATE_CLASS = `CASE
  WHEN regexp_matches(t, '^[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?([T ]|$)') THEN 'iso'
  WHEN regexp_matches(t, '^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}') THEN 'ymd_slash'
  WHEN regexp_matches(t, '^[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,2}') THEN 'ymd_dots'
  WHEN regexp_full_match(t, '[0-9]{8}([.]0)?') THEN 'compact'
  WHEN regexp_full_match(t, '[1-9][0-9]{4}([.,][0-9]+)?') THEN 'serial'
  WHEN regexp_matches(t, '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{2}') THEN 'dots'
  WHEN regexp_full_match(t, '(0?[1-9]|1[0-2])[./-][0-9]{4}') THEN 'month'
  WHEN regexp_matches(t, '^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}') THEN CASE
    WHEN TRY_CAST(regexp_extract(t, '^[0-9]{1,2}') AS INTEGER) > 12 THEN 'dmy'
    WHEN TRY_CAST(regexp_extract(t, '^[0-9]{1,2}[/-]([0-9]{1,2})', 1) AS INTEGER) > 12 THEN 'mdy' ELSE 'either' END
  WHEN regexp_matches(lower(t), '^([0-9]{1,2}${GAP}(${NAME})|(${NAME})${GAP}[0-9])') THEN 'named'
  ELSE 'other' END`;

async function dateClasses(db: Database, source: Source, theirs: string): Promise<DateClass[]> {
  const column = `${identifier(theirs)}::VARCHAR`;
  const text =
    source.types.get(theirs) === "DOUBLE" ? `regexp_replace(${column}, '[.]0$', '')` : `trim(${column})`;
  return db.query<DateClass>(
    `SELECT class, count(*) AS n, min(t) AS example, bool_or(contains(t, ':')) AS timed,
       bool_or(regexp_matches(t, '(?i)[0-9] ?[ap]m$')) AS halves,
       bool_or(regexp_matches(t, '^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}')) AS long,
       bool_or(regexp_matches(t, '^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}([^0-9]|$)')) AS short,
       bool_or(regexp_matches(t, '^[0-9]{1,2}-')) AS dashed
     FROM (SELECT t, ${DATE_CLASS} AS class FROM (
       SELECT ${text} AS t FROM ${source.relation} WHERE ${identifier(theirs)} IS NOT NULL))
     WHERE t <> '' GROUP BY class ORDER BY class`,
  );
}

/**
 * Reads off a whole column how its dates are written, and reports it.
 * @throws InputError `ambiguous_date` when day and month cannot be told apart; `date_format` when the given one is none.
 */
export async function guessDate(context: IngestContext, source: Source, theirs: string): Promise<DateFormat> {
  const given = source.config.date_format;
  if (given) return { formats: withTimes([strptimeFormat(given)], true, true), named: false, serial: false };
  const counts = await dateClasses(context.db, source, theirs);
  const found = (name: string) => counts.find(c => c.class === name);
  const any = (of: "timed" | "halves") => counts.some(c => c[of]);
  const written = [
    ...(found("ymd_slash") ? ["YYYY/MM/DD"] : []),
    ...(found("ymd_dots") ? ["YYYY.MM.DD"] : []),
    ...(found("compact") ? ["YYYYMMDD"] : []),
    ...years(found("dots"), "DD.MM."),
    ...slashed(source, theirs, counts),
    ...(found("month") ? ["MM.YYYY", "MM/YYYY", "MM-YYYY"] : []),
    ...(found("named") ? ["DD.MM.YYYY", "DD.MM.YY"] : []),
  ];
  const serial = found("serial") !== undefined;
  reportDates(context, source, theirs, counts, written);
  const formats = written.map(strptimeFormat).flatMap(f => (f === "%Y%m%d" ? [f, "%Y%m%d.0"] : [f]));
  return {
    formats: withTimes([...new Set(formats)], any("timed"), any("halves")),
    named: found("named") !== undefined,
    serial,
  };
}

/** Two-digit years come first: `%Y` would take them for the years of Rome. */
function years(found: DateClass | undefined, before: string): string[] {
  if (!found) return [];
  return [...(found.short ? [`${before}YY`] : []), ...(found.long ? [`${before}YYYY`] : [])];
}

function slashed(source: Source, theirs: string, counts: readonly DateClass[]): string[] {
  const found = counts.filter(c => ["dmy", "mdy", "either"].includes(c.class));
  if (found.length === 0) return [];
  const has = (name: string) => counts.some(c => c.class === name);
  const monthFirst = has("mdy");
  if (monthFirst ? has("dmy") : !has("dmy") && !has("dots")) throw openDate(source, theirs, counts);
  const marks = found.some(c => c.dashed) ? ["/", "-"] : ["/"];
  const shape = { ...found[0]!, short: found.some(c => c.short), long: found.some(c => c.long) };
  return marks.flatMap(m => years(shape, monthFirst ? `MM${m}DD${m}` : `DD${m}MM${m}`));
}

function openDate(source: Source, theirs: string, counts: readonly DateClass[]): InputError {
  const example = counts.find(c => c.class === "either" || c.class === "mdy")?.example;
  const message = `${source.file}: ${theirs} "${example}" can be day/month or month/day, and the column does not tell which; say it on the source in market.yaml: date_format: DD/MM/YYYY or MM/DD/YYYY`;
  return new InputError("ambiguous_date", message, { file: source.file, column: theirs, example });
}

function reportDates(
  context: IngestContext,
  { table, file }: Source,
  column: string,
  counts: readonly DateClass[],
  written: readonly string[],
): void {
  const main = counts.filter(c => c.class !== "other").sort((a, b) => b.n - a.n)[0];
  if (!main || main.class === "iso") return;
  const evidence = guessNote("guess.values", { count: main.n, example: main.example });
  const names: Readonly<Record<string, string | GuessNote>> = {
    serial: guessNote("guess.excel_days"),
    named: guessNote("guess.month_names"),
    month: "MM.YYYY",
  };
  const value = names[main.class] ?? [...new Set(written)].join(", ");
  context.guesses.push({ table, file, column, what: "date_format", value, evidence });
}

const TOKENS: Record<string, string> = {
  yyyy: "%Y",
  yy: "%y",
  dd: "%d",
  gg: "%d",
  aa: "%m",
  hh: "%H",
  ss: "%S",
};

/**
 * `DD.MM.YYYY HH:mm` → `%d.%m.%Y %H:%M`; also as Excel writes it in Turkish (`gg.aa.yyyy`). `mm` after hours are minutes.
 * Formats with % are taken as they are.
 * @throws InputError when day, month or year is missing.
 */
function strptimeFormat(format: string): string {
  if (format.includes("%")) return format;
  let hours = false;
  return format.replace(/yyyy|yy|dd|gg|aa|mm|hh|ss/gi, token => {
    const lower = token.toLowerCase();
    hours ||= lower === "hh";
    return lower === "mm" ? (hours ? "%M" : "%m") : TOKENS[lower]!;
  });
}

function withTimes(formats: readonly string[], timed: boolean, halves: boolean): string[] {
  const times = [" %H:%M", " %H:%M:%S", "T%H:%M:%S", " %H:%M:%S.%f"];
  const ends = ["", ...(halves ? [" %I:%M %p", " %I:%M:%S %p"] : []), ...(timed ? times : [])];
  return formats.flatMap(f => (/%[HIM]/.test(f) ? [f] : ends.map(end => f + end)));
}

/** @throws InputError `date_format` when `market.yaml` gives a format that names no date. */
export async function checkDateFormat(db: Database, file: string, given: string): Promise<void> {
  const format = strptimeFormat(given);
  const whole = /%[dj]/.test(format) && /%[mbBj]/.test(format) && /%[yY]/.test(format);
  const month = /%[mbB]/.test(format) && /%[yY]/.test(format);
  const works = await db.query(`SELECT try_strptime('x', ${literal(format)})`).then(
    () => true,
    () => false,
  );
  if (works && (whole || month)) return;
  const message = `${file}: date_format "${given}" in market.yaml does not say where day, month and year stand; expected e.g. DD.MM.YYYY or MM/DD/YYYY HH:mm`;
  throw new InputError("date_format", message, { file, date_format: given });
}

/** SQL: a date or an instant of a text column; null where it is none. */
export function textDate(
  text: string,
  as: "DATE" | "TIMESTAMP",
  zone: string,
  { formats, named, serial }: DateFormat,
): string {
  const month = `WHEN length(${text}) = 7 AND regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}') THEN TRY_CAST(${text} || '-01' AS ${as})`;
  // A cast to TIMESTAMP would silently shift a zoned time to UTC.
  const zoned = `WHEN contains(${text}, ':') AND regexp_matches(${text}, '(Z|[+-][0-9]{2}(:?[0-9]{2})?)$') THEN timezone(${literal(zone)}, TRY_CAST(${text} AS TIMESTAMPTZ))::${as}`;
  const iso = `WHEN regexp_matches(${text}, '^[0-9]{4}-') THEN TRY_CAST(${text} AS ${as})`;
  const days = serial ? `WHEN ${isSerial(text)} THEN ${serialDate(text)}::${as}` : "";
  const list = formats.length > 0 ? `[${formats.map(literal).join(", ")}]` : null;
  const plain = named ? numberedMonths(text) : text;
  const local = list ? `ELSE TRY_CAST(try_strptime(${plain}, ${list}) AS ${as})` : "";
  return `CASE ${month} ${zoned} ${iso} ${days} ${local} END`;
}

function isSerial(text: string): string {
  return `regexp_full_match(${text}, '[1-9][0-9]{4}([.,][0-9]+)?')`;
}

/** Rounded to the second: fractions of a day are no whole seconds in binary. */
function serialDate(text: string): string {
  return `(TIMESTAMP '1899-12-30' + to_seconds(round(TRY_CAST(replace(${text}, ',', '.') AS DOUBLE) * 86400)::BIGINT))`;
}

/** SQL: names of months as numbers, day first: `31 Aralık 2020` and `Dec 31, 2020` become `31.12.2020`. */
function numberedMonths(text: string): string {
  return MONTHS.reduce((sql, names, i) => {
    const dayFirst = `regexp_replace(${sql}, '^([0-9]{1,2})${GAP}(?:${names})${GAP}([0-9]{2})', '\\1.${i + 1}.\\2')`;
    const alone = `regexp_replace(${dayFirst}, '^(?:${names})${GAP}([0-9]{4})$', '1.${i + 1}.\\1')`;
    return `regexp_replace(${alone}, '^(?:${names})${GAP}([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})', '\\1.${i + 1}.\\2')`;
  }, `lower(${text})`);
}
