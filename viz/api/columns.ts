import { type Table, tableFromIPC } from "apache-arrow";

/** A figure that is estimated, by cell: its mean, and the ends of its 90% interval where the server has them. */
export interface Estimates {
  readonly mean: Float64Array;
  readonly p05: Float64Array | null;
  readonly p95: Float64Array | null;
}

/** The cells table as columns. Length of each: number of cells. A null column is not in the market's input. */
export interface Cells {
  readonly count: number;
  readonly ids: readonly string[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly areas: readonly (string | null)[];
  /** Index into the market's territories, -1 for none. */
  readonly territory: Int32Array;
  readonly knownAccounts: Float64Array;
  readonly ownAmount: Float64Array;
  readonly rivalAmount: Float64Array | null;
  /** Own and rivals' sales, and what is dark where that is estimated. */
  readonly market: Estimates | null;
  readonly ownShare: Float64Array | null;
  readonly activity: Float64Array | null;
  /** The dark side; null where this build has no estimate of it. */
  readonly dark: DarkCells | null;
  /** How far the methods disagree: the spread of their means over their mean. */
  readonly methodSpread: Float64Array | null;
  /** What the known accounts buy of us, and such accounts of rivals in a year on average. */
  readonly wallet: Float64Array | null;
}

/** Estimates of the dark side by cell. */
export interface DarkCells {
  readonly accounts: Estimates;
  /** Dark accounts that have never heard of the own brand. */
  readonly unaware: Estimates | null;
  readonly amount: Estimates | null;
  /** The own brand's part of it. */
  readonly ownAmount: Estimates | null;
  /** All own, at known and dark accounts, of the whole market. */
  readonly ownShare: Estimates | null;
  readonly untapped: Estimates | null;
  readonly untappedShare: Estimates | null;
}

/** Activity by cell and hour of week, sorted by cell; rows of cell i are [start[i], start[i + 1]). */
export interface Activity {
  readonly start: Int32Array;
  readonly hour: Uint8Array;
  readonly weight: Float32Array;
}

/** Decodes `cells.arrow`. */
export function decodeCells(bytes: Uint8Array): Cells {
  const table = tableFromIPC(bytes);
  const ids = strings(table, "cell") as string[];
  return {
    count: table.numRows,
    ids,
    rowOf: new Map(ids.map((id, row) => [id, row])),
    lat: required(numbers(table, "lat"), "lat"),
    lon: required(numbers(table, "lon"), "lon"),
    areas: strings(table, "area_id"),
    territory: Int32Array.from(required(numbers(table, "territory"), "territory")),
    knownAccounts: required(numbers(table, "known_accounts"), "known_accounts"),
    ownAmount: required(numbers(table, "own_amount"), "own_amount"),
    rivalAmount: numbers(table, "rival_amount"),
    market: estimates(table, "market_amount"),
    ownShare: numbers(table, "own_share"),
    activity: numbers(table, "activity"),
    dark: darkCells(table),
    methodSpread: numbers(table, "method_spread"),
    wallet: numbers(table, "wallet"),
  };
}

/** Untapped sales are told only where the dark ones are: without them they would be rivals' sales under another name. */
function darkCells(table: Table): DarkCells | null {
  const accounts = estimates(table, "dark_accounts");
  return (
    accounts && {
      accounts,
      unaware: estimates(table, "unaware_accounts"),
      amount: estimates(table, "dark_amount"),
      ownAmount: estimates(table, "dark_own_amount"),
      ownShare: estimates(table, "own_share"),
      untapped: estimates(table, "untapped_amount"),
      untappedShare: estimates(table, "untapped_share"),
    }
  );
}

function estimates(table: Table, name: string): Estimates | null {
  const mean = numbers(table, name);
  return mean && { mean, p05: numbers(table, `${name}_p05`), p95: numbers(table, `${name}_p95`) };
}

/** Decodes `activity.arrow`; `cellCount` is the number of rows of the cells table. */
export function decodeActivity(bytes: Uint8Array, cellCount: number): Activity {
  const table = tableFromIPC(bytes);
  const cell = required(numbers(table, "cell"), "cell");
  const start = new Int32Array(cellCount + 1);
  for (const row of cell) start[row + 1]!++;
  for (let row = 0; row < cellCount; row++) start[row + 1]! += start[row]!;
  return {
    start,
    hour: Uint8Array.from(required(numbers(table, "hour_of_week"), "hour_of_week")),
    weight: Float32Array.from(required(numbers(table, "weight"), "weight")),
  };
}

/** A numeric column with NaN for single nulls; null when no row has a value. */
function numbers(table: Table, name: string): Float64Array | null {
  const vector = table.getChild(name);
  if (!vector || (vector.length > 0 && vector.nullCount === vector.length)) return null;
  const values = Float64Array.from(vector.toArray() as ArrayLike<number>);
  if (vector.nullCount > 0) {
    for (let row = 0; row < values.length; row++) if (!vector.isValid(row)) values[row] = Number.NaN;
  }
  return values;
}

function strings(table: Table, name: string): (string | null)[] {
  const vector = table.getChild(name);
  return Array.from({ length: table.numRows }, (_, row) => vector?.get(row) ?? null);
}

function required<T>(column: T | null, name: string): T {
  if (column === null) throw new Error(`the server's answer lacks column ${name}`);
  return column;
}
