import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { InputError } from "../../core/errors.ts";
import type { SourceConfig } from "../config/config.ts";
import { didYouMean } from "../config/nearest.ts";
import { type ColumnKind, TABLES, type TableName, type TableSpec } from "../config/schema.ts";
import { identifier, literal } from "../tables/duckdb.ts";
import { MOST_COLUMNS, tooManyColumns } from "../text/decode.ts";
import type { CellValue, SheetRow } from "../workbook/rows.ts";
import { openWorkbook, type Sheet, type Workbook } from "../workbook/workbook.ts";
import type { TextContext } from "./csv.ts";
import { fileLiteral } from "./fileRelation.ts";
import { foldName, headerNames, TITLE_ROWS } from "./headerNames.ts";
import { guessNote } from "./notes.ts";
import type { Opened } from "./sourceTypes.ts";

interface Header {
  readonly row: number;
  readonly names: readonly string[];
}

/**
 * Reads a sheet of a workbook into `raw`. Cells keep their types where a whole column has one: numbers, dates; what is
 * mixed becomes text. The rows of rejects are those that Excel shows.
 * @throws InputError when there is no such sheet, or it has no header of single cells.
 */
export async function openXlsx(
  context: TextContext,
  table: TableName,
  config: SourceConfig,
  path: string,
  raw: string,
): Promise<Opened> {
  const workbook = await openWorkbook(path, config.file, context.maxExpanded);
  try {
    return await readSheet(context, table, config, workbook, raw);
  } finally {
    workbook.close();
  }
}

async function readSheet(
  context: TextContext,
  table: TableName,
  config: SourceConfig,
  workbook: Workbook,
  raw: string,
): Promise<Opened> {
  const sheet = await chooseSheet(workbook, table, config);
  const label = `${config.file} [${sheet.name}]`;
  const file = join(context.scratch, `${raw.replace(/\W/g, "_")}.csv`);
  const found: { header: Header | null } = { header: null };
  const merged: string[] = [];
  const lines = taggedLines(workbook.rows(sheet, merged), headerNames(table, config), h => {
    checkHeader(h, label);
    found.header = h;
  });
  await pipeline(lines, createWriteStream(file));
  const { header } = found;
  if (!header) throw new InputError("empty_file", `${label} is empty; expected a header and rows`);
  checkMerged(header, merged, label);
  await loadTagged(context, table, config, header, file, raw);
  await rm(file);
  report(context, table, config, label, workbook.sheets.length, header);
  const relation = `(SELECT "#row" - 1 AS "#rec", * EXCLUDE ("#row") FROM ${raw})`;
  return { text: null, place: "row", relation, headerRecord: header.row, malformed: new Map(), label };
}

async function chooseSheet(workbook: Workbook, table: TableName, config: SourceConfig): Promise<Sheet> {
  const names = workbook.sheets.map(s => s.name);
  const details = { file: config.file, sheets: names };
  if (config.sheet !== undefined) {
    const asked = config.sheet.normalize("NFC").toLowerCase();
    const found = workbook.sheets.find(s => s.name.normalize("NFC").toLowerCase() === asked);
    if (found) return found;
    const hint = didYouMean(config.sheet, names);
    const message = `${config.file} has no sheet "${config.sheet}", which market.yaml names in sources.${table}${hint}; its sheets: ${names.join(", ")}`;
    throw new InputError("missing_sheet", message, details);
  }
  const full: Sheet[] = [];
  for (const sheet of workbook.sheets) if (!(await workbook.isEmpty(sheet))) full.push(sheet);
  if (full.length === 1) return full[0]!;
  if (full.length === 0)
    throw new InputError("empty_file", `${config.file} has no sheet with anything in it`, details);
  const message = `${config.file} has ${full.length} sheets: ${full.map(s => s.name).join(", ")}; say which on the source in market.yaml: sheet: ${JSON.stringify(full[0]!.name)}`;
  throw new InputError("which_sheet", message, details);
}

/**
 * The sheet as CSV: the row's number, then each cell with a letter of its type before it: n number, d date, s text. The
 * header is the first row with a wanted name, else the first row.
 */
async function* taggedLines(
  rows: AsyncIterable<SheetRow>,
  wanted: ReadonlySet<string>,
  onHeader: (header: Header) => void,
): AsyncGenerator<string> {
  const top: SheetRow[] = [];
  let header: Header | null = null;
  const start = (): SheetRow[] => {
    const at = Math.max(
      top.findIndex(r => r.values.some(v => typeof v === "string" && wanted.has(foldName(v)))),
      0,
    );
    header = headerOf(top[at]!);
    onHeader(header);
    return top.slice(at + 1);
  };
  let block = "";
  const line = (row: SheetRow) => {
    const cells = header!.names.map((_, i) => tagged(row.values[i] ?? null));
    if (cells.some(c => c !== "")) block += `${row.row},${cells.join(",")}\n`;
  };
  for await (const row of rows) {
    if (header) line(row);
    else if (top.push(row) === TITLE_ROWS) for (const held of start()) line(held);
    if (block.length < 1 << 16) continue;
    yield block;
    block = "";
  }
  if (!header && top.length > 0) for (const held of start()) line(held);
  yield block;
}

