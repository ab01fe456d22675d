import { dirname } from "node:path";
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import { CancelledError, EnvironmentError } from "../../core/errors.ts";

/** What can be bound to a `?` or `$name` of a statement. */
export type Parameter = string | number | bigint | boolean | null;
export type Parameters = readonly Parameter[] | Readonly<Record<string, Parameter>>;

/** One value of a row: integers that a double cannot hold are refused, dates are ISO days. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

/** A column as read by {@link Database.columns}: numbers as a typed array, text as strings. */
export type ReadColumn =
  | Float64Array
  | Int32Array
  | Uint8Array
  | Int16Array
  | BigUint64Array
  | (string | null)[];

export interface Database {
  /** Rows as objects. For small results; large ones are read by `columns`. */
  query<R extends object = Row>(sql: string, parameters?: Parameters): Promise<R[]>;
  /**
   * Columns by name, copied chunk by chunk. DOUBLE, FLOAT and BIGINT come as Float64Array (null is NaN), INTEGER
   * and DATE (days since 1970-01-01) as Int32Array, SMALLINT as Int16Array, UTINYINT as Uint8Array, UBIGINT as
   * BigUint64Array, VARCHAR as strings. A null in an integer column is an error: `coalesce` it.
   */
  columns(sql: string, parameters?: Parameters): Promise<Record<string, ReadColumn>>;
  /** Runs one or more statements. */
  run(sql: string, parameters?: Parameters): Promise<void>;
  /** Appends columns of plain values to an existing table, in the table's column order. */
  append(table: string, columns: readonly (readonly DuckDBValue[])[], catalog?: string): Promise<void>;
  close(): void;
}

export interface OpenOptions {
  readonly readOnly?: boolean;
  readonly threads?: number;
  /** For example "2GB". */
  readonly memoryLimit?: string;
  /** Where DuckDB may spill; default: beside the database. */
  readonly temporaryFolder?: string;
  /** Interrupts the running statement, which then throws CancelledError. */
  readonly signal?: AbortSignal;
}

/** A name as an SQL identifier. Every name that is not a constant of the source goes through here. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as an SQL literal, for the few places that take no parameter (views, table functions in views). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Opens a DuckDB database; `:memory:` for one without a file. Nothing is ever downloaded.
 * @throws EnvironmentError when the file cannot be opened.
 */
export async function openDatabase(path: string, options: OpenOptions = {}): Promise<Database> {
  const config: Record<string, string> = {
    threads: String(options.threads ?? 2),
    memory_limit: options.memoryLimit ?? "2GB",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    preserve_insertion_order: "true",
  };
  if (options.readOnly) config.access_mode = "READ_ONLY";
  if (options.temporaryFolder) config.temp_directory = options.temporaryFolder;
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(path, config);
  } catch (cause) {
    const lack = lackOf(dirname(path), messageOf(cause));
    throw new EnvironmentError("database_open", lack ?? `cannot open ${path}: ${messageOf(cause)}`, {
      cause,
    });
  }
  const folder = options.temporaryFolder ?? (path === ":memory:" ? "this process" : dirname(path));
  return new Connection(instance, await instance.connect(), folder, options.signal);
}

const FULL_DISK = /No space left|disk full|quota exceeded|File too large|max_temp_directory_size/i;
const NO_RESOURCES =
  /Out of Memory|could not write|failed to offload|Read-only file system|Permission denied/i;

/** A full disk, or too little memory, said with the folder and what to do; null for anything else. */
function lackOf(folder: string, message: string): string | null {
  const [first = ""] = message.split("\n");
  if (FULL_DISK.test(message))
    return `the disk of ${folder} is full; make room and run the command again (${first})`;
  if (/Out of Memory/i.test(message))
    return `there was not enough memory for the work in ${folder}; close other programs, or make room on its disk, and run the command again (${first})`;
  return NO_RESOURCES.test(message) ? `${folder} cannot be written: ${first}` : null;
}

