import type { Geometry } from "geojson";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { outlineGeometry, writeGeoJson } from "../export/geojson.ts";

/** Writes places with their figures and outlines: dissolving outlines is too slow for a request. */
export async function writeOutlines(
  table: ColumnTable,
  id: string,
  outlines: ReadonlyMap<string, Geometry | null>,
  file: string,
): Promise<void> {
  const drawn = withId(table, id);
  await writeGeoJson(drawn, outlineGeometry(drawn, id, outlines), file);
}

/** Without the row of accounts that are in no area or territory: there is nothing to draw. */
function withId(table: ColumnTable, id: string): ColumnTable {
  const ids = tableColumn(table, id);
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter(row => valueAt(ids, row) !== null);
  const columns = table.columns.map((column): TableColumn => {
    return { name: column.name, type: column.type, values: rows.map(row => valueAt(column, row)) };
  });
  return { name: table.name, rows: rows.length, columns };
}
