/**
 * A table of results as columns: what `export`, the HTTP API and the reports take.
 *
 * Every column has `rows` values. In "utf8" columns null means "not in the input"; in numeric columns null is
 * written as null in a plain array, or as NaN in a Float64Array ("float64" only; an Int32Array holds no nulls).
 */
export type ColumnValues = readonly (string | number | null)[] | Float64Array | Int32Array;

export interface TableColumn {
  readonly name: string;
  readonly type: "utf8" | "float64" | "int32";
  readonly values: ColumnValues;
}

export interface ColumnTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

/**
 * One value of a column, with NaN read as null.
 * @throws RangeError when `row` is outside of the column.
 */
export function valueAt(column: TableColumn, row: number): string | number | null {
  const value = column.values[row];
  if (value === undefined) throw new RangeError(`column ${column.name} has no row ${row}`);
  return typeof value === "number" && Number.isNaN(value) ? null : value;
}

/** The column of that name. Throws when there is none. */
export function tableColumn(table: ColumnTable, name: string): TableColumn {
  const column = table.columns.find(c => c.name === name);
  if (column === undefined) {
    throw new Error(
      `table ${table.name} has no column ${name}; columns: ${table.columns.map(c => c.name).join(", ")}`,
    );
  }
  return column;
}
