import type { UnitGraph } from "../units/graph.ts";

/** A spanning tree of some units, by their place in a list: parents stand before their children. */
export interface SpanningTree {
  /** Places, the root first. */
  readonly order: Int32Array;
  /** Place of the parent of each place; -1: the root. */
  readonly parent: Int32Array;
}

/**
 * Draws uniform spanning trees of connected sets of units: loop-erased random walks (Wilson 1996: "Generating random spanning
 * trees more quickly than the cover time", STOC). Cost: the units of the set, not of the graph. The tree that is given is
 * overwritten by the next; null where the set is not connected.
 */
export function treeDrawer({ start, to }: UnitGraph) {
  const units = start.length - 1;
  const place = new Int32Array(units).fill(-1);
  const [from, order, parent] = [1, 0, 0].map(extra => new Int32Array(units + extra)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const inside = new Int32Array(to.length);
  const planted = new Uint8Array(units);
  const reached = new Uint8Array(units);

  /** The edges among the members, by place. */
  const enter = (members: Int32Array, count: number) => {
    for (let i = 0; i < count; i++) place[members[i]] = i;
    let end = 0;
    for (let i = 0; i < count; i++) {
      from[i] = end;
      for (let e = start[members[i]]; e < start[members[i] + 1]; e++)
        if (place[to[e]] >= 0) inside[end++] = place[to[e]];
    }
    from[count] = end;
    for (let i = 0; i < count; i++) place[members[i]] = -1;
  };

  const connected = (count: number): boolean => {
    reached.fill(0, 0, count);
    reached[0] = 1;
    order[0] = 0;
    let end = 1;
    for (let at = 0; at < end; at++)
      for (let e = from[order[at]]; e < from[order[at] + 1]; e++)
        if (reached[inside[e]] === 0) {
          reached[inside[e]] = 1;
          order[end++] = inside[e];
        }
    return end === count;
  };

  return (members: Int32Array, count: number, uniform: () => number): SpanningTree | null => {
    enter(members, count);
    // A walk in a set of two pieces would never come home.
    if (!connected(count)) return null;
    planted.fill(0, 0, count);
    const root = Math.floor(uniform() * count);
    planted[root] = 1;
    parent[root] = -1;
    order[0] = root;
    let end = 1;
    for (let i = 0; i < count; i++) {
      // The last way out of each place is kept: walking it afterwards passes over all loops.
      for (let at = i; planted[at] === 0; at = parent[at])
        parent[at] = inside[from[at] + Math.floor(uniform() * (from[at + 1] - from[at]))];
      const first = end;
      for (let at = i; planted[at] === 0; at = parent[at]) {
        planted[at] = 1;
        order[end++] = at;
      }
      order.subarray(first, end).reverse();
    }
    return { order, parent };
  };
}

/** Adds up the columns of `sums` (`width` a place) from the leaves to the root: of each place, all that hangs on it. */
export function sumUp(
  { order, parent }: SpanningTree,
  count: number,
  sums: Float64Array,
  width: number,
): void {
  for (let i = count - 1; i > 0; i--) {
    const [child, to] = [order[i] * width, parent[order[i]] * width];
    for (let c = 0; c < width; c++) sums[to + c] += sums[child + c];
  }
}

/** Marks (1) the places that hang on a place, itself included. */
export function branchOf({ order, parent }: SpanningTree, count: number, top: number, out: Uint8Array): void {
  out.fill(0, 0, count);
  out[top] = 1;
  for (let i = 1; i < count; i++) if (parent[order[i]] >= 0 && out[parent[order[i]]] === 1) out[order[i]] = 1;
}
