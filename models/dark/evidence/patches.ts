/** Every cell where an account may be: those of the areas, of known accounts and of the lists. */
export interface DarkCells {
  readonly count: number;
  /** H3 index as an integer, ascending. */
  readonly h3: BigUint64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Index of the cell in the market's cells; -1 where no known account is. */
  readonly known: Int32Array;
  /** The area / territory that holds most of the cell's amount, known and dark; -1 for none. */
  readonly area: Int32Array;
  readonly territory: Int32Array;
}

/** Patches, sorted by cell. */
export interface DarkPatches {
  readonly count: number;
  readonly cell: Int32Array;
  /** -1 for none. */
  readonly area: Int32Array;
  readonly territory: Int32Array;
  /** Part of the cell's surface, 0 to 1. */
  readonly share: Float64Array;
}
