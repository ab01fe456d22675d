import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { SourceConfig } from "../config/config.ts";
import type { TableName } from "../config/schema.ts";
import { identifier, literal } from "../tables/duckdb.ts";
import { records, sniffText, type TextFormat, transcode, wholeEncoding } from "../text/decode.ts";
import type { Encoding } from "../text/encoding.ts";
import { refuseEndlessQuotes, refuseLongLines } from "../text/longRecords.ts";
import type { TextFile } from "../text/packed.ts";
import type { IngestContext } from "./context.ts";
import { fileLiteral, readable } from "./fileRelation.ts";
import { foldName, headerNames } from "./headerNames.ts";
import { guessNote, type RejectNote, rejectNote } from "./notes.ts";
import type { Opened } from "./sourceTypes.ts";

/** What reading a text file needs of an ingest. */
export type TextContext = Pick<IngestContext, "db" | "scratch" | "guesses" | "maxExpanded">;

/**
 * Takes the rows of a text file in its own way.
 * @returns SQL of a relation with `"#rec"` that stands for them; null: they are to be read as always
 */
export type TakeRows = (rows: TextRows) => Promise<string | null>;

/** A table of text on its way into DuckDB. */
interface TextTable {
  readonly table: TableName;
  readonly config: SourceConfig;
  /** What lies on the disk. */
  readonly packed: TextFile;
  /** The table in DuckDB that takes its rows, all columns as text. */
  readonly raw: string;
  readonly format: TextFormat;
  readonly take: TakeRows;
}

/** How often a file is written again for DuckDB before we give up: for its encoding, and for its line ends. */
type Rewrite = { readonly encoding: Encoding; readonly evenLines: boolean };

/** The rows of a text file as DuckDB reads them, every column as text. */
export interface TextRows {
  /** What is read: the file itself, or what was written again from it. */
  readonly text: string;
  readonly columns: readonly string[];
  /** Whether fields may be written as `="0012"`. */
  readonly wrapped: boolean;
  /** SQL of a relation of all rows; those that are not well-formed go into the table `malformed`. To be read once. */
  readonly rows: string;
  /** SQL of a relation of the well-formed rows of this file, or of a part of it without its header. */
  part(path: string, header: boolean): string;
}

/**
 * Reads a CSV file into `raw`, every column as text. What DuckDB cannot read as it is (other encodings, gzip, mixed
 * line ends) is written again as plain UTF-8 in the scratch folder first.
 * @throws InputError for files that are not such text.
 */
export async function openCsv(
  context: TextContext,
  table: TableName,
  config: SourceConfig,
  path: string,
  raw: string,
  take: TakeRows = async () => null,
): Promise<Opened> {
  const wanted = headerNames(table, config);
  const isHeader = (names: readonly string[]) => names.some(name => wanted.has(foldName(name)));
  const { encoding: label, delimiter } = config;
  const packed: TextFile = { path, name: config.file, mostExpanded: context.maxExpanded };
  const format = await sniffText(packed, { encoding: label, delimiter, isHeader });
  const file: TextTable = { table, config, packed, raw, format, take };
  const { text, malformed, encoding, relation } = await readRows(context, file, {
    encoding: format.encoding,
    evenLines: format.returnsOnly,
  });
  report(context, file, encoding);
  return {
    text,
    place: "line",
    relation,
    headerRecord: format.skip + 1,
    malformed,
  };
}

async function readRows(
  context: TextContext,
  file: TextTable,
  rewrite: Rewrite,
): Promise<Pick<Opened, "malformed" | "relation"> & { text: string; encoding: Encoding }> {
  const { config, packed, raw } = file;
  const { encoding, evenLines } = rewrite;
  let text = packed.path;
  if (encoding.label !== "utf-8" || evenLines || /\.gz$/i.test(text)) {
    text = join(context.scratch, `${raw.replace(/\W/g, "_")}.csv`);
    await transcode(packed, encoding.label, text, { named: config.encoding, evenLines });
  }
  await refuseLongLines(text, config.file);
  await refuseEndlessQuotes(text, config.file, file.format);
  let relation: string;
  try {
    relation = await load(context, file, text);
  } catch (error) {
    if (!evenLines && /state machine reached an invalid state/.test((error as Error).message))
      return readRows(context, file, { encoding, evenLines: true });
    throw error;
  }
  const rows = await takeMalformed(context);
  const foreign = rows.find(r => r.kind === "INVALID ENCODING");
  if (!foreign) return { text, encoding, relation, malformed: judged(file, rows) };
  if (config.encoding || encoding.label !== "utf-8") throw notUtf8(file, foreign.line);
  return readRows(context, file, { encoding: await wholeEncoding(packed), evenLines });
}

