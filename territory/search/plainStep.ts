import type { UnitGraph } from "../units/graph.ts";
import { branchOf, sumUp, treeDrawer } from "./spanningTree.ts";

/** What a plain step keeps even: the weight of each territory within `least` and `most`. */
export interface Evenness {
  readonly weight: Float64Array;
  readonly least: number;
  readonly most: number;
}

/**
 * One step of plain recombination (ReCom: DeFord, Duchin and Solomon 2021, Harvard Data Science Review 3.1), whose law of
 * transition is known: of all pairs of territories that touch one is drawn, each as likely; a uniform spanning tree of both
 * together; and of its edges that leave both sides even one, each as likely. A tree without such an edge leaves the plan as
 * it is. The side with the lowest unit keeps the lower number.
 * @param assignment a territory in one piece for each unit
 */
export function plainStep(
  graph: UnitGraph,
  assignment: Int32Array,
  territories: number,
  { weight, least, most }: Evenness,
  uniform: () => number,
): Int32Array {
  const pairs = touchingPairs(graph, assignment, territories);
  if (pairs.length === 0) return assignment;
  const pair = pairs[Math.floor(uniform() * pairs.length)];
  const [low, high] = [Math.floor(pair / territories), pair % territories];
  const members = Int32Array.from(assignment.keys()).filter(
    u => assignment[u] === low || assignment[u] === high,
  );
  const tree = treeDrawer(graph)(members, members.length, uniform)!;
  const sums = Float64Array.from(members, u => weight[u]);
  sumUp(tree, members.length, sums, 1);
  const all = sums[tree.order[0]];
  const even = (sum: number) => sum >= least && sum <= most;
  const cuts = tree.order.slice(1, members.length).filter(i => even(sums[i]) && even(all - sums[i]));
  if (cuts.length === 0) return assignment;
  const branch = new Uint8Array(members.length);
  branchOf(tree, members.length, cuts[Math.floor(uniform() * cuts.length)], branch);
  const next = Int32Array.from(assignment);
  members.forEach((u, i) => {
    next[u] = branch[i] === branch[0] ? low : high;
  });
  return next;
}

/** Pairs of territories that touch, as low × territories + high, ascending. */
export function touchingPairs(
  { start, to }: UnitGraph,
  assignment: Int32Array,
  territories: number,
): number[] {
  const pairs = new Set<number>();
  for (let u = 0; u < assignment.length; u++)
    for (let e = start[u]; e < start[u + 1]; e++)
      if (assignment[u] < assignment[to[e]]) pairs.add(assignment[u] * territories + assignment[to[e]]);
  return [...pairs].sort((a, b) => a - b);
}