function headerOf({ row, values }: SheetRow): Header {
  const names = values.map(v => (v === null ? "" : cellText(v)).trim().normalize("NFC"));
  while (names.at(-1) === "") names.pop();
  return { row, names: names.map((n, i) => (n === "" ? `column${i + 1}` : n)) };
}

function checkHeader({ row, names }: Header, label: string): void {
  if (names.length > MOST_COLUMNS) throw tooManyColumns(label, names.length);
  const folded = names.map(foldName);
  const twice = names.find((n, i) => folded.indexOf(folded[i]!) !== i && n !== "");
  if (twice === undefined) return;
  const message = `${label} row ${row}: column "${twice}" stands twice in the header; rename one of the two`;
  throw new InputError("duplicate_column", message, { row, column: twice });
}

function checkMerged({ row }: Header, merged: readonly string[], label: string): void {
  const across = merged.find(range => {
    const [, from, fromRow, to, toRow] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? [];
    return from !== to && Number(fromRow) <= row && row <= Number(toRow);
  });
  if (across === undefined) return;
  const message = `${label} row ${row}: the header has merged cells (${across}); unmerge them and give each column a name of its own`;
  throw new InputError("merged_header", message, { row, merged: across });
}

function tagged(value: CellValue): string {
  if (value === null || value === "") return "";
  if (typeof value === "number") return `n${value}`;
  if (value instanceof Date) return `d${cellText(value)}`;
  return quoted(`s${cellText(value)}`);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Excel counts days in a double: times are right to the second. */
function cellText(value: string | number | boolean | Date): string {
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return "";
  const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  return iso.slice(11, 19) === "00:00:00" ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

async function loadTagged(
  { db }: TextContext,
  table: TableName,
  config: SourceConfig,
  { names }: Header,
  file: string,
  raw: string,
): Promise<void> {
  const columns = ["#row", ...names].map(n => `${literal(n)}: '${n === "#row" ? "BIGINT" : "VARCHAR"}'`);
  const read = `read_csv(${fileLiteral(file)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = {${columns.join(", ")}})`;
  await db.run(`CREATE OR REPLACE TEMP TABLE tagged AS SELECT * FROM ${read}`);
  const kinds = kindsByName(table, config);
  const parts = names.map(
    (n, i) =>
      `count(*) FILTER (${identifier(n)}[1] = 'n') AS n${i}, count(*) FILTER (${identifier(n)}[1] = 'd') AS d${i}, count(${identifier(n)}) AS c${i}, coalesce(max(length(${identifier(n)})) FILTER (${identifier(n)}[1] = 'd'), 0) AS l${i}`,
  );
  const [counts] = await db.query<Record<string, number>>(`SELECT ${parts.join(", ")} FROM temp.tagged`);
  const typed = names.map((n, i) => {
    const of = (letter: string) => counts![`${letter}${i}`]!;
    return `${typedCell(identifier(n), kinds.get(foldName(n)), of("c"), of("n"), of("d"), of("l"))} AS ${identifier(n)}`;
  });
  await db.run(
    `CREATE OR REPLACE TABLE ${raw} AS SELECT "#row", ${typed.join(", ")} FROM temp.tagged ORDER BY "#row"; DROP TABLE temp.tagged`,
  );
}

/** Our kinds by the file's names in lower case. */
function kindsByName(table: TableName, config: SourceConfig): Map<string, ColumnKind> {
  const spec: TableSpec = TABLES[table];
  return new Map(
    Object.entries(spec.columns).map(([ours, c]) => [foldName(config.columns[ours] ?? ours), c.kind]),
  );
}

const NUMERIC: ReadonlySet<ColumnKind | undefined> = new Set(["number", "amount", "lat", "lon"]);

function typedCell(
  column: string,
  kind: ColumnKind | undefined,
  cells: number,
  numbers: number,
  dates: number,
  longest: number,
): string {
  const text = `substr(${column}, 2)`;
  if (cells > 0 && numbers === cells) return `${text}::DOUBLE`;
  if (cells > 0 && dates === cells) return `${text}::${longest > 11 ? "TIMESTAMP" : "DATE"}`;
  if (numbers === 0 || !NUMERIC.has(kind)) return text;
  // Beside text that may have decimal commas, 1.234 is written 1234e-3, which has one meaning only.
  const fraction = `regexp_extract(${text}, '[.]([0-9]+)$', 1)`;
  return `CASE WHEN ${column}[1] = 'n' AND ${fraction} <> '' AND length(${fraction}) < 100
    THEN replace(${text}, '.', '') || 'e-' || length(${fraction}) ELSE ${text} END`;
}

function report(
  context: TextContext,
  table: TableName,
  config: SourceConfig,
  file: string,
  sheets: number,
  header: Header,
): void {
  const about = { table, file, column: null };
  if (config.sheet === undefined && sheets > 1)
    context.guesses.push({
      ...about,
      what: "sheet",
      value: file,
      evidence: guessNote("guess.only_sheet"),
    });
  if (header.row > 1) {
    const evidence = guessNote("guess.first_row", { table });
    context.guesses.push({ ...about, what: "header", value: String(header.row), evidence });
  }
}
