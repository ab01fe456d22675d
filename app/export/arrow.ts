import { writeFile } from "node:fs/promises";
import {
  type DataType,
  Field,
  Float32,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import type { ColumnTable, TableColumn } from "../../data/tables/columnTable.ts";

const TYPES = { utf8: () => new Utf8(), float64: () => new Float64(), int32: () => new Int32() } as const;

/** Writes a table as an Arrow IPC file (random access). */
export async function writeArrow(table: ColumnTable, file: string): Promise<void> {
  await writeFile(file, arrowBytes(table, "file"));
}

/**
 * A table as Arrow IPC bytes.
 * @param float32 names of "float64" columns to send with half the bytes.
 */
export function arrowBytes(
  table: ColumnTable,
  format: "file" | "stream",
  float32: readonly string[] = [],
): Uint8Array {
  const fields: Field[] = [];
  const vectors: Vector[] = [];
  for (const column of table.columns) {
    const type = float32.includes(column.name) ? new Float32() : TYPES[column.type]();
    fields.push(new Field(column.name, type, true));
    vectors.push(vectorFromArray(withNulls(column), type as DataType));
  }
  const data = makeData({
    type: new Struct(fields),
    length: table.rows,
    nullCount: 0,
    children: vectors.map(vector => vector.data[0]!),
  });
  const schema = new Schema(fields);
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), format);
}

/** Arrow tells null from NaN; our columns write null as NaN. */
function withNulls(column: TableColumn): readonly (string | number | null)[] {
  const values = Array.from(column.values as ArrayLike<string | number | null>);
  return column.type === "float64" ? values.map(v => (Number.isNaN(v) ? null : v)) : values;
}