async function load(context: TextContext, file: TextTable, text: string): Promise<string> {
  const { config, raw, format, take } = file;
  const rows = textRows(file, text);
  const forget = "DROP TABLE IF EXISTS malformed; DROP TABLE IF EXISTS malformed_scan";
  await context.db.run(forget);
  const taken = await take(rows);
  if (taken !== null) return taken;
  await context.db.run(forget);
  const read = `CREATE OR REPLACE TABLE ${raw} AS SELECT * FROM ${rows.rows}`;
  await readable(() => context.db.run(read), config.file, "CSV");
  return relationOf(raw, format);
}

function textRows({ format }: TextTable, text: string): TextRows {
  const columns = columnNames(format);
  const types = columns.map(n => `${literal(n)}: 'VARCHAR'`).join(", ");
  const options = `auto_detect = false, delim = ${literal(format.delimiter)}, quote = '"', escape = '"', columns = {${types}}`;
  const head = `header = true, skip = ${format.skip}`;
  const noted = "store_rejects = true, rejects_table = 'malformed', rejects_scan = 'malformed_scan'";
  return {
    text,
    columns,
    wrapped: format.wrapped,
    rows: `read_csv(${fileLiteral(text)}, ${options}, ${head}, ${noted})`,
    part: (path, header) =>
      `read_csv(${fileLiteral(path)}, ${options}, ${header ? head : "header = false"}, ignore_errors = true)`,
  };
}

function columnNames({ header }: TextFormat): string[] {
  return header.map((h, i) => (h === "" ? `column${i + 1}` : h));
}

function relationOf(raw: string, format: TextFormat): string {
  if (!format.wrapped) return `(SELECT rowid AS "#rec", * FROM ${raw})`;
  const plain = columnNames(format)
    .map(identifier)
    .map(
      name =>
        `CASE WHEN starts_with(${name}, '="') THEN regexp_replace(${name}, '^="(.*)"$', '\\1') ELSE ${name} END AS ${name}`,
    );
  return `(SELECT rowid AS "#rec", ${plain.join(", ")} FROM ${raw})`;
}

interface MalformedRow {
  readonly line: number;
  readonly kind: string;
  readonly text: string;
  readonly message: string;
}

async function takeMalformed({ db }: TextContext): Promise<MalformedRow[]> {
  const rows = await db.query<MalformedRow>(
    `SELECT line, error_type::VARCHAR AS kind, trim(csv_line, chr(10) || chr(13)) AS text, error_message AS message
     FROM malformed ORDER BY line`,
  );
  await db.run("DROP TABLE malformed; DROP TABLE malformed_scan");
  return rows;
}

/** A quote that is never closed swallows the lines after it: no single row can be blamed for those. */
function judged(file: TextTable, rows: readonly MalformedRow[]): Opened["malformed"] {
  const { format, config } = file;
  const open = rows.find(r => r.kind === "UNQUOTED VALUE" && /[\r\n]/.test(r.text));
  if (open) {
    const start = open.text.split(/\r?\n/)[0]!.slice(0, 80);
    const message = `${config.file} line ${open.line}: a quote is opened and not closed in ${start}; close it, or write a quote inside of a field twice ("")`;
    throw new InputError("unclosed_quote", message, { file: config.file, line: open.line });
  }
  return new Map(
    rows.map(r => [r.line, { text: r.text.slice(0, 1000), reason: malformedReason(r, format) }] as const),
  );
}

function malformedReason({ text, kind }: MalformedRow, { delimiter, header }: TextFormat): RejectNote {
  const fields = records(text, delimiter, 1)[0]?.length ?? 0;
  if (fields !== header.length) return rejectNote("reject.fields", { fields, header: header.length });
  return kind === "UNQUOTED VALUE"
    ? rejectNote("reject.quote")
    : rejectNote("reject.malformed", { kind: kind.toLowerCase() });
}

function notUtf8({ config }: TextTable, line: number): InputError {
  const said = config.encoding ? `, which market.yaml says it is (encoding: ${config.encoding})` : "";
  const message = `${config.file} line ${line}: not UTF-8 text${said}; correct the encoding on the source, or leave it out and let it be found`;
  return new InputError("encoding", message, { file: config.file, line });
}

function report(context: TextContext, { table, config, format }: TextTable, encoding: Encoding): void {
  const about = { table, file: config.file, column: null };
  if (encoding.evidence !== null)
    context.guesses.push({ ...about, what: "encoding", value: encoding.label, evidence: encoding.evidence });
  if (format.titles > 0) {
    const evidence = guessNote("guess.first_line", { table });
    context.guesses.push({ ...about, what: "header", value: String(format.skip + 1), evidence });
  }
  if (config.delimiter || format.header.length < 2) return;
  const value = format.delimiter === "\t" ? guessNote("guess.tab") : format.delimiter;
  const evidence = guessNote("guess.columns", { count: format.header.length });
  context.guesses.push({ ...about, what: "delimiter", value, evidence });
}
