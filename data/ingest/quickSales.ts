import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { SourceConfig } from "../config/config.ts";
import { locateSource } from "../store/locateSource.ts";
import type { IngestContext } from "./context.ts";
import type { TextRows } from "./csv.ts";
import { readable } from "./fileRelation.ts";
import { guessFormat, type SourceFormat } from "./guess.ts";
import { guessNote } from "./notes.ts";
import { columnExpression } from "./parse.ts";
import type { OpenedSource } from "./parsedTable.ts";
import { plainDate } from "./quickColumns.ts";
import { type Guessed, passSql, runAsWritten, theirColumns, writeOdd } from "./quickPass.ts";
import { matchColumns, openSource } from "./source.ts";
import type { Source } from "./sourceTypes.ts";
import { learnWords, NUMBERED_COLUMNS, sampleLines } from "./words.ts";

/**
 * Large files of sales are read in one pass, straight into numbers: how they are written is guessed from a sample, and
 * every row that is not plainly written so, or names an account that is not known, is kept as it is ("odd") and goes the
 * way of all other tables. When those rows speak against the guess, or are many, the whole file goes that way. So the
 * result is the same, to the reject and its line.
 */

/** `plain`: the table of the rows that were read already; null: the source's relation holds all rows. */
export interface OpenedSales extends OpenedSource {
  readonly plain: string | null;
}

/** First rows that tell how a file is written. */
const SAMPLE_ROWS = 20_000;
/** With more odd rows than both the one pass saves nothing. */
const MOST_ODD = { rows: 1000, share: 0.05 };

/** Opens one source of sales. @throws InputError as `openSource` and `guessFormat` do. */
export async function openSales(
  context: IngestContext,
  index: number,
  config: SourceConfig,
): Promise<OpenedSales> {
  const made: { pass: Pass | null } = { pass: null };
  const source = await openSource(context, "sales", index, config, async rows => {
    made.pass = await passOverText(context, index, config, rows);
    return made.pass?.odd ?? null;
  });
  if (/\.parquet$/i.test(config.file)) made.pass = await passOverParquet(context, source);
  const { pass } = made;
  if (!pass) return { source, format: await guessFormat(context, source), plain: null };
  context.guesses.push(...pass.guesses);
  context.notes.push(...pass.notes);
  return { source: { ...source, relation: pass.odd }, format: pass.format, plain: pass.plain };
}

interface Pass extends Pick<IngestContext, "guesses" | "notes"> {
  readonly format: SourceFormat;
  /** Table of all rows, as `passSql` makes it. */
  readonly plain: string;
  /** Table of the odd rows as a source's relation. */
  readonly odd: string;
}

/** The rows of a file in several ways, as SQL of relations. */
interface Views {
  /** Rows that show how the file is written. */
  readonly sample: string;
  /** Rows that show what brands and categories there are. */
  readonly words: string;
  /** All rows in their order, with `"#rec"`. */
  readonly numbered: string;
}

async function passOverText(
  context: IngestContext,
  index: number,
  config: SourceConfig,
  rows: TextRows,
): Promise<Pass | null> {
  const { size } = await stat(rows.text);
  if (rows.wrapped || size < context.quickBytes) return null;
  const source = draftSource(index, config, rows);
  if (!source) return null;
  const lines = join(context.scratch, `lines_${index}.csv`);
  await sampleLines(rows.text, size, lines);
  const again = rows.part(rows.text, true);
  const first = `SELECT * FROM (SELECT * FROM ${again} LIMIT ${SAMPLE_ROWS})`;
  const sample = `(${first} UNION ALL SELECT * FROM ${rows.part(lines, false)})`;
  const numbered = `(SELECT row_number() OVER () - 1 AS "#rec", * FROM ${again})`;
  return passOver(context, source, { sample, words: sample, numbered });
}

