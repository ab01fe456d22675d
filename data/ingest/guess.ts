import { InputError } from "../../core/errors.ts";
import { MOST_DECIMALS } from "../../core/money.ts";
import { TABLES, type TableSpec } from "../config/schema.ts";
import { type Database, identifier } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { checkDateFormat, type DateFormat, guessDate } from "./dates.ts";
import { type GuessNote, guessNote, ingestNote } from "./notes.ts";
import { bareNumber, currencySigns, type DecimalMark, NUMBER_CLASS } from "./numbers.ts";
import type { Source } from "./sourceTypes.ts";

/** How the text columns of one source are to be read. */
export interface SourceFormat {
  /** By our column name. */
  readonly decimal: ReadonlyMap<string, DecimalMark>;
  /** By our column name. */
  readonly dates: ReadonlyMap<string, DateFormat>;
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
  const { date_format } = source.config;
  if (date_format) await checkDateFormat(context.db, source.file, date_format);
  const decimal = await guessDecimals(context, source);
  const dates = new Map<string, DateFormat>();
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

async function numberClasses(
  context: IngestContext,
  source: Source,
  theirs: string,
): Promise<(ClassCount & { readonly finer: number })[]> {
  const { db, config } = context;
  const column = identifier(theirs);
  const bare = bareNumber(column, [...currencySigns(config.currency), "%"]);
  const text = `CASE WHEN regexp_full_match(${column}, '[0-9.,-]*') THEN ${column} ELSE ${bare} END`;
  const finer = `t[-${MOST_DECIMALS + 1}] NOT IN (',', '.') AND regexp_matches(t, '[.,][0-9]{${MOST_DECIMALS}}[0-9]*[1-9]$')`;
  return db.query(
    `SELECT class, count(*) AS n, min(t) AS example, count(*) FILTER (${finer}) AS finer FROM (
       SELECT t, ${NUMBER_CLASS} AS class FROM (
         SELECT ${text} AS t FROM ${source.relation} WHERE ${column} IS NOT NULL))
     WHERE t <> '' GROUP BY class ORDER BY class`,
  );
}

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
    const counts = await numberClasses(context, source, theirs);
    const evidence = decimalEvidence(counts, kind === "lat" || kind === "lon");
    if (evidence.mark === null) open.set(ours, evidence.example);
    else marks.set(ours, evidence.mark);
    if (kind === "amount" && evidence.mark) noteRounding(context, source, theirs, evidence.mark, counts);
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

/** What is finer than amounts can be kept is rounded row by row, and told. */
function noteRounding(
  { notes }: IngestContext,
  { file }: Source,
  column: string,
  mark: DecimalMark,
  counts: readonly (ClassCount & { readonly finer: number })[],
): void {
  const told = mark === "," ? "comma" : "point";
  const n = counts.reduce((sum, c) => sum + ([told, `either_${told}`].includes(c.class) ? c.finer : 0), 0);
  if (n === 0) return;
  notes.push(ingestNote("ingest.rounded", { file, count: n, column, decimals: MOST_DECIMALS }));
}

type Evidence =
  | { readonly mark: DecimalMark; readonly told: number; readonly text: GuessNote }
  | { readonly mark: null; readonly example: ClassCount };

/** Coordinates settle themselves: 39.925 cannot be 39925 degrees. */
function decimalEvidence(counts: readonly ClassCount[], coordinates: boolean): Evidence {
  const n = (name: string) => counts.find(c => c.class === name)?.n ?? 0;
  const comma = n("comma") + (coordinates ? n("either_comma") : 0);
  const point = n("point") + (coordinates ? n("either_point") : 0);
  if (comma > 0 || point > 0) {
    const mark = comma > point ? "," : ".";
    const told = Math.max(comma, point);
    const against = Math.min(comma, point);
    const { example } = counts.find(c => c.class.endsWith(mark === "," ? "comma" : "point"))!;
    const values = { count: told, example };
    const text =
      against > 0
        ? guessNote("guess.values_against", { ...values, against })
        : guessNote("guess.values", values);
    return { mark, told, text };
  }
  const either = counts.find(c => c.class === "either_comma" || c.class === "either_point");
  if (!either) return { mark: ".", told: 0, text: guessNote("guess.whole_numbers") };
  if (n("either_comma") > 0 && n("either_point") > 0) return { mark: null, example: either };
  // Numbers of four digits without a separator show that thousands are not separated in this column.
  if (n("plain_big") > 0) {
    const mark = either.class === "either_comma" ? "," : ".";
    return { mark, told: either.n, text: guessNote("guess.bare_thousands", { example: either.example }) };
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
    const evidence = guessNote("guess.either", { count: n, example });
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