class Connection implements Database {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  /** Where it writes, for messages. */
  private readonly folder: string;
  private readonly signal: AbortSignal | undefined;

  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    folder: string,
    signal: AbortSignal | undefined,
  ) {
    this.instance = instance;
    this.connection = connection;
    this.folder = folder;
    this.signal = signal;
  }

  async query<R extends object = Row>(sql: string, parameters?: Parameters): Promise<R[]> {
    return this.guarded(sql, async () => {
      const reader = await this.connection.runAndReadAll(sql, bound(parameters));
      return reader.getRowObjectsJS().map(row => plainRow(row, sql)) as R[];
    });
  }

  async columns(sql: string, parameters?: Parameters): Promise<Record<string, ReadColumn>> {
    return this.guarded(sql, async () => {
      const result = await this.connection.run(sql, bound(parameters));
      const names = result.columnNames();
      const types = result.columnTypes();
      const chunks = await result.fetchAllChunks();
      const length = chunks.reduce((n, c) => n + c.rowCount, 0);
      return Object.fromEntries(
        names.map((name, i) => [name, readColumn(chunks, i, types[i]!, length, name)]),
      );
    });
  }

  async run(sql: string, parameters?: Parameters): Promise<void> {
    await this.guarded(sql, () => this.connection.run(sql, bound(parameters)));
  }

  async append(table: string, columns: readonly (readonly DuckDBValue[])[], catalog?: string): Promise<void> {
    await this.guarded(`append to ${table}`, async () => {
      const appender = await this.connection.createAppender(table, null, catalog ?? null);
      const types = columns.map((_, i) => appender.columnType(i));
      const rows = columns[0]?.length ?? 0;
      const size = 2048;
      for (let from = 0; from < rows; from += size) {
        const chunk = DuckDBDataChunk.create(types, Math.min(size, rows - from));
        chunk.setColumns(columns.map(c => c.slice(from, from + size)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** Adds the SQL to a failure, tells a full disk from a bug, and lets the signal interrupt. */
  private async guarded<T>(sql: string, work: () => Promise<T>): Promise<T> {
    if (this.signal?.aborted) throw new CancelledError();
    const interrupt = () => this.connection.interrupt();
    this.signal?.addEventListener("abort", interrupt, { once: true });
    try {
      return await work();
    } catch (cause) {
      if (this.signal?.aborted) throw new CancelledError();
      const message = messageOf(cause);
      const lack = lackOf(this.folder, message);
      if (lack !== null) throw new EnvironmentError("database_resources", lack, { cause });
      throw new Error(`${message}\nin: ${sql}`, { cause });
    } finally {
      this.signal?.removeEventListener("abort", interrupt);
    }
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function bound(parameters: Parameters | undefined): DuckDBValue[] | Record<string, DuckDBValue> | undefined {
  if (parameters === undefined) return undefined;
  return Array.isArray(parameters) ? [...parameters] : { ...(parameters as Record<string, Parameter>) };
}

function plainRow(row: Record<string, unknown>, sql: string): Row {
  const plain: Row = {};
  for (const [name, value] of Object.entries(row)) plain[name] = plainValue(value, name, sql);
  return plain;
}

function plainValue(value: unknown, name: string, sql: string): Value {
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  ) {
    return value;
  }
  if (typeof value === "bigint") {
    const number = Number(value);
    if (!Number.isSafeInteger(number))
      throw new RangeError(`column ${name} holds ${value}, beyond 2^53, in: ${sql}`);
    return number;
  }
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  throw new TypeError(`column ${name} holds a ${typeof value}; cast it to VARCHAR in: ${sql}`);
}

type Items =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Uint8Array
  | BigInt64Array
  | BigUint64Array;

/** The typed items behind a vector: a getter call for each of millions of values would cost a second. */
interface RawVector {
  readonly items?: Items;
  readonly validity?: { readonly data: unknown; itemValid(i: number): boolean };
}

function readColumn(
  chunks: readonly DuckDBDataChunk[],
  index: number,
  type: DuckDBType,
  length: number,
  name: string,
): ReadColumn {
  const kind = String(type);
  if (kind === "VARCHAR") return chunks.flatMap(c => c.getColumnValues(index) as (string | null)[]);
  const out = emptyColumn(kind, length);
  if (out === null) throw new TypeError(`column ${name} is ${kind}; cast it to a number, a date or VARCHAR`);
  let at = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(index) as unknown as RawVector;
    if (!vector.items) throw new TypeError(`column ${name} (${kind}) has no typed items`);
    copyItems(out, vector.items, at);
    if (vector.validity?.data) markNulls(out, vector.validity, at, chunk.rowCount, name);
    at += chunk.rowCount;
  }
  return out;
}

function emptyColumn(kind: string, length: number): Exclude<ReadColumn, unknown[]> | null {
  if (kind === "DOUBLE" || kind === "FLOAT" || kind === "BIGINT") return new Float64Array(length);
  if (kind === "INTEGER" || kind === "DATE") return new Int32Array(length);
  if (kind === "SMALLINT") return new Int16Array(length);
  if (kind === "UTINYINT") return new Uint8Array(length);
  if (kind === "UBIGINT") return new BigUint64Array(length);
  return null;
}

function copyItems(out: Exclude<ReadColumn, unknown[]>, items: Items, at: number): void {
  if (out instanceof BigUint64Array) out.set(items as BigUint64Array, at);
  else if (items instanceof BigInt64Array)
    for (let i = 0; i < items.length; i++) out[at + i] = Number(items[i]);
  else out.set(items as Float64Array, at);
}

function markNulls(
  out: Exclude<ReadColumn, unknown[]>,
  validity: NonNullable<RawVector["validity"]>,
  at: number,
  rows: number,
  name: string,
): void {
  for (let i = 0; i < rows; i++) {
    if (validity.itemValid(i)) continue;
    if (!(out instanceof Float64Array)) throw new TypeError(`column ${name} holds a null; coalesce it`);
    out[at + i] = Number.NaN;
  }
}
