import type { MarketInfo } from "../../app/api/schema.ts";
import type { Cells } from "../api/columns.ts";

/** 1 for each cell of a territory; null when no territory (or none of this market) is chosen. */
export function insideTerritory(
  market: MarketInfo,
  cells: Cells,
  territory: string | null,
): Uint8Array | null {
  const index = market.territories.findIndex(({ id }) => id === territory);
  return index < 0 ? null : Uint8Array.from(cells.territory, of => (of === index ? 1 : 0));
}

/** Marks one row. */
export function insideCell(cells: Cells, row: number): Uint8Array {
  const inside = new Uint8Array(cells.count);
  inside[row] = 1;
  return inside;
}
