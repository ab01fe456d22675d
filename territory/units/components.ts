import type { UnitGraph } from "./graph.ts";

/**
 * Connected components of a graph: units of one group that touch have one number, from 0 by the lowest unit of each.
 * @param groupOf −1: in none; default: all are in one group
 * @returns the component of each unit, −1 for none
 */
export function components(
  { start, to }: UnitGraph,
  groupOf: (unit: number) => number = () => 0,
): { readonly of: Int32Array; readonly count: number } {
  const units = start.length - 1;
  const of = new Int32Array(units).fill(-1);
  const queue = new Int32Array(units);
  let count = 0;
  for (let first = 0; first < units; first++) {
    const group = groupOf(first);
    if (of[first] >= 0 || group < 0) continue;
    of[first] = count;
    let end = 0;
    queue[end++] = first;
    for (let at = 0; at < end; at++)
      for (let e = start[queue[at]]; e < start[queue[at] + 1]; e++) {
        const v = to[e];
        if (of[v] >= 0 || groupOf(v) !== group) continue;
        of[v] = count;
        queue[end++] = v;
      }
    count++;
  }
  return { of, count };
}
