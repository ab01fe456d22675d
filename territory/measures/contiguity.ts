import { Parts } from "../units/bridges.ts";
import { type Figures, summed } from "./figures.ts";
import type { PlacedPlan } from "./placedPlan.ts";

export interface Contiguity {
  /** Pieces that each territory is in: 1 is whole. Of the plan: the most. A bridge joins. */
  readonly parts: Figures;
  /** Pieces that lie inside of one other territory. */
  readonly enclaves: Figures;
  /** Bridges over which a territory hangs together. */
  readonly bridges: Figures;
  /** Of the plan: pieces that the market itself is in, each joined to the nearest shore by a bridge. */
  readonly islands: Figures;
}

/** A unit with more of its border than this against nobody lies at the market's edge. */
const EDGE = 0.02;

/** How the territories of a plan hang together. */
export function contiguity({ placed, ofUnit, count }: PlacedPlan): Contiguity {
  const { graph, count: units } = placed.units;
  const { start, to, border, perimeter } = graph;
  const pieces = new Parts(units);
  const ground = new Parts(units);
  const bridges = new Float64Array(count);
  for (let u = 0; u < units; u++)
    for (let at = start[u]!; at < start[u + 1]!; at++) {
      const v = to[at]!;
      if (v < u) continue;
      if (border[at]! > 0) ground.join(u, v);
      if (ofUnit[u] !== ofUnit[v] || ofUnit[u]! < 0) continue;
      pieces.join(u, v);
      if (border[at] === 0) bridges[ofUnit[u]!]!++;
    }
  const around = new Map<number, Set<number>>();
  const atEdge = new Set<number>();
  for (let u = 0; u < units; u++) {
    if (ofUnit[u]! < 0) continue;
    const piece = pieces.of(u);
    const others = around.get(piece) ?? new Set();
    around.set(piece, others);
    let shared = 0;
    for (let at = start[u]!; at < start[u + 1]!; at++) {
      shared += border[at]!;
      if (ofUnit[to[at]!] !== ofUnit[u] && border[at]! > 0) others.add(ofUnit[to[at]!]!);
    }
    if (perimeter[u]! - shared > EDGE * perimeter[u]!) atEdge.add(piece);
  }
  const [parts, enclaves] = [new Float64Array(count), new Float64Array(count)];
  for (const [piece, others] of around) {
    const t = ofUnit[piece]!;
    parts[t]!++;
    if (!atEdge.has(piece) && others.size === 1 && !others.has(-1)) enclaves[t]!++;
  }
  const none = new Float64Array(count).fill(Number.NaN);
  return {
    parts: { territories: parts, plan: count > 0 ? Math.max(...parts) : Number.NaN },
    enclaves: summed(enclaves),
    bridges: summed(bridges),
    islands: { territories: none, plan: ground.count },
  };
}
