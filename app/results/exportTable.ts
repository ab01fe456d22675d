import { extname } from "node:path";
import type { Geometry } from "geojson";
import { InputError } from "../../core/errors.ts";
import { didYouMean } from "../../data/config/nearest.ts";
import { writeAtomically } from "../../data/files/durable.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import type { HeatPlace } from "../api/heat.ts";
import { writeArrow } from "../export/arrow.ts";
import { writeCsv } from "../export/csv.ts";
import {
  cellGeometry,
  type GeometryOf,
  outlineGeometry,
  pointGeometry,
  writeGeoJson,
} from "../export/geojson.ts";
import { writeParquet } from "../export/parquet.ts";
import { type BuiltMarket, openBuilt } from "../state/builtMarket.ts";
import { outlineFeatures, RESULT_TABLES, type ResultTable, resultTable } from "./resultTable.ts";

const FORMATS = { ".csv": "CSV", ".parquet": "Parquet", ".geojson": "GeoJSON", ".arrow": "Arrow" } as const;

/** Tables that cannot be put on a map, and what they hold. */
const WITHOUT_PLACES = {
  forecast: "the forecast has a row for each period",
  segments: "segments have a row for each segment",
  transitions: "transitions have a row for each pair of segments",
  heat: "the heat has a row for each place, metric and hour of the week",
} as const;

export interface ExportSettings {
  /** Of the heat; default: cells. */
  readonly by?: HeatPlace | undefined;
  /** CSV as programs read it: text that a spreadsheet would run stays as it is. Default: false. */
  readonly raw?: boolean | undefined;
}

export interface Exported {
  readonly rows: number;
  readonly format: string;
}

/**
 * Writes a table of a built market to a file, in the format of the file's ending. All or nothing.
 * @throws InputError for an unknown table or ending, or when the table has no places to put into GeoJSON.
 */
export async function exportTable(
  dir: string,
  name: string,
  file: string,
  { by, raw = false }: ExportSettings = {},
): Promise<Exported> {
  const ending = endingOf(file);
  const table = tableOf(name);
  if (ending === ".geojson" && table in WITHOUT_PLACES) {
    const what = WITHOUT_PLACES[table as keyof typeof WITHOUT_PLACES];
    throw new InputError("no_geometry", `${what}, and no geometry; export it as .csv, .parquet or .arrow`);
  }
  if (by !== undefined && table !== "heat") {
    throw new InputError(
      "bad_option",
      `--by goes with the table heat only, got it with ${table}; leave it out`,
    );
  }
  if (raw && ending !== ".csv") {
    throw new InputError(
      "bad_option",
      `--raw goes with .csv only, got it with ${ending}, where text is never run; leave it out`,
    );
  }
  const built = await openBuilt(dir);
  const columns = await resultTable(built, table, {}, by);
  await writeAtomically(file, async temporary => {
    if (ending === ".csv") return writeCsv(columns, temporary, raw);
    if (ending === ".parquet") return writeParquet(columns, temporary);
    if (ending === ".arrow") return writeArrow(columns, temporary);
    return writeGeoJson(columns, await geometryOf(built, table, columns), temporary);
  });
  return { rows: columns.rows, format: FORMATS[ending] };
}

function endingOf(file: string): keyof typeof FORMATS {
  const ending = extname(file).toLowerCase();
  if (ending in FORMATS) return ending as keyof typeof FORMATS;
  const endings = Object.keys(FORMATS).join(", ");
  const got = ending ? `ends in ${ending}` : "has no ending";
  throw new InputError("unknown_format", `--to ${file} ${got}; expected one of ${endings}`, { file });
}

function tableOf(name: string): ResultTable {
  const table = RESULT_TABLES.find(known => known === name);
  if (table) return table;
  const tables = RESULT_TABLES.join(", ");
  throw new InputError(
    "unknown_table",
    `no table "${name}"; tables are ${tables}${didYouMean(name, RESULT_TABLES)}`,
    { name },
  );
}

async function geometryOf(built: BuiltMarket, name: ResultTable, table: ColumnTable): Promise<GeometryOf> {
  if (name === "cells") return cellGeometry(table);
  if (name === "accounts") return pointGeometry(table);
  const id = name === "areas" ? "area_id" : "territory_id";
  const features = await outlineFeatures(built, name === "areas" ? "areas.geojson" : "territories.geojson");
  const outlines = new Map<string, Geometry>();
  for (const { geometry, properties } of features) {
    if (geometry) outlines.set(String(properties?.[id]), geometry);
  }
  return outlineGeometry(table, id, outlines);
}
