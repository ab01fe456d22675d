import type { UnitGraph } from "../units/graph.ts";

/**
 * Pieces of units: those of one group that touch have one number, by the lowest unit of each piece.
 * @param groupOf −1: in none
 * @returns the piece of each unit, −1 for none
 */
export function piecesOf(
  { start, to }: UnitGraph,
  groupOf: (unit: number) => number,
): { readonly piece: Int32Array; readonly count: number } {
  const units = start.length - 1;
  const piece = new Int32Array(units).fill(-1);
  const queue = new Int32Array(units);
  let count = 0;
  for (let first = 0; first < units; first++) {
    const group = groupOf(first);
    if (piece[first] >= 0 || group < 0) continue;
    piece[first] = count;
    let end = 0;
    queue[end++] = first;
    for (let at = 0; at < end; at++)
      for (let e = start[queue[at]]; e < start[queue[at] + 1]; e++) {
        const v = to[e];
        if (piece[v] >= 0 || groupOf(v) !== group) continue;
        piece[v] = count;
        queue[end++] = v;
      }
    count++;
  }
  return { piece, count };
}
