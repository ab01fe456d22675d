import { isoDay } from "../../core/period.ts";
import { nearest } from "../config/nearest.ts";
import type { ColumnKind, TableColumnSpec, TableSpec } from "../config/schema.ts";
import { TABLES } from "../config/schema.ts";
import { wordReader } from "../config/vocabulary.ts";
import { identifier, literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { coveredPeriods, readDays } from "./coveredPeriod.ts";
import { guessNote, type RejectNote, rejectNote } from "./notes.ts";
import { type Check, columnText } from "./parse.ts";
import type { Source } from "./sourceTypes.ts";
import { readWeekdays } from "./weekdays.ts";

/**
 * Columns of few different texts (words, yes and no, days of the week, hours, periods): every text is read once, and
 * what it means goes into the query.
 */
export interface WordColumn {
  readonly value: string;
  /** Of a `period`: SQL of what it covers. */
  readonly span: string;
  readonly checks: readonly Check[];
}

const KINDS: ReadonlySet<ColumnKind> = new Set(["word", "flag", "weekdays", "hour", "period"]);
/** Texts that get a reason of their own; a column that was taken for another may hold a million. */
const EXPLAINED = 100;

/** Meaning of a text as an SQL literal (null: none), and why a text has none. */
interface Reader {
  readonly read: (text: string) => string | null;
  readonly span?: (text: string) => string | null;
  readonly reason: (text: string) => RejectNote;
  readonly otherwise: RejectNote;
}

/** Reads all such columns of a source, by our names. */
export async function readWordColumns(
  context: IngestContext,
  source: Source,
): Promise<ReadonlyMap<string, WordColumn>> {
  const columns = new Map<string, WordColumn>();
  const specs: TableSpec["columns"] = TABLES[source.table].columns;
  for (const [ours, spec] of Object.entries(specs)) {
    if (KINDS.has(spec.kind) && source.columns.has(ours))
      columns.set(ours, await readWordColumn(context, source, ours, spec));
  }
  return columns;
}

async function readWordColumn(
  context: IngestContext,
  source: Source,
  ours: string,
  spec: TableColumnSpec,
): Promise<WordColumn> {
  const theirs = source.columns.get(ours)!;
  const text = columnText(theirs, source.types.get(theirs)!);
  const rows = await context.db.query<{ t: string }>(
    `SELECT DISTINCT ${text} AS t FROM ${source.relation} WHERE ${identifier(theirs)} IS NOT NULL AND t IS NOT NULL ORDER BY t`,
  );
  const texts = rows.map(r => r.t);
  const reader = readerOf(context, source, ours, spec, texts);
  const values = new Map(texts.map(t => [t, reader.read(t)] as const));
  const missing: Check = {
    column: theirs,
    raw: null,
    when: `${text} IS NULL`,
    reason: rejectNote("reject.missing"),
  };
  const unread = texts.filter(t => values.get(t) === null);
  const value = choice(text, values);
  const refused = spec.open ? [] : refusals(theirs, text, reader, unread, value);
  if (spec.kind === "word") reportWords(context, source, theirs, values);
  return {
    value: spec.open ? `coalesce(${value}, ${text})` : value,
    span: reader.span ? choice(text, new Map(texts.map(t => [t, reader.span!(t)]))) : "NULL",
    checks: spec.required ? [missing, ...refused] : refused,
  };
}

function choice(text: string, values: ReadonlyMap<string, string | null>): string {
  const cases = [...values].filter(([, v]) => v !== null).map(([t, v]) => `WHEN ${literal(t)} THEN ${v}`);
  return cases.length > 0 ? `(CASE ${text} ${cases.join(" ")} END)` : "NULL";
}

/** One rule a reason: texts that are near the same word share it. */
function refusals(
  column: string,
  raw: string,
  reader: Reader,
  unread: readonly string[],
  value: string,
): Check[] {
  const byReason = new Map<string, string[]>();
  for (const t of unread.slice(0, EXPLAINED)) {
    const reason = JSON.stringify(reader.reason(t));
    byReason.set(reason, [...(byReason.get(reason) ?? []), t]);
  }
  const checks = [...byReason].map(([note, texts]): Check => {
    const reason = JSON.parse(note) as RejectNote;
    return { column, raw, when: `${raw} IN (${texts.map(literal).join(", ")})`, reason };
  });
  if (unread.length <= EXPLAINED) return checks;
  const rest = `(${raw} IS NOT NULL AND ${value} IS NULL)`;
  return [...checks, { column, raw, when: rest, reason: reader.otherwise }];
}

function readerOf(
  context: IngestContext,
  source: Source,
  ours: string,
  spec: TableColumnSpec,
  texts: readonly string[],
): Reader {
  const theirs = source.columns.get(ours)!;
  if (spec.kind === "weekdays") return WEEKDAYS;
  if (spec.kind === "hour") return HOURS;
  if (spec.kind === "period") return periodReader(context, source, theirs, texts);
  const words = Object.keys(spec.words!);
  const spellings = [...words, ...Object.values(spec.words!).flat()];
  const read = wordReader(spec.words!);
  const unknown = { column: ours, words };
  if (spec.kind === "flag") {
    const flag = (text: string) => {
      const word = read(text);
      return word === null ? null : String(word === "yes");
    };
    const reason = rejectNote("reject.flag");
    return { read: flag, reason: () => reason, otherwise: reason };
  }
  return {
    read: text => {
      const word = read(text);
      return word === null ? null : literal(word);
    },
    reason: text => {
      const near = nearest(text, spellings);
      return near === null
        ? rejectNote("reject.word", unknown)
        : rejectNote("reject.word_near", { ...unknown, near });
    },
    otherwise: rejectNote("reject.word", unknown),
  };
}

const NO_DAYS = rejectNote("reject.weekdays");
const WEEKDAYS: Reader = {
  read: text => readWeekdays(text)?.toString() ?? null,
  reason: () => NO_DAYS,
  otherwise: NO_DAYS,
};

const NO_HOUR = rejectNote("reject.hour");
const HOURS: Reader = {
  read: text => {
    const hour = readHour(text);
    return hour === null || hour < 0 || hour > 24 ? null : String(hour);
  },
  reason: text => (readHour(text) === null ? NO_HOUR : rejectNote("reject.day_hours")),
  otherwise: NO_HOUR,
};

/**
 * `9`, `09:30`, `9,5`, `9.5`. Two digits after a point are minutes, as Turkish writes the time: 09.30 is half past
 * nine. @returns hours since midnight, or null
 */
export function readHour(text: string): number | null {
  const clock = /^(-?\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text);
  if (clock) return Number(clock[2]) < 60 ? Number(clock[1]) + Number(clock[2]) / 60 : null;
  return /^-?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

function periodReader(
  context: IngestContext,
  source: Source,
  theirs: string,
  texts: readonly string[],
): Reader {
  const { config, file, table } = source;
  const days = readDays(texts, config.date_format, { file, column: theirs });
  const periods = coveredPeriods(texts, context.config.period, config.span, days);
  for (const span of new Set([...periods.values()].map(p => p.span))) {
    const covered = [...periods].filter(([, p]) => p.span === span);
    const evidence = guessNote("guess.periods", { count: covered.length, example: covered[0]![0] });
    if (!config.span)
      context.guesses.push({
        table,
        file,
        column: theirs,
        what: "span",
        value: guessNote(`guess.${span}`),
        evidence,
      });
  }
  const reason = rejectNote("reject.period");
  return {
    read: text => {
      const period = periods.get(text);
      return period ? `DATE '${isoDay(period.start)}'` : null;
    },
    span: text => {
      const period = periods.get(text);
      return period ? literal(period.span) : null;
    },
    reason: () => reason,
    otherwise: reason,
  };
}

/** Spellings that were read as another word are told: a person can see at once whether that is right. */
function reportWords(
  context: IngestContext,
  source: Source,
  theirs: string,
  values: ReadonlyMap<string, string | null>,
): void {
  const taken = [...values].filter(([text, value]) => value !== null && value !== literal(text));
  if (taken.length === 0) return;
  const shown = taken.slice(0, 8).map(([text, value]) => `"${text}" → ${value!.slice(1, -1)}`);
  const { table, file } = source;
  const key = taken.length > 8 ? "guess.spellings_first" : "guess.spellings";
  const evidence = guessNote(key, { count: taken.length });
  context.guesses.push({ table, file, column: theirs, what: "words", value: shown.join(", "), evidence });
}
