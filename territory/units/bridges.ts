import { kilometres } from "../../core/greatCircle.ts";
import type { Border } from "./borders.ts";
import { eachEdge, triangulate } from "./triangles.ts";

/** Points that stand for units: centres, or the corners of outlines. */
export interface Shores {
  readonly lat: ArrayLike<number>;
  readonly lon: ArrayLike<number>;
  /** Unit of each point. */
  readonly unit: ArrayLike<number>;
}

/**
 * Joins what no border joins: each part that stands alone gets a bridge, a border of 0 km, from its nearest shore, until all is
 * one. The shortest bridges that do are a part of a minimum spanning tree, whose edges are edges of the Delaunay
 * triangulation (Shamos and Hoey 1975).
 */
export function bridges(count: number, borders: readonly Border[], shores: () => Shores): Border[] {
  const parts = new Parts(count);
  for (const { a, b } of borders) parts.join(a, b);
  if (parts.count <= 1) return [];
  const { lat, lon, unit } = shores();
  const ways: { readonly a: number; readonly b: number; readonly km: number }[] = [];
  const way = (i: number, j: number) => {
    const [a, b] = [unit[i]!, unit[j]!];
    if (parts.of(a) !== parts.of(b)) ways.push({ a, b, km: kilometres(lat[i]!, lon[i]!, lat[j]!, lon[j]!) });
  };
  eachEdge(triangulate(lat, lon).delaunay, way);
  // Two points, or points on one line, have no triangles.
  if (ways.length === 0 || lat.length < 3) for (let i = 1; i < lat.length; i++) way(i - 1, i);
  ways.sort((p, q) => p.km - q.km || p.a - q.a || p.b - q.b);
  return ways.flatMap(({ a, b }) =>
    parts.join(a, b) ? [{ a: Math.min(a, b), b: Math.max(a, b), km: 0 }] : [],
  );
}

/** Disjoint sets. */
export class Parts {
  readonly #parent: Int32Array;
  count: number;

  constructor(units: number) {
    this.#parent = Int32Array.from({ length: units }, (_, u) => u);
    this.count = units;
  }

  of(unit: number): number {
    const parent = this.#parent;
    let at = unit;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** False: they were one already. */
  join(a: number, b: number): boolean {
    const [p, q] = [this.of(a), this.of(b)];
    if (p === q) return false;
    this.#parent[Math.max(p, q)] = Math.min(p, q);
    this.count--;
    return true;
  }
}
