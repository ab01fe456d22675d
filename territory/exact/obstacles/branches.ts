import type { UnitGraph } from "../../units/graph.ts";

/**
 * What hangs on each unit alone: for a unit that is the only way out of some parts of the graph (a cut vertex), the
 * weight of each part that is left when it is taken out; empty where the rest stays in one piece. Depth-first search with
 * low points (Hopcroft and Tarjan 1973), O(units + borders).
 */
export function branches({ start, to }: UnitGraph, weight: Float64Array): readonly (readonly number[])[] {
  const units = weight.length;
  const found: number[][] = Array.from({ length: units }, () => []);
  const [order, low, next] = [new Int32Array(units), new Int32Array(units), start.slice(0, units)];
  const parent = new Int32Array(units).fill(-1);
  const below = weight.slice();
  let clock = 0;
  for (let root = 0; root < units; root++) {
    if (order[root]! > 0) continue;
    const tree: number[] = [];
    const open = [root];
    order[root] = low[root] = ++clock;
    while (open.length > 0) {
      const u = open.at(-1)!;
      if (next[u]! < start[u + 1]!) {
        const v = to[next[u]++]!;
        if (order[v]! > 0) {
          if (v !== parent[u]) low[u] = Math.min(low[u]!, order[v]!);
          continue;
        }
        parent[v] = u;
        order[v] = low[v] = ++clock;
        open.push(v);
        continue;
      }
      open.pop();
      tree.push(u);
      const p = parent[u]!;
      if (p < 0) continue;
      below[p] += below[u]!;
      low[p] = Math.min(low[p]!, low[u]!);
      if (low[u]! >= order[p]!) found[p]!.push(below[u]!);
    }
    closeTree(tree, root, found, weight, below[root]!);
  }
  return found;
}

/** Adds the part towards the root; a unit with one part only cuts nothing off. */
function closeTree(
  tree: readonly number[],
  root: number,
  found: number[][],
  weight: Float64Array,
  total: number,
): void {
  for (const u of tree) {
    const parts = found[u]!;
    if (parts.length === 0) continue;
    const cutOff = parts.reduce((sum, part) => sum + part, 0);
    if (u !== root) parts.push(total - weight[u]! - cutOff);
    else if (parts.length === 1) parts.length = 0;
  }
}
