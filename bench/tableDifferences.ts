import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { f32, f64, i32, u8 } from "../core/columns.ts";
import { loadColumns } from "../data/files/columnsFile.ts";
import { type Database, identifier, literal, openDatabase } from "../data/tables/duckdb.ts";

/** One column on both sides; the differences are counted over the rows that both have. */
export interface ColumnDifference {
  /** The file, and for a database its table: `market.duckdb/sales`. */
  readonly table: string;
  readonly column: string;
  /** Rows before and after; null: the column is missing on that side. */
  readonly rows: readonly [number | null, number | null];
  readonly differing: number;
  /** Greatest |after − before|, and that over the greater of the two sizes; null: no numbers, or none differ. */
  readonly absolute: number | null;
  readonly relative: number | null;
}

type Values = ArrayLike<unknown>;
type Tables = ReadonlyMap<string, ReadonlyMap<string, Values>>;

/** The build's own record: it holds times, hashes and words, so only its numbers are compared, and they do not decide. */
export const RECORD = "manifest.json";

const HASH = /^[0-9a-f]{64}$/;

export function differs({ rows: [before, after], differing }: ColumnDifference): boolean {
  return before !== after || differing > 0;
}

/**
 * Compares every table of two folders to the digit: Parquet files, DuckDB tables, column files and JSON. A market folder
 * stands for its current state. Files are read as they are, so that states of different code can be compared.
 */
export async function tableDifferences(before: string, after: string): Promise<ColumnDifference[]> {
  const folders = [folderOf(before), folderOf(after)] as const;
  const names = [...new Set(folders.flatMap(folder => readdirSync(folder)))].sort();
  const database = await openDatabase(":memory:");
  try {
    const differences: ColumnDifference[] = [];
    for (const name of names) {
      const [a, b] = folders.map(folder => (existsSync(join(folder, name)) ? join(folder, name) : null));
      differences.push(...(await fileDifferences(database, name, a ?? null, b ?? null)));
    }
    return differences;
  } finally {
    database.close();
  }
}

/** @throws Error when a market is not built. */
function folderOf(dir: string): string {
  const current = join(dir, ".penumbra/current");
  if (existsSync(current)) return current;
  if (existsSync(join(dir, "market.yaml"))) throw new Error(`${dir} is not built: it has no ${current}`);
  return dir;
}

async function fileDifferences(
  database: Database,
  name: string,
  before: string | null,
  after: string | null,
): Promise<ColumnDifference[]> {
  switch (extname(name)) {
    case ".parquet":
      return relationDifferences(database, name, parquet(before), parquet(after));
    case ".duckdb":
      return databaseDifferences(database, name, before, after);
    case ".bin":
      return valueDifferences(await columnFile(name, before), await columnFile(name, after));
    case ".json":
    case ".geojson":
      return valueDifferences(await jsonFile(name, before), await jsonFile(name, after));
    default:
      return [];
  }
}

function parquet(path: string | null): string | null {
  return path && `read_parquet(${literal(path)})`;
}

async function databaseDifferences(
  database: Database,
  name: string,
  before: string | null,
  after: string | null,
): Promise<ColumnDifference[]> {
  const sides = { before, after };
  const tables: Record<keyof typeof sides, Set<string>> = { before: new Set(), after: new Set() };
  for (const side of ["before", "after"] as const) {
    const path = sides[side];
    if (path === null) continue;
    await database.run(`ATTACH ${literal(path)} AS ${side} (READ_ONLY)`);
    const sql = "SELECT table_name FROM duckdb_tables() WHERE database_name = $side";
    for (const { table_name } of await database.query<{ table_name: string }>(sql, { side }))
      tables[side].add(table_name);
  }
  const differences: ColumnDifference[] = [];
  for (const table of [...new Set([...tables.before, ...tables.after])].sort()) {
    const of = (side: keyof typeof sides) =>
      tables[side].has(table) ? `${side}.${identifier(table)}` : null;
    differences.push(
      ...(await unorderedDifferences(database, `${name}/${table}`, of("before"), of("after"))),
    );
  }
  for (const side of ["before", "after"] as const)
    if (sides[side] !== null) await database.run(`DETACH ${side}`);
  return differences;
}

/** A database need not keep the order of rows: tables that differ in it are compared sorted. */
async function unorderedDifferences(
  database: Database,
  table: string,
  before: string | null,
  after: string | null,
): Promise<ColumnDifference[]> {
  const asWritten = await relationDifferences(database, table, before, after);
  if (before === null || after === null || !asWritten.some(differs)) return asWritten;
  await database.run(
    `CREATE TEMP TABLE sorted_before AS SELECT * FROM ${before} ORDER BY ALL;
     CREATE TEMP TABLE sorted_after AS SELECT * FROM ${after} ORDER BY ALL`,
  );
  const sorted = await relationDifferences(database, table, "sorted_before", "sorted_after");
  await database.run("DROP TABLE sorted_before; DROP TABLE sorted_after");
  const total = (columns: ColumnDifference[]) => columns.reduce((sum, c) => sum + c.differing, 0);
  return total(sorted) < total(asWritten) ? sorted : asWritten;
}

