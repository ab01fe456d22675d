import { rm } from "node:fs/promises";
import { type ColumnTable, type TableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { identifier, literal, openDatabase } from "../../data/tables/duckdb.ts";
import { writeCsv } from "./csv.ts";

const SQL_TYPES = { utf8: "VARCHAR", float64: "DOUBLE", int32: "INTEGER" } as const;
const COLUMN_TYPES: Readonly<Record<string, TableColumn["type"]>> = {
  VARCHAR: "utf8",
  DOUBLE: "float64",
  INTEGER: "int32",
};

/**
 * Writes a table as Parquet (Zstandard). DuckDB reads it from a CSV beside the file: numbers have digits that
 * read back to the same bits, and it is faster than handing values over one by one.
 */
export async function writeParquet(table: ColumnTable, file: string): Promise<void> {
  const csv = `${file}.csv`;
  const types = table.columns.map(({ name, type }) => `${literal(name)}: ${literal(SQL_TYPES[type])}`);
  const database = await openDatabase(":memory:");
  try {
    await writeCsv(table, csv, true);
    await database.run(
      `COPY (SELECT * FROM read_csv(${literal(csv)}, header = true, delim = ',', quote = '"', escape = '"',
         nullstr = '', allow_quoted_nulls = false, auto_detect = false, columns = {${types.join(", ")}}))
       TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    database.close();
    await rm(csv, { force: true });
  }
}

/** Reads a Parquet file that {@link writeParquet} wrote. `where` narrows it; its values are bound. */
export async function readParquet(
  file: string,
  name: string,
  where: Readonly<Record<string, string>> = {},
): Promise<ColumnTable> {
  const database = await openDatabase(":memory:");
  try {
    const source = `read_parquet(${literal(file)})`;
    const described = await database.query<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * FROM ${source}`,
    );
    const conditions = Object.keys(where).map((column, i) => `${identifier(column)} = $${i + 1}`);
    const filter = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
    const read = await database.columns(`SELECT * FROM ${source} ${filter}`, Object.values(where));
    const columns = described.map(({ column_name, column_type }) => ({
      name: column_name,
      type: COLUMN_TYPES[column_type]!,
      values: read[column_name] as TableColumn["values"],
    }));
    return { name, rows: columns[0]?.values.length ?? 0, columns };
  } finally {
    database.close();
  }
}

/** The rows as objects, in order. */
export function rowsOf(table: ColumnTable): Record<string, string | number | null>[] {
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(table.columns.map(column => [column.name, valueAt(column, row)])),
  );
}
