/**
 * Typed columns in one shared `WebAssembly.Memory`, so that every worker reads the same bytes.
 */

export type ColumnType = "f64" | "f32" | "i32" | "u8";

export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  readonly length: number;
}

export interface ColumnLayout extends ColumnSpec {
  /** Byte offset in the memory; a multiple of 16. */
  readonly offset: number;
}

/** What crosses to a worker: the memory is shared, not copied. */
export interface Columns {
  readonly memory: WebAssembly.Memory;
  readonly layout: readonly ColumnLayout[];
}

const BYTES: Record<ColumnType, number> = { f64: 8, f32: 4, i32: 4, u8: 1 };
const PAGE = 65_536;
const ALIGN = 16;

/** Lays columns out one after another in a new shared memory, filled with zeros. */
export function allocateColumns(specs: readonly ColumnSpec[]): Columns {
  let offset = 0;
  const layout = specs.map(spec => {
    const at = offset;
    offset = Math.ceil((at + spec.length * BYTES[spec.type]) / ALIGN) * ALIGN;
    return { ...spec, offset: at };
  });
  const pages = Math.max(1, Math.ceil(offset / PAGE));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return { memory, layout };
}

function find(columns: Columns, name: string, type: ColumnType): ColumnLayout {
  const column = columns.layout.find(c => c.name === name);
  if (!column)
    throw new Error(`no column ${name}; columns are ${columns.layout.map(c => c.name).join(", ")}`);
  if (column.type !== type) throw new Error(`column ${name} is ${column.type}, not ${type}`);
  return column;
}

/** The column as a view on the shared memory. Throws when the name or the type is not that of the layout. */
export function f64(columns: Columns, name: string): Float64Array {
  const c = find(columns, name, "f64");
  return new Float64Array(columns.memory.buffer, c.offset, c.length);
}

/** See {@link f64}. */
export function f32(columns: Columns, name: string): Float32Array {
  const c = find(columns, name, "f32");
  return new Float32Array(columns.memory.buffer, c.offset, c.length);
}

/** See {@link f64}. */
export function i32(columns: Columns, name: string): Int32Array {
  const c = find(columns, name, "i32");
  return new Int32Array(columns.memory.buffer, c.offset, c.length);
}

/** See {@link f64}. */
export function u8(columns: Columns, name: string): Uint8Array {
  const c = find(columns, name, "u8");
  return new Uint8Array(columns.memory.buffer, c.offset, c.length);
}

/** All bytes in use, for hashing and saving. */
export function columnBytes(columns: Columns): Uint8Array {
  const last = columns.layout.at(-1);
  const end = last ? last.offset + last.length * BYTES[last.type] : 0;
  return new Uint8Array(columns.memory.buffer, 0, end);
}
