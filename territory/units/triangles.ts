import { Delaunay } from "d3-delaunay";
import { onPlane, type PlanePoints } from "./plane.ts";

/** Points at the same place are spread over a spot of some metres a point, so that all of them have neighbours. */
const SPOT_KM = 0.002;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

export interface Triangles extends Pick<PlanePoints, "toDegrees"> {
  readonly delaunay: Delaunay<Delaunay.Point>;
}

/** The Delaunay triangulation of points in degrees, on a plane in kilometres; `toDegrees` leads back. */
export function triangulate(lat: ArrayLike<number>, lon: ArrayLike<number>): Triangles {
  const { x, y, toDegrees } = onPlane(lat, lon);
  const points = new Float64Array(2 * x.length);
  const seen = new Map<string, number>();
  for (let i = 0; i < x.length; i++) {
    const key = `${lat[i]} ${lon[i]}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    // A sunflower's spiral: even, and the same whatever else there is.
    points[2 * i] = x[i]! + SPOT_KM * Math.sqrt(nth) * Math.cos(nth * GOLDEN_ANGLE);
    points[2 * i + 1] = y[i]! + SPOT_KM * Math.sqrt(nth) * Math.sin(nth * GOLDEN_ANGLE);
  }
  return { delaunay: new Delaunay(points), toDegrees };
}

/** Calls `visit` once for each pair of points that a triangle joins. */
export function eachEdge(
  { halfedges, triangles }: Delaunay<unknown>,
  visit: (i: number, j: number, edge: number) => void,
): void {
  for (let edge = 0; edge < halfedges.length; edge++) {
    if (edge < halfedges[edge]!) continue;
    const [i, j] = [triangles[edge]!, triangles[edge % 3 === 2 ? edge - 2 : edge + 1]!];
    // One or two points alone make a triangle with corners that are the same, or none.
    if (i >= 0 && j >= 0 && i !== j) visit(i, j, edge);
  }
}

interface Degrees {
  readonly lat: ArrayLike<number>;
  readonly lon: ArrayLike<number>;
}

/** Index of the point nearest to each of some places; -1 where there is no point. */
export function nearestPoints(points: Degrees, places: Degrees): Int32Array {
  const [count, asked] = [points.lat.length, places.lat.length];
  if (count === 0) return new Int32Array(asked).fill(-1);
  // Projected together, so that both lie on one plane.
  const both = (key: keyof Degrees) => [...Array.from(points[key]), ...Array.from(places[key])];
  const { x, y } = onPlane(both("lat"), both("lon"));
  const among = new Delaunay(Float64Array.from({ length: 2 * count }, (_, k) => (k % 2 ? y : x)[k >> 1]!));
  let last = 0;
  return Int32Array.from({ length: asked }, (_, p) => {
    last = among.find(x[count + p]!, y[count + p]!, last);
    return last;
  });
}
