import { chance } from "../../core/chance.ts";
import type { Assignment } from "../districting.ts";
import { components } from "../units/components.ts";
import type { UnitGraph } from "../units/graph.ts";

/** As many contiguous regions as could be made that each hold at least the floor. */
export interface MaxRegions {
  /** Region of each unit, from 0; all -1 where not even one region reaches the floor. */
  readonly region: Assignment;
  readonly count: number;
  /** More than these cannot be, by the sums of the parts of the graph; `count` is proven where it is the same. */
  readonly bound: number;
}

/** Spanning trees that are tried: Mexico's 32 states take some hundreds where their number divides evenly. */
const TREES = 20_000;
/** What the stream of chance is for. */
const PURPOSE = 0x6d61_7870;

/**
 * Max-p regions (Duque, Anselin and Rey 2012): as many contiguous regions as can be, each with at least `floor` of the
 * weight. Random spanning trees are cut from their leaves as soon as a branch holds the floor, which is the most that a
 * tree gives (Perl and Schach 1981); what is left over at the root joins the last region beside it.
 * @param weight by unit, ≥ 0, not all 0
 * @param floor > 0, of the same kind
 */
export function maxRegions(graph: UnitGraph, weight: Float64Array, floor: number, seed: number): MaxRegions {
  const parts = components(graph);
  const sums = new Float64Array(parts.count);
  weight.forEach((w, u) => {
    sums[parts.of[u]!] += w;
  });
  // A part that does not reach the floor cannot be covered at all.
  const bound = sums.some(s => s < floor) ? 0 : sums.reduce((most, s) => most + Math.floor(s / floor), 0);
  let best: MaxRegions = { region: new Int32Array(weight.length).fill(-1), count: 0, bound };
  for (let tree = 0; tree < TREES && best.count < bound; tree++) {
    const random = chance(seed, PURPOSE, tree);
    const region = cutTree(
      randomTree(graph, () => random.uniform()),
      weight,
      floor,
    );
    const count = region.reduce((most, r) => Math.max(most, r + 1), 0);
    if (count > best.count) best = { region, count, bound };
  }
  return best;
}

/** A spanning forest: units parents first, with the parent of each (-1: a root). */
interface Tree {
  readonly order: readonly number[];
  readonly parent: Int32Array;
}

/** Grown over borders in random order (Prim 1957 with random lengths), from a random unit. */
function randomTree({ start, to }: UnitGraph, uniform: () => number): Tree {
  const units = start.length - 1;
  const parent = new Int32Array(units).fill(-2);
  const order: number[] = [];
  const first = Math.floor(uniform() * units);
  for (let i = 0; i < units; i++) {
    const root = (first + i) % units;
    if (parent[root] !== -2) continue;
    const edge: (readonly [from: number, unit: number])[] = [[-1, root]];
    while (edge.length > 0) {
      const at = Math.floor(uniform() * edge.length);
      const [from, u] = edge[at]!;
      edge[at] = edge.at(-1)!;
      edge.pop();
      if (parent[u] !== -2) continue;
      parent[u] = from;
      order.push(u);
      for (let e = start[u]!; e < start[u + 1]!; e++) if (parent[to[e]!] === -2) edge.push([u, to[e]!]);
    }
  }
  return { order, parent };
}

function cutTree({ order, parent }: Tree, weight: Float64Array, floor: number): Assignment {
  const hanging = weight.slice();
  const head = new Int32Array(weight.length).fill(-1);
  let count = 0;
  for (const u of order.toReversed()) {
    if (hanging[u]! >= floor) head[u] = count++;
    else if (parent[u]! >= 0) hanging[parent[u]!] += hanging[u]!;
  }
  const region = new Int32Array(weight.length).fill(-1);
  for (const u of order) region[u] = head[u]! >= 0 ? head[u]! : (region[parent[u]!] ?? -1);
  // What hangs on a root below the floor joins a region that was cut off beside it.
  for (const u of order.toReversed())
    if (region[u]! >= 0 && parent[u]! >= 0 && region[parent[u]!] === -1) region[parent[u]!] = region[u]!;
  for (const u of order) if (region[u] === -1) region[u] = region[parent[u]!] ?? -1;
  return region;
}
