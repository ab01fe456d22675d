import { cellToBoundary } from "h3-js";

/**
 * Outlines of all cells as flat arrays, built once a market. Cell i has the vertices
 * [startIndices[i], startIndices[i + 1]); its last vertex repeats its first.
 */
export interface CellGeometry {
  readonly count: number;
  /** lon, lat by vertex, degrees. */
  readonly positions: Float64Array;
  readonly startIndices: Uint32Array;
  /** Triangle fans: three vertices each. */
  readonly triangles: Uint32Array;
}

/** Cells are drawn a little smaller than they are, so that the ground shows between them without outlines. */
const SHRINK = 0.94;

/** Turns H3 indices into polygons, already triangulated: a convex outline is a fan around its first vertex. */
export function cellGeometry(ids: readonly string[]): CellGeometry {
  const rings = ids.map(id => cellToBoundary(id));
  const vertices = rings.reduce((sum, ring) => sum + ring.length + 1, 0);
  const positions = new Float64Array(2 * vertices);
  const startIndices = new Uint32Array(ids.length + 1);
  const triangles = new Uint32Array(3 * rings.reduce((sum, ring) => sum + ring.length - 2, 0));
  let vertex = 0;
  let corner = 0;
  rings.forEach((ring, cell) => {
    startIndices[cell] = vertex;
    for (let k = 1; k + 1 < ring.length; k++) {
      triangles[corner++] = vertex;
      triangles[corner++] = vertex + k;
      triangles[corner++] = vertex + k + 1;
    }
    writeRing(positions, vertex, ring);
    vertex += ring.length + 1;
  });
  startIndices[ids.length] = vertex;
  return { count: ids.length, positions, startIndices, triangles };
}

function writeRing(positions: Float64Array, start: number, ring: readonly number[][]): void {
  const lat = mean(ring.map(point => point[0]!));
  const lon = mean(ring.map(point => point[1]!));
  for (let k = 0; k <= ring.length; k++) {
    const point = ring[k % ring.length]!;
    positions[2 * (start + k)] = lon + SHRINK * (point[1]! - lon);
    positions[2 * (start + k) + 1] = lat + SHRINK * (point[0]! - lat);
  }
}

/** The full-size outline of one cell as [lon, lat] pairs, closed. */
export function cellOutline(id: string): [number, number][] {
  return cellToBoundary(id, true).map(([lon, lat]) => [lon!, lat!]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
