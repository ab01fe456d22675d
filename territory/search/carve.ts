import type { Question } from "./question.ts";
import { branchOf, type SpanningTree, sumUp, treeDrawer } from "./spanningTree.ts";

/** Trees that are tried for each cut; the evenest is taken. */
const TRIES = 8;

/**
 * Carves a connected set of units into as many connected parts as there are labels, in proportion to their targets: cut in
 * two by the best edge of some random spanning trees, and each side again. The first label goes where the locked units are
 * (`anchored` 1), which stay together. Cost: units × log(labels).
 */
export function carver({ graph, units }: Question, mass: Float64Array, uniform: () => number) {
  const drawTree = treeDrawer(graph);
  const branch = new Uint8Array(units);
  let sums = new Float64Array(0);

  /** Splits of a tree's edges: which is evenest, and how many labels go to its branch. */
  const bestCut = (tree: SpanningTree, members: Int32Array, anchored: Uint8Array, labels: number) => {
    const count = members.length;
    if (sums.length < 3 * count) sums = new Float64Array(3 * count);
    members.forEach((u, i) => {
      sums[3 * i] = mass[u];
      sums[3 * i + 1] = 1;
      sums[3 * i + 2] = anchored[u];
    });
    sumUp(tree, count, sums, 3);
    const all = tree.order[0] * 3;
    let best = { off: Number.POSITIVE_INFINITY, top: -1, parts: 0 };
    for (let i = 1; i < count; i++) {
      const top = tree.order[i];
      const [share, size, anchors] = [sums[3 * top] / sums[all], sums[3 * top + 1], sums[3 * top + 2]];
      if (anchors > 0 && anchors < sums[all + 2]) continue;
      const [fewest, most] = [Math.max(1, labels - (count - size)), Math.min(labels - 1, size)];
      const parts = Math.min(most, Math.max(fewest, Math.round(share * labels)));
      // An even number of labels on both sides makes the fewest cuts one on top of the other.
      const off = Math.abs(share - parts / labels) * labels + Math.abs(parts / labels - 0.5) / 10;
      if (off < best.off) best = { off, top, parts };
    }
    return best;
  };

  return function carve(
    members: Int32Array,
    labels: readonly number[],
    anchored: Uint8Array,
    out: Int32Array,
  ): void {
    if (labels.length === 1 || members.length < labels.length) {
      for (const u of members) out[u] = labels[0];
      return;
    }
    let best = { off: Number.POSITIVE_INFINITY, parts: 0 };
    let sides: readonly [Int32Array, Int32Array] | null = null;
    for (let n = 0; n < TRIES; n++) {
      const tree = drawTree(members, members.length, uniform)!;
      const cut = bestCut(tree, members, anchored, labels.length);
      if (!(cut.off < best.off)) continue;
      best = cut;
      branchOf(tree, members.length, cut.top, branch);
      const at = (value: number) => members.filter((_, i) => branch[i] === value);
      sides = [at(1), at(0)];
    }
    // Locked units at every tip of every tree: nothing comes off, and the other labels stay without units.
    if (sides === null) {
      for (const u of members) out[u] = labels[0];
      return;
    }
    const [inside, outside] = sides;
    const anchorInside = inside.some(u => anchored[u] === 1) || !outside.some(u => anchored[u] === 1);
    const [inLabels, outLabels] = anchorInside
      ? [labels.slice(0, best.parts), labels.slice(best.parts)]
      : [labels.slice(labels.length - best.parts), labels.slice(0, labels.length - best.parts)];
    carve(inside, inLabels, anchored, out);
    carve(outside, outLabels, anchored, out);
  };
}
