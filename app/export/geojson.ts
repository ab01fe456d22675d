import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Geometry, Point, Polygon } from "geojson";
import { cellToBoundary } from "h3-js";
import { type ColumnTable, tableColumn, valueAt } from "../../data/tables/columnTable.ts";

/** The geometry of a row; null where it has no place. */
export type GeometryOf = (row: number) => Geometry | null;

/** Writes a table as a GeoJSON FeatureCollection (RFC 7946), one feature a line; the columns are its properties. */
export async function writeGeoJson(table: ColumnTable, geometryOf: GeometryOf, file: string): Promise<void> {
  await pipeline(Readable.from(lines(table, geometryOf)), createWriteStream(file));
}

function* lines(table: ColumnTable, geometryOf: GeometryOf): Generator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  for (let row = 0; row < table.rows; row++) {
    const properties = Object.fromEntries(table.columns.map(column => [column.name, valueAt(column, row)]));
    const feature = { type: "Feature", geometry: geometryOf(row), properties };
    yield `${JSON.stringify(feature)}${row + 1 < table.rows ? "," : ""}\n`;
  }
  yield "]}\n";
}

/** The hexagon of the row's `cell`. */
export function cellGeometry(table: ColumnTable): GeometryOf {
  const cells = tableColumn(table, "cell");
  return row => {
    const cell = valueAt(cells, row);
    if (typeof cell !== "string") return null;
    return { type: "Polygon", coordinates: [cellToBoundary(cell, true)] } satisfies Polygon;
  };
}

/** The point of the row's `lat` and `lon`. */
export function pointGeometry(table: ColumnTable): GeometryOf {
  const lats = tableColumn(table, "lat");
  const lons = tableColumn(table, "lon");
  return row => {
    const [lat, lon] = [valueAt(lats, row), valueAt(lons, row)];
    if (typeof lat !== "number" || typeof lon !== "number") return null;
    return { type: "Point", coordinates: [lon, lat] } satisfies Point;
  };
}

/** The outline that belongs to the row's id. */
export function outlineGeometry(
  table: ColumnTable,
  id: string,
  outlines: ReadonlyMap<string, Geometry | null>,
): GeometryOf {
  const ids = tableColumn(table, id);
  return row => outlines.get(String(valueAt(ids, row))) ?? null;
}
