import { gridDisk } from "h3-js";
import { cellToString, polygonCells } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";

/** Rings of empty cells that are taken in to close gaps where no outline tells how far a market goes. */
const GAP_RINGS = 2;

/**
 * The cells that a market is cut from, with the area that each has its centre in (-1 for none): those where an account or a
 * dark place is, and all of the areas; without areas, the gaps between them too. H3 strings, ascending.
 */
export function cellsInUse({ cells, areas, resolution }: Market, dark: BigUint64Array): Map<string, number> {
  const areaOf = new Map<string, number>();
  areas.forEach(({ geometry }, a) => {
    for (const cell of polygonCells(geometry, resolution, "centre")) areaOf.set(cellToString(cell), a);
  });
  const used = new Set([...[...cells.h3, ...dark].map(cellToString), ...areaOf.keys()]);
  if (areas.length === 0) closeGaps(used);
  return new Map([...used].sort().map(cell => [cell, areaOf.get(cell) ?? -1]));
}

/** Morphological closing: grows by some rings, then gives back what was won on the outside. */
function closeGaps(cells: Set<string>): void {
  const own = new Set(cells);
  for (let ring = 0; ring < GAP_RINGS; ring++)
    for (const cell of [...cells]) for (const near of gridDisk(cell, 1)) cells.add(near);
  for (let ring = 0; ring < GAP_RINGS; ring++) {
    const outside = [...cells].filter(cell => gridDisk(cell, 1).some(near => !cells.has(near)));
    for (const cell of outside) if (!own.has(cell)) cells.delete(cell);
  }
}
