/**
 * Accounts that are really there and that the estimator may not see: hidden on purpose, or planted. One row a site that
 * is open at the end of history. Indices are those of the market's areas, territories and types; -1 for none.
 */
export interface DarkTruth {
  readonly count: number;
  /** H3 index of the cell as an integer. */
  readonly h3: BigUint64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly area: Int32Array;
  readonly territory: Int32Array;
  readonly type: Int32Array;
  /** Amount of all brands over the last 52 weeks (12 months) of history, minor units. */
  readonly amount52: Float64Array;
  /** The own brand's part of it. */
  readonly own52: Float64Array;
  /** 1: has heard of the own brand; null where nobody knows. */
  readonly aware: Uint8Array | null;
}