/** The source as far as it is known before it is read; null when a column is missing, which others tell. */
function draftSource(index: number, config: SourceConfig, rows: TextRows): Source | null {
  const types = new Map(rows.columns.map(name => [name, "VARCHAR"] as const));
  try {
    const columns = matchColumns("sales", config, types);
    const { file } = config;
    const place = { text: rows.text, place: "line", headerRecord: 1, malformed: new Map() } as const;
    return { table: "sales", index, config, file, ...place, relation: rows.rows, types, columns };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function passOverParquet(context: IngestContext, source: Source): Promise<Pass | null> {
  const { size } = await stat(await locateSource(context.dir, "sales", source.config.file));
  if (size < context.quickBytes) return null;
  const sample = `(SELECT * FROM ${source.relation} LIMIT ${SAMPLE_ROWS})`;
  return passOver(context, source, { sample, words: source.relation, numbered: source.relation });
}

async function passOver(context: IngestContext, source: Source, views: Views): Promise<Pass | null> {
  if (!source.columns.has("account_id")) return null;
  const { db } = context;
  const table = (name: string) => `scratch.${name}_sales_${source.index}`;
  const [sample, plain, odd] = [table("sample"), table("plain"), table("odd")];
  const read = (name: string, rows: string) =>
    readable(
      () => runAsWritten(db, `CREATE OR REPLACE TABLE ${name} AS ${rows}`),
      source.file,
      source.text === null ? "Parquet" : "CSV",
    );
  await read(sample, `SELECT ${theirColumns(source).join(", ")} FROM ${views.sample}`);
  const guessed = await tryGuess(context, { ...source, relation: sample });
  if (!guessed) return null;
  await learnSourceWords(context, source, guessed.format, views.words);
  await read(plain, passSql(context, source, guessed));
  const count = await writeOdd(db, source, { plain, odd }, views.numbered);
  if (!count || count.odd > Math.max(MOST_ODD.rows, count.rows * MOST_ODD.share)) return null;
  const same = theirColumns(source)
    .map(name => `s.${name} IS NOT DISTINCT FROM o.${name}`)
    .join(" AND ");
  const both = `(SELECT s.* FROM ${sample} s ANTI JOIN ${odd} o ON ${same} UNION ALL SELECT * EXCLUDE ("#rec") FROM ${odd})`;
  const confirmed = await confirm(context, { ...source, relation: both }, guessed.format);
  return confirmed && { ...confirmed, plain, odd };
}

/** What the rows tell, without a report; null when they leave something open. */
async function tryGuess(
  context: IngestContext,
  source: Source,
): Promise<(Guessed & Pick<Pass, "guesses" | "notes">) | null> {
  const aside: IngestContext = { ...context, guesses: [], notes: [] };
  try {
    const format = await guessFormat(aside, source);
    const told = aside.guesses.filter(g => g.what === "decimal").map(g => g.column);
    const settled = new Set(source.config.decimal ? source.types.keys() : told);
    const theirs = source.columns.get("date")!;
    const text = source.types.get(theirs) === "VARCHAR" ? format.dates.get("date") : undefined;
    const date = text ? await plainDate(context.db, source.relation, theirs, text) : "";
    return { format, settled, date, guesses: aside.guesses, notes: aside.notes };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/**
 * Asks the sample and the odd rows together; null when they tell something else than before. Formats of odd dates may
 * come on top of those of the plain ones.
 */
async function confirm(
  context: IngestContext,
  source: Source,
  before: SourceFormat,
): Promise<Pick<Pass, "format" | "guesses" | "notes"> | null> {
  const after = await tryGuess(context, source);
  if (!after || JSON.stringify([...after.format.decimal]) !== JSON.stringify([...before.decimal]))
    return null;
  const guesses = after.guesses.map(({ evidence, ...guess }) => ({
    ...guess,
    evidence: guessNote("guess.among_sample", { evidence }),
  }));
  return { format: after.format, guesses, notes: after.notes };
}

async function learnSourceWords(
  context: IngestContext,
  source: Source,
  format: SourceFormat,
  words: string,
): Promise<void> {
  for (const ours of NUMBERED_COLUMNS) {
    if (!source.columns.has(ours)) continue;
    const { value, checks } = columnExpression(context, source, format, ours);
    const bad = checks.map(check => `(${check.when})`).join(" OR ") || "false";
    const good = `SELECT ${value} AS word FROM ${words} WHERE NOT coalesce(${bad}, false)`;
    await learnWords(context.db, ours, good);
  }
}
