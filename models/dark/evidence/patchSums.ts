import type { DarkGrid } from "./grid.ts";
import type { Zones } from "./zones.ts";

/** [patch] sums over columns. */
export function total(columns: readonly Float64Array[]): Float64Array {
  return columns[0].map((_, p) => columns.reduce((sum, c) => sum + c[p], 0));
}

/** [zone] sums of a column of patches. */
export function byZone(zones: Zones, column: Float64Array): Float64Array {
  const sums = new Float64Array(zones.count);
  column.forEach((v, p) => {
    sums[zones.zone[zones.stratumOf[p]]] += v;
  });
  return sums;
}

/** [cell] sums of a column of patches. */
export function byCell({ cells, patches }: DarkGrid, column: Float64Array): Float64Array {
  const sums = new Float64Array(cells.count);
  column.forEach((v, p) => {
    sums[patches.cell[p]] += v;
  });
  return sums;
}