/** Compares two relations row by row, in their own order. */
async function relationDifferences(
  database: Database,
  table: string,
  before: string | null,
  after: string | null,
): Promise<ColumnDifference[]> {
  const [a, b] = [await columnsOf(database, before), await columnsOf(database, after)];
  const rows = [await rowsOf(database, before), await rowsOf(database, after)] as const;
  const differences: ColumnDifference[] = [];
  for (const column of new Set([...a.keys(), ...b.keys()])) {
    const [was, is] = [a.get(column), b.get(column)];
    const compared =
      was === undefined || is === undefined
        ? { differing: 0, absolute: null, relative: null }
        : await compareColumn(database, column, before!, after!, isNumber(was) && isNumber(is));
    const counts = [was === undefined ? null : rows[0], is === undefined ? null : rows[1]] as const;
    differences.push({ table, column, rows: counts, ...compared });
  }
  return differences;
}

async function columnsOf(database: Database, relation: string | null): Promise<Map<string, string>> {
  if (relation === null) return new Map();
  const sql = `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${relation})`;
  const columns = await database.query<{ column_name: string; column_type: string }>(sql);
  return new Map(columns.map(({ column_name, column_type }) => [column_name, column_type]));
}

async function rowsOf(database: Database, relation: string | null): Promise<number | null> {
  if (relation === null) return null;
  const [row] = await database.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${relation}`);
  return row.rows;
}

function isNumber(type: string): boolean {
  return /^(DOUBLE|FLOAT|U?(BIG|SMALL|TINY|HUGE)?INT|U?INTEGER|DECIMAL)/.test(type);
}

type Compared = Pick<ColumnDifference, "differing" | "absolute" | "relative">;

async function compareColumn(
  database: Database,
  column: string,
  before: string,
  after: string,
  numbers: boolean,
): Promise<Compared> {
  const name = identifier(column);
  const [a, b] = numbers ? ["was", "is_now"] : ["was::VARCHAR", "is_now::VARCHAR"];
  const gap = "abs(is_now::DOUBLE - was::DOUBLE)";
  const size = "greatest(abs(was::DOUBLE), abs(is_now::DOUBLE))";
  const sizes = numbers ? `max(${gap}), max(${gap} / ${size})` : "NULL::DOUBLE, NULL::DOUBLE";
  const [found] = await database.query<Compared>(
    `SELECT count(*) AS differing, ${sizes.replace(", ", " AS absolute, ")} AS relative FROM (
       SELECT a.v AS was, b.v AS is_now FROM (SELECT ${name} AS v FROM ${before}) a
       POSITIONAL JOIN (SELECT ${name} AS v FROM ${after}) b
     ) WHERE ${a} IS DISTINCT FROM ${b}`,
  );
  return found;
}

/** Columns, each under its name, and the header's leaves. */
async function columnFile(name: string, path: string | null): Promise<Tables> {
  if (path === null) return new Map();
  const { header, columns } = await loadColumns(path);
  const open = { f64, f32, i32, u8 };
  const values = columns.layout.map(c => [c.name, open[c.type](columns, c.name)] as const);
  return new Map([
    [name, new Map<string, Values>(values)],
    [`${name}/header`, leavesOf(header)],
  ]);
}

async function jsonFile(name: string, path: string | null): Promise<Tables> {
  if (path === null) return new Map();
  const content: unknown = JSON.parse(await readFile(path, "utf8"));
  const leaves = leavesOf(content);
  if (name !== RECORD) return new Map([[name, leaves]]);
  const figures = [...leaves].map(
    ([leaf, values]) => [leaf, values.filter(v => typeof v === "number")] as const,
  );
  return new Map([[name, new Map(figures.filter(([, values]) => values.length > 0))]]);
}

/** The leaves of a JSON value by their path, `a.b[].c`: those of a list stand in one column. Hashes are left out. */
function leavesOf(content: unknown): Map<string, unknown[]> {
  const leaves = new Map<string, unknown[]>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`);
    else if (value !== null && typeof value === "object")
      for (const [key, item] of Object.entries(value)) walk(item, path ? `${path}.${key}` : key);
    else if (typeof value !== "string" || !HASH.test(value)) {
      const same = leaves.get(path);
      if (same) same.push(value);
      else leaves.set(path, [value]);
    }
  };
  walk(content, "");
  return leaves;
}

function valueDifferences(before: Tables, after: Tables): ColumnDifference[] {
  const tables = new Set([...before.keys(), ...after.keys()]);
  return [...tables].flatMap(table => {
    const [a, b] = [before.get(table), after.get(table)];
    const columns = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
    return [...columns].map(column => {
      const [was, is] = [a?.get(column), b?.get(column)];
      const compared = was && is ? compareValues(was, is) : { differing: 0, absolute: null, relative: null };
      return { table, column, rows: [was?.length ?? null, is?.length ?? null] as const, ...compared };
    });
  });
}

function compareValues(before: Values, after: Values): Compared {
  let differing = 0;
  let [absolute, relative]: [number | null, number | null] = [null, null];
  for (let i = 0; i < Math.min(before.length, after.length); i++) {
    const [was, is] = [before[i], after[i]];
    if (Object.is(was, is) || was === is) continue;
    differing++;
    if (typeof was !== "number" || typeof is !== "number") continue;
    const gap = Math.abs(is - was);
    absolute = Math.max(absolute ?? 0, gap);
    relative = Math.max(relative ?? 0, gap / Math.max(Math.abs(was), Math.abs(is)));
  }
  return { differing, absolute, relative };
}
