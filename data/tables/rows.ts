type TypedArray = Float64Array | Int32Array | Int16Array | Uint8Array | BigUint64Array;

/**
 * Some rows of a table of columns, in the order given. Every array that is as long as the table is a column; everything
 * else stays.
 */
export function pickRows<T extends { readonly count: number }>(table: T, rows: Int32Array): T {
  const picked = Object.entries(table).map(([name, value]) => [name, pick(value, table.count, rows)]);
  return { ...Object.fromEntries(picked), count: rows.length } as T;
}

function pick(value: unknown, count: number, rows: Int32Array): unknown {
  if (Array.isArray(value) && value.length === count) return Array.from(rows, i => value[i] as unknown);
  if (!ArrayBuffer.isView(value)) return value;
  const column = value as TypedArray;
  if (column.length !== count) return value;
  const out = column.slice(0, 0).constructor as new (length: number) => TypedArray;
  const made = new out(rows.length);
  for (let k = 0; k < rows.length; k++) made[k] = column[rows[k]!]!;
  return made;
}

/** The rows that a test passes, ascending. */
export function rowsWhere(count: number, test: (row: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < count; i++) if (test(i)) rows.push(i);
  return Int32Array.from(rows);
}
