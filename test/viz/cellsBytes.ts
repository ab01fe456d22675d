import { Float64, Int32, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from "apache-arrow";
import { cellToLatLng } from "h3-js";
import { CELL_COLUMNS } from "../../app/api/schema.ts";

type Column = keyof typeof CELL_COLUMNS;

/** A `cells.arrow` of these cells; columns that are not given are null. */
export function cellsBytes(
  ids: readonly string[],
  given: Partial<Record<Column, readonly (number | null)[]>>,
): Uint8Array {
  const nulls = ids.map(() => null);
  const places = {
    cell: ids,
    lat: ids.map(id => cellToLatLng(id)[0]),
    lon: ids.map(id => cellToLatLng(id)[1]),
    territory: ids.map(() => -1),
  };
  const columns: Partial<Record<Column, readonly (string | number | null)[]>> = { ...given, ...places };
  const vectors = Object.entries(CELL_COLUMNS).map(([name, type]): [string, Vector] => {
    const arrow = type === "utf8" ? new Utf8() : type === "int32" ? new Int32() : new Float64();
    return [name, vectorFromArray(columns[name as Column] ?? nulls, arrow)];
  });
  return tableToIPC(new Table(Object.fromEntries(vectors)), "stream");
}
