import { join } from "node:path";
import type { Geometry } from "geojson";
import type { Market } from "../../data/market/market.ts";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { outlineGeometry, writeGeoJson } from "../export/geojson.ts";
import { readParquet } from "../export/parquet.ts";
import { territoryOutlines } from "../geography/outlines.ts";
import { STATE_FILES } from "../state/stateFiles.ts";

/** Writes the outlines of areas and territories with their figures: dissolving them is too slow for a request. */
export async function writeOutlineFiles(state: string, market: Market): Promise<void> {
  const areas = new Map<string, Geometry>(market.areas.map(({ id, geometry }) => [id, geometry]));
  await write(
    join(state, STATE_FILES.areas),
    await readParquet(join(state, STATE_FILES.areaTable), "areas"),
    "area_id",
    areas,
  );
  const outlines = territoryOutlines(market);
  const territories = new Map<string, Geometry>();
  for (const [index, { id }] of market.territories.entries()) {
    const outline = outlines[index];
    if (outline) territories.set(id, outline);
  }
  await write(
    join(state, STATE_FILES.territories),
    await readParquet(join(state, STATE_FILES.territoryTable), "territories"),
    "territory_id",
    territories,
  );
}

async function write(file: string, table: ColumnTable, id: string, outlines: ReadonlyMap<string, Geometry>) {
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
