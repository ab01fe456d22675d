/**
 * Which units touch, as compressed rows: the neighbours of unit `u` are `to[start[u]] … to[start[u + 1] - 1]`, ascending.
 * Every pair stands twice, once from each side.
 */
export interface UnitGraph {
  readonly start: Int32Array;
  readonly to: Int32Array;
  /** Kilometres of border that the pair shares, aligned with `to`; 0 for a bridge (an island with its nearest shore). */
  readonly border: Float64Array;
  /** Square kilometres of each unit. */
  readonly area: Float64Array;
  /** Kilometres of each unit's own border, shared or not. */
  readonly perimeter: Float64Array;
}
