import { basename } from "node:path";
import { InputError } from "../../core/errors.ts";
import { locateFile } from "../files/regularFile.ts";
import { openCsv } from "../ingest/csv.ts";
import type { Opened } from "../ingest/sourceTypes.ts";
import { type Database, identifier } from "../tables/duckdb.ts";
import { MOST_EXPANDED } from "../text/expansion.ts";
import { CENTS, type IowaColumn, type IowaLayout, iowaLayout } from "./layout.ts";
import { familyOf } from "./words.ts";

/** The export in the table `lines`, and what is needed to say where a row stands in the file. */
export interface IowaExport {
  readonly file: string;
  readonly layout: IowaLayout;
  readonly opened: Opened;
}

const RAW = "raw_export";
/** South, north, west and east of Iowa, with some kilometres to spare: other points are slips. */
const BOX = { south: 40.3, north: 43.6, west: -96.8, east: -90.0 };

/**
 * Reads an export into `lines`, one row a line of the file: `rec` (0-based), day, store, vendor (its key), vendor_name,
 * category, units, cents, the store's particulars, and `bad`, the column that makes the row useless (null: none), with
 * its `raw_value`. What is the same on thousands of lines is looked at once: `families` by category, `points` by
 * location.
 * @throws InputError when there is no such file or it is no such export.
 */
export async function readExport(db: Database, scratch: string, path: string): Promise<IowaExport> {
  const file = basename(path);
  const found = await locateFile(path, { kind: "source", name: path });
  if (found === null) {
    const message = `there is no file ${path}; expected the CSV export of "Iowa Liquor Sales" from data.iowa.gov`;
    throw new InputError("source_missing", message, { file: path });
  }
  const context = { db, scratch, guesses: [], maxExpanded: MOST_EXPANDED };
  const opened = await openCsv(context, "sales", { file, columns: {} }, found, RAW);
  const described = await db.query<{ column_name: string }>(`DESCRIBE SELECT * FROM ${opened.relation}`);
  const layout = iowaLayout(
    file,
    described.map(d => d.column_name).filter(name => name !== "#rec"),
  );
  await db.run(
    `CREATE TABLE lines AS ${selectLines(layout, opened.relation)};
     DROP TABLE ${RAW};
     CREATE TABLE families AS SELECT category, ${familyOf("category")} AS family FROM (SELECT DISTINCT category FROM lines);
     CREATE TABLE points AS SELECT location, ${pointOf("location")} AS point FROM (SELECT DISTINCT location FROM lines)`,
  );
  return { file, layout, opened };
}

function selectLines(layout: IowaLayout, relation: string): string {
  const text = (column: IowaColumn) => {
    const theirs = layout.get(column);
    return theirs === undefined ? "NULL::VARCHAR" : `nullif(trim(${identifier(theirs)}), '')`;
  };
  const code = (column: IowaColumn) => `regexp_replace(${text(column)}, '\\.0+$', '')`;
  return `
    SELECT * EXCLUDE (date_text, dollars_text), CASE WHEN day IS NULL THEN date_text WHEN cents IS NULL THEN dollars_text END AS raw_value,
      CASE WHEN day IS NULL THEN 'date' WHEN store IS NULL THEN 'store' WHEN vendor IS NULL THEN 'vendor'
      WHEN cents IS NULL THEN 'dollars' END AS bad
    FROM (SELECT "#rec" AS rec, ${text("date")} AS date_text, ${text("dollars")} AS dollars_text, ${dayOf(text("date"))} AS day, ${code("store")} AS store,
      CASE WHEN ${text("vendor")} IS NOT NULL THEN coalesce(${code("vendorNumber")}, ${nameOf(text("vendor"))}) END AS vendor,
      ${nameOf(text("vendor"))} AS vendor_name, coalesce(${text("category")}, '') AS category,
      TRY_CAST(replace(${text("units")}, ',', '') AS DOUBLE)::BIGINT AS units, ${centsOf(text("dollars"))} AS cents,
      ${text("name")} AS name, ${text("address")} AS address, ${text("city")} AS city, ${code("zip")} AS zip,
      coalesce(${code("countyNumber")}, ${text("county")}) AS county, coalesce(${text("location")}, '') AS location
    FROM ${relation})`;
}

/** `11/20/2015`, with or without a time, or ISO. */
function dayOf(text: string): string {
  return `coalesce(try_strptime(split_part(${text}, ' ', 1), '%m/%d/%Y'), try_strptime(left(${text}, 10), '%Y-%m-%d'))::DATE`;
}

/** `$1,234.56`, `594`, `($12.00)` → whole cents. */
function centsOf(text: string): string {
  const bare = `regexp_replace(${text}, '[$,\\s]', '', 'g')`;
  const signed = `regexp_replace(${bare}, '^\\((.*)\\)$', '-\\1')`;
  return `round(TRY_CAST(${signed} AS DECIMAL(18, 4)) * ${CENTS})::BIGINT`;
}

/** Names are written in capitals since 2016; spaces at their ends and in doubles are slips. */
function nameOf(text: string): string {
  return `upper(regexp_replace(${text}, '\\s+', ' ', 'g'))`;
}

/** `POINT (-91.53 41.64)`, or the last line of an address: `(40.39978, -91.387531)`. */
function pointOf(text: string): string {
  const part = (pattern: string, group: number) =>
    `TRY_CAST(nullif(regexp_extract(${text}, '${pattern}', ${group}), '') AS DOUBLE)`;
  const point = "POINT\\s*\\(\\s*(-?[0-9.]+)\\s+(-?[0-9.]+)\\s*\\)";
  const pair = "\\(\\s*(-?[0-9.]+)\\s*,\\s*(-?[0-9.]+)\\s*\\)";
  const lat = `coalesce(${part(point, 2)}, ${part(pair, 1)})`;
  const lon = `coalesce(${part(point, 1)}, ${part(pair, 2)})`;
  const inside = `${lat} BETWEEN ${BOX.south} AND ${BOX.north} AND ${lon} BETWEEN ${BOX.west} AND ${BOX.east}`;
  return `CASE WHEN ${inside} THEN {'lat': ${lat}, 'lon': ${lon}} END`;
}
