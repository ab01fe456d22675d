import type { UnitGraph } from "../../units/graph.ts";

/** Connected part of each unit, from 0, in the order of its first unit; units that `open` leaves out are in none (-1). */
export function components(
  { start, to }: UnitGraph,
  open: (unit: number) => boolean = () => true,
): { readonly of: Int32Array; readonly count: number } {
  const of = new Int32Array(start.length - 1).fill(-1);
  let count = 0;
  for (let first = 0; first < of.length; first++) {
    if (of[first] !== -1 || !open(first)) continue;
    const reached = [first];
    of[first] = count;
    for (const u of reached)
      for (let e = start[u]!; e < start[u + 1]!; e++) {
        const v = to[e]!;
        if (of[v] !== -1 || !open(v)) continue;
        of[v] = count;
        reached.push(v);
      }
    count++;
  }
  return { of, count };
}
