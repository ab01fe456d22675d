import type { Position } from "geojson";
import { type Border, BorderSums, type Shapes } from "./borders.ts";
import { type Corners, cornersFrom } from "./corners.ts";
import { eachEdge, triangulate } from "./triangles.ts";

/** Voronoi cells end this far outside of all points, as a part of their extent. */
const MARGIN = 0.05;

/**
 * Points, or groups of them, touch where their Voronoi cells do: what has no outline has the ground that is nearest to it.
 * @param group unit of each point, 0 to `count` - 1
 */
export function pointShapes(
  lat: ArrayLike<number>,
  lon: ArrayLike<number>,
  group: ArrayLike<number>,
  count: number,
): Shapes & { readonly corners: Corners } {
  const [area, perimeter] = [new Float64Array(count), new Float64Array(count)];
  const rings: Position[][] = Array.from({ length: count }, () => []);
  if (lat.length === 0) return { borders: [], area, perimeter, corners: cornersFrom(rings) };
  const { delaunay, toDegrees } = triangulate(lat, lon);
  const bounds = boundsOf(delaunay.points);
  const voronoi = delaunay.voronoi(bounds);
  for (let i = 0; i < lat.length; i++) {
    const polygon = voronoi.cellPolygon(i);
    if (!polygon) continue;
    area[group[i]!]! += areaOf(polygon);
    perimeter[group[i]!]! += lengthOf(polygon);
    for (const [x, y] of polygon) rings[group[i]!]!.push(toDegrees(x, y).reverse());
  }
  const sums = new BorderSums(count);
  const { circumcenters, vectors } = voronoi;
  eachEdge(delaunay, (i, j, edge) => {
    const [a, b] = [group[i]!, group[j]!];
    const one = Math.floor(edge / 3);
    const other = delaunay.halfedges[edge]!;
    const from: Point = [circumcenters[2 * one]!, circumcenters[2 * one + 1]!];
    const to: Point =
      other >= 0
        ? [circumcenters[2 * Math.floor(other / 3)]!, circumcenters[2 * Math.floor(other / 3) + 1]!]
        : farAlong(from, vectors[4 * i + 2]!, vectors[4 * i + 3]!, bounds);
    const km = lengthInside(from, to, bounds);
    if (!(km > 0)) return;
    if (a === b) perimeter[a]! -= 2 * km;
    else sums.add(a, b, km);
  });
  const borders = sums.borders();
  const touching = borders.length > 0 ? borders : onALine(delaunay.points, group);
  return { borders: touching, area, perimeter, corners: cornersFrom(rings) };
}

type Point = readonly [number, number];
type Bounds = [number, number, number, number];

function boundsOf(points: ArrayLike<number>): Bounds {
  let [x0, y0, x1, y1] = [1, 1, -1, -1].map(sign => sign * Number.POSITIVE_INFINITY) as Bounds;
  for (let i = 0; i < points.length; i += 2) {
    [x0, x1] = [Math.min(x0, points[i]!), Math.max(x1, points[i]!)];
    [y0, y1] = [Math.min(y0, points[i + 1]!), Math.max(y1, points[i + 1]!)];
  }
  const margin = Math.max(1, MARGIN * Math.max(x1 - x0, y1 - y0));
  return [x0 - margin, y0 - margin, x1 + margin, y1 + margin];
}

/** The border of two points of the hull goes on without end. */
function farAlong([x, y]: Point, dx: number, dy: number, [x0, y0, x1, y1]: Bounds): Point {
  const reach = (Math.abs(x) + Math.abs(y) + x1 - x0 + y1 - y0) / Math.hypot(dx, dy);
  return [x + dx * reach, y + dy * reach];
}

/** Length of a segment inside of a box (Liang and Barsky 1984). */
function lengthInside([ax, ay]: Point, [bx, by]: Point, [x0, y0, x1, y1]: Bounds): number {
  const [dx, dy] = [bx - ax, by - ay];
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [-dx, ax - x0],
    [dx, x1 - ax],
    [-dy, ay - y0],
    [dy, y1 - ay],
  ] as const) {
    if (step === 0 && room < 0) return 0;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return to > from ? (to - from) * Math.hypot(dx, dy) : 0;
}

function areaOf(ring: readonly Point[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return Math.abs(twice) / 2;
}

function lengthOf(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++)
    sum += Math.hypot(ring[i]![0] - ring[i - 1]![0], ring[i]![1] - ring[i - 1]![1]);
  return sum;
}

/** Points on one line have no triangles: each touches the next one. */
function onALine(points: ArrayLike<number>, group: ArrayLike<number>): Border[] {
  const order = Array.from({ length: points.length / 2 }, (_, i) => i).sort(
    (i, j) => points[2 * i]! - points[2 * j]! || points[2 * i + 1]! - points[2 * j + 1]!,
  );
  const pairs = new Map<string, Border>();
  for (let k = 1; k < order.length; k++) {
    const [a, b] = [group[order[k - 1]!]!, group[order[k]!]!].sort((p, q) => p - q) as [number, number];
    if (a !== b) pairs.set(`${a} ${b}`, { a, b, km: 1 });
  }
  return [...pairs.values()];
}
