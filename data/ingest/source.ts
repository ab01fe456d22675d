import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import type { SourceConfig } from "../config/config.ts";
import { didYouMean } from "../config/nearest.ts";
import { TABLES, type TableName, type TableSpec } from "../config/schema.ts";
import { locateSource } from "../store/locateSource.ts";
import { identifier } from "../tables/duckdb.ts";
import { transcode } from "../text/decode.ts";
import { Expansion } from "../text/expansion.ts";
import { readBytes, type TextFile } from "../text/packed.ts";
import type { IngestContext } from "./context.ts";
import { openCsv, type TakeRows } from "./csv.ts";
import { fileLiteral, readable } from "./fileRelation.ts";
import { JsonBounds } from "./jsonBounds.ts";
import type { Opened, Source } from "./sourceTypes.ts";
import { openXlsx } from "./xlsx.ts";

/** A number or a date in DuckDB. */
const BYTES_A_CELL = 8;

/**
 * Opens one source of a table.
 * @param take takes the rows of a text file in another way
 * @throws InputError when the file or a required column is missing, or the file is not what its name says.
 */
export async function openSource(
  context: IngestContext,
  table: TableName,
  index: number,
  config: SourceConfig,
  take?: TakeRows,
): Promise<Source> {
  const path = await locateSource(context.dir, table, config.file);
  const opened = await open(context, table, index, config, path, take);
  const described = await context.db.query<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${opened.relation}`,
  );
  const types = new Map(
    described.filter(d => d.column_name !== "#rec").map(d => [d.column_name, d.column_type] as const),
  );
  return {
    table,
    index,
    config,
    file: opened.label ?? config.file,
    ...opened,
    types,
    columns: matchColumns(table, config, types),
  };
}

async function open(
  context: IngestContext,
  table: TableName,
  index: number,
  config: SourceConfig,
  path: string,
  take: TakeRows | undefined,
): Promise<Opened> {
  const name = config.file.toLowerCase().replace(/\.gz$/, "");
  if (name !== config.file.toLowerCase() && /\.(parquet|xls[xm])$/.test(name)) {
    const message = `sources.${table}: ${config.file} is compressed twice; unpack it and name ${config.file.slice(0, -3)}`;
    throw new InputError("source_format", message, { table, file: config.file });
  }
  if (name.endsWith(".parquet")) return openParquet(context, config, path);
  const raw = `scratch.${identifier(`raw_${table}_${index}`)}`;
  if (/\.(json|ndjson|jsonl)$/.test(name)) return openJson(context, config, path, raw);
  if (/\.(csv|tsv|txt)$/.test(name)) return openCsv(context, table, config, path, raw, take);
  if (/\.xls[xm]$/.test(name)) return openXlsx(context, table, config, path, raw);
  const message = `sources.${table}: cannot read ${config.file}; expected a file ending in .csv, .csv.gz, .xlsx, .parquet, .json, .ndjson${table === "areas" ? " or .geojson" : ""}`;
  throw new InputError("source_format", message, { table, file: config.file });
}

async function openParquet(context: IngestContext, config: SourceConfig, path: string): Promise<Opened> {
  await boundParquet(context, config.file, path);
  const relation = `(SELECT file_row_number AS "#rec", * EXCLUDE (file_row_number) FROM read_parquet(${fileLiteral(path)}, file_row_number = true))`;
  await readable(() => context.db.query(`DESCRIBE SELECT * FROM ${relation}`), config.file, "Parquet");
  return { text: null, place: "row", relation, headerRecord: 1, malformed: new Map() };
}

/** What the file says of itself. What it then holds is bounded by the memory that DuckDB has. */
async function boundParquet({ db, maxExpanded }: IngestContext, name: string, path: string): Promise<void> {
  const { size } = await stat(path);
  let told = { bytes: 0, cells: 0 };
  await readable(
    async () => {
      const rows = await db.query<typeof told>(
        `SELECT coalesce(sum(total_uncompressed_size), 0)::DOUBLE AS bytes, coalesce(sum(num_values), 0)::DOUBLE AS cells
         FROM parquet_metadata(${fileLiteral(path)})`,
      );
      told = rows[0]!;
    },
    name,
    "Parquet",
  );
  new Expansion(name, size, maxExpanded).add(told.bytes);
  if (told.cells * BYTES_A_CELL <= maxExpanded) return;
  const message = `${name} says that it holds ${whole(told.cells)} values; if that is right, raise max_expanded in market.yaml to ${BYTES_A_CELL} bytes for each of them`;
  throw new InputError("expands_too_far", message, { file: name });
}

async function openJson(
  context: IngestContext,
  config: SourceConfig,
  path: string,
  raw: string,
): Promise<Opened> {
  const file: TextFile = { path, name: config.file, mostExpanded: context.maxExpanded };
  const bounds = new JsonBounds(config.file, true);
  for await (const bytes of readBytes(file)) bounds.look(bytes);
  let text = path;
  if (/\.gz$/i.test(path)) {
    text = join(context.scratch, `${raw.replace(/\W/g, "_")}.json`);
    await transcode(file, "utf-8", text);
  }
  const read = `SELECT * FROM read_json(${fileLiteral(text)}, sample_size = -1, convert_strings_to_integers = false)`;
  await readable(() => context.db.run(`CREATE TABLE ${raw} AS ${read}`), config.file, "JSON");
  const columns = await context.db.query<{ column_name: string }>(`DESCRIBE ${raw}`);
  // The name that DuckDB gives to what is no record.
  if (columns.length === 1 && columns[0]!.column_name === "json") {
    const shape = 'expected records such as [{"date": "2020-12-31", …}, …], or one record a line';
    const message = `${config.file} is not readable as JSON: it holds no records; ${shape}`;
    throw new InputError("source_unreadable", message, { file: config.file });
  }
  return {
    text: null,
    place: "row",
    relation: `(SELECT rowid AS "#rec", * FROM ${raw})`,
    headerRecord: 1,
    malformed: new Map(),
  };
}

/**
 * Which of the file's columns are ours.
 * @throws InputError when a required one, or one that market.yaml names, is missing.
 */
export function matchColumns(
  table: TableName,
  config: SourceConfig,
  types: ReadonlyMap<string, string>,
): Map<string, string> {
  const spec: TableSpec = TABLES[table];
  const found = [...types.keys()];
  const columns = new Map<string, string>();
  for (const ours of new Set([...Object.keys(spec.columns), ...Object.keys(config.columns)])) {
    const asked = config.columns[ours]?.normalize("NFC");
    const theirs = found.find(f => f === (asked ?? ours)) ?? found.find(f => sameName(f, asked ?? ours));
    if (theirs !== undefined) columns.set(ours, theirs);
    else if (asked !== undefined)
      throw noColumn(config.file, asked, found, `sources.${table}.columns.${ours}`);
    else if (spec.columns[ours]?.required) throw noRequiredColumn(table, config.file, ours, found);
  }
  if (spec.oneOf && !spec.oneOf.some(group => group.every(c => columns.has(c)))) {
    const groups = spec.oneOf.map(g => g.join(" + ")).join(" or ");
    const message = `${config.file} has no ${groups}, and ${table} needs one; found: ${shortened(found)}`;
    throw new InputError("missing_column", message, { table, file: config.file, found });
  }
  return columns;
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function noColumn(file: string, theirs: string, found: string[], where: string): InputError {
  const hint = didYouMean(theirs, found) || `; found: ${shortened(found)}`;
  const message = `${file} has no column "${theirs}", which market.yaml names in ${where}${hint}`;
  return new InputError("missing_column", message, { file, column: theirs, found });
}

function noRequiredColumn(table: TableName, file: string, ours: string, found: string[]): InputError {
  const data = found.some(name => /^[0-9]{4}-[0-9]{2}-[0-9]{2}|^[0-9]+([.,][0-9]+)*$/.test(name));
  const mend = data
    ? "its first line looks like a row: put a line with the names of the columns above it"
    : `say which it is in market.yaml: columns: {${ours}: THEIRS}`;
  const message = `${file} has no column "${ours}", which ${table} needs; found: ${shortened(found)}; ${mend}`;
  return new InputError("missing_column", message, { table, file, column: ours, found });
}

function shortened(names: readonly string[]): string {
  return names.length > 20
    ? `${names.slice(0, 20).join(", ")} and ${names.length - 20} more`
    : names.join(", ");
}
