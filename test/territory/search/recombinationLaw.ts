import { type Evenness, touchingPairs } from "../../../territory/search/plainStep.ts";
import type { UnitGraph } from "../../../territory/units/graph.ts";

/** A plan as what it divides, whatever its territories are called: territories by first appearance. */
export function tellsApart(plan: ArrayLike<number>): string {
  const names = new Map<number, number>();
  for (const t of Array.from(plan)) if (!names.has(t)) names.set(t, names.size);
  return Array.from(plan, t => names.get(t)).join("");
}

/** All ways to divide a small graph into so many connected parts of as many units each, by backtracking. */
export function cutsOfGrid(graph: UnitGraph, parts: number): string[] {
  const units = graph.start.length - 1;
  const size = units / parts;
  const found: string[] = [];
  const plan = new Int32Array(units).fill(-1);
  const fill = (part: number): void => {
    const first = plan.indexOf(-1);
    if (first < 0) {
      found.push(tellsApart(plan));
      return;
    }
    for (const members of connectedSets(graph, first, size, u => plan[u] === -1)) {
      for (const u of members) plan[u] = part;
      fill(part + 1);
      for (const u of members) plan[u] = -1;
    }
  };
  fill(0);
  return [...new Set(found)];
}

/** Connected sets of a size that hold a unit. */
function connectedSets(
  graph: UnitGraph,
  first: number,
  size: number,
  free: (unit: number) => boolean,
): number[][] {
  let sets = new Map([[`${first}`, [first]]]);
  for (let n = 1; n < size; n++) {
    const larger = new Map<string, number[]>();
    for (const set of sets.values())
      for (const u of set)
        for (const v of neighboursOf(graph, u)) {
          if (!free(v) || set.includes(v)) continue;
          const grown = [...set, v].sort((a, b) => a - b);
          larger.set(grown.join(), grown);
        }
    sets = larger;
  }
  return [...sets.values()];
}

function neighboursOf({ start, to }: UnitGraph, unit: number): Int32Array {
  return to.subarray(start[unit], start[unit + 1]);
}

/**
 * The exact law of a plain step from a plan: over all pairs of territories that touch, over all spanning trees of both (each
 * set of edges one fewer than units is looked at), over all edges of a tree that leave both sides even.
 * @returns probability by plan, as `tellsApart` names it
 */
export function transitionLaw(
  graph: UnitGraph,
  plan: Int32Array,
  territories: number,
  { weight, least, most }: Evenness,
): Map<string, number> {
  const law = new Map<string, number>();
  const add = (next: ArrayLike<number>, p: number) =>
    law.set(tellsApart(next), (law.get(tellsApart(next)) ?? 0) + p);
  const pairs = touchingPairs(graph, plan, territories);
  for (const pair of pairs) {
    const [a, b] = [Math.floor(pair / territories), pair % territories];
    const members = [...plan.keys()].filter(u => plan[u] === a || plan[u] === b);
    const trees = spanningTrees(graph, members);
    for (const tree of trees) {
      const p = 1 / pairs.length / trees.length;
      const cuts = tree
        .map((_, cut) => sideOf(tree, cut, members[0]))
        .filter(side => {
          const sum = side.reduce((all, u) => all + weight[u], 0);
          const rest = members.reduce((all, u) => all + weight[u], 0) - sum;
          return Math.min(sum, rest) >= least && Math.max(sum, rest) <= most;
        });
      if (cuts.length === 0) add(plan, p);
      for (const side of cuts)
        add(
          plan.map((t, u) => (t !== a && t !== b ? t : side.includes(u) ? a : b)),
          p / cuts.length,
        );
    }
  }
  return law;
}

type Edge = readonly [number, number];

/** All spanning trees of some units: each edge is left out or taken, where that closes no circle. */
function spanningTrees(graph: UnitGraph, members: readonly number[]): Edge[][] {
  const edges = members.flatMap(u =>
    [...neighboursOf(graph, u)].filter(v => v > u && members.includes(v)).map((v): Edge => [u, v]),
  );
  const trees: Edge[][] = [];
  const grow = (from: number, tree: readonly Edge[], group: ReadonlyMap<number, number>): void => {
    if (tree.length === members.length - 1) {
      trees.push([...tree]);
      return;
    }
    if (edges.length - from < members.length - 1 - tree.length) return;
    const [u, v] = edges[from];
    const [one, other] = [group.get(u)!, group.get(v)!];
    grow(from + 1, tree, group);
    if (one === other) return;
    grow(from + 1, [...tree, edges[from]], new Map([...group].map(([w, g]) => [w, g === one ? other : g])));
  };
  grow(0, [], new Map(members.map(u => [u, u])));
  return trees;
}

/** The units on the side of `from` when a tree loses an edge. */
function sideOf(tree: readonly Edge[], cut: number, from: number): number[] {
  const side = [from];
  for (const u of side)
    for (const [i, [v, w]] of tree.entries())
      if (i !== cut) {
        if (v === u && !side.includes(w)) side.push(w);
        if (w === u && !side.includes(v)) side.push(v);
      }
  return side;
}
