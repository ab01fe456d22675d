/** Centre and scale of numbers: what brings them to mean 0 and standard deviation 1. */
export interface Standard {
  readonly centre: number;
  readonly scale: number;
}

/** Mean and standard deviation; scale 1 where the numbers do not differ. */
export function standardOf(values: ArrayLike<number>): Standard {
  const n = Math.max(1, values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const centre = sum / n;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - centre) ** 2;
  const scale = Math.sqrt(squares / n);
  return { centre, scale: scale > 1e-9 * Math.max(1, Math.abs(centre)) ? scale : 1 };
}

/** Standards of each column of [row × column] features, over some rows. */
export function columnStandards(
  features: ArrayLike<number>,
  columns: number,
  rows: Int32Array,
): { readonly centre: Float64Array; readonly scale: Float64Array } {
  const centre = new Float64Array(columns);
  const scale = new Float64Array(columns);
  const column = new Float64Array(rows.length);
  for (let f = 0; f < columns; f++) {
    for (let r = 0; r < rows.length; r++) column[r] = features[rows[r] * columns + f];
    const standard = standardOf(column);
    centre[f] = standard.centre;
    scale[f] = standard.scale;
  }
  return { centre, scale };
}
