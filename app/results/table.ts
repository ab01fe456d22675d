import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import type { ColumnTable, TableColumn } from "../../data/tables/columnTable.ts";
import type { GeometryOf } from "../export/geojson.ts";
import type { BuiltMarket } from "../state/builtMarket.ts";

/** A column that people rely on. */
export interface Column {
  readonly name: string;
  readonly type: TableColumn["type"];
  /** With its unit, where the name does not say it. */
  readonly meaning: string;
}

/** A table of a built market for people and programs: `export`, the API and docs/tables.md list it. */
export interface Table {
  readonly name: string;
  /** What a row is: `each cell`. */
  readonly rows: string;
  /** In their order. One that the market has nothing for is null and not missing, so that a program meets the same columns. */
  readonly columns: readonly Column[];
  /** Columns that only some markets have. */
  readonly also?: readonly Column[];
  /** What a row may be for (`--by`), the usual one first; the table's first column is named after it. */
  readonly by?: readonly string[];
  /** Where its rows lie; none: they have no place. */
  readonly geometry?: (state: BuiltMarket, table: ColumnTable) => Promise<GeometryOf>;
  read(state: BuiltMarket, by?: string): Promise<ColumnTable>;
}

export function text(name: string, meaning: string): Column {
  return { name, type: "utf8", meaning };
}

export function number(name: string, meaning: string): Column {
  return { name, type: "float64", meaning };
}

export function whole(name: string, meaning: string): Column {
  return { name, type: "int32", meaning };
}

/** A mean with its 5% and 95% points. */
export function estimate(name: string, meaning: string): Column[] {
  return [
    number(name, meaning),
    number(`${name}_p05`, "its 5% point"),
    number(`${name}_p95`, "its 95% point"),
  ];
}

/** Reads a table that the build has made ready in a file of Parquet. */
export async function readTableFile(state: SealedFolder, file: string, name: string): Promise<ColumnTable> {
  const { readParquet } = await import("../export/parquet.ts");
  return readSound(state, file, path => readParquet(path, name));
}

/** The same as a part of a {@link Table}. */
export function fromParquet(name: string, file: string): Pick<Table, "name" | "read"> {
  return { name, read: state => readTableFile(state, file, name) };
}

/** A table of a state with all columns that people rely on; those that it lacks are null, behind the ones it has. */
export async function readTable(table: Table, state: BuiltMarket, by?: string): Promise<ColumnTable> {
  const read = await table.read(state, by);
  const has = new Set(read.columns.map(({ name }) => name));
  const lacking = table.columns.filter(({ name }) => !has.has(name));
  return { ...read, columns: [...read.columns, ...lacking.map(column => noValues(column, read.rows))] };
}

function noValues({ name, type }: Column, rows: number): TableColumn {
  return type === "utf8"
    ? { name, type, values: Array<null>(rows).fill(null) }
    : { name, type: "float64", values: new Float64Array(rows).fill(Number.NaN) };
}
