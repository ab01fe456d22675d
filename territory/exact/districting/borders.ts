import type { Districting } from "../../districting.ts";

/** Pairs of neighbours, the lower unit first. */
export function bordersOf({
  units,
  graph: { start, to },
}: Districting): readonly (readonly [number, number])[] {
  const borders: [number, number][] = [];
  for (let u = 0; u < units; u++)
    for (let e = start[u]!; e < start[u + 1]!; e++) if (to[e]! > u) borders.push([u, to[e]!]);
  return borders;
}
