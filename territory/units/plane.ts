const KM_A_DEGREE = 111.195;

/** Points on a plane in kilometres, x east and y north: right enough to tell neighbours, not to measure. */
export interface PlanePoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Degrees of any point of the plane. */
  toDegrees(x: number, y: number): [lat: number, lon: number];
}

/**
 * Equirectangular projection about the middle of the points. Longitudes are unrolled from the widest gap between them, so
 * that a market on both sides of the antimeridian is one.
 */
export function onPlane(lat: ArrayLike<number>, lon: ArrayLike<number>): PlanePoints {
  const start = westEdge(lon);
  const east = Float64Array.from(lon, l => (((l - start) % 360) + 360) % 360);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < lat.length; i++) [low, high] = [Math.min(low, lat[i]!), Math.max(high, lat[i]!)];
  const shrink = Math.cos((((low + high) / 2) * Math.PI) / 180);
  return {
    x: east.map(e => e * shrink * KM_A_DEGREE),
    y: Float64Array.from(lat, l => l * KM_A_DEGREE),
    toDegrees: (x, y) => [y / KM_A_DEGREE, start + x / (shrink * KM_A_DEGREE)],
  };
}

/** The longitude with nothing to the west of it for the longest. */
function westEdge(lon: ArrayLike<number>): number {
  const sorted = Float64Array.from(lon).sort();
  let [start, widest] = [sorted[0] ?? 0, (sorted[0] ?? 0) + 360 - (sorted.at(-1) ?? 0)];
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i]! - sorted[i - 1]!;
    if (gap > widest) [start, widest] = [sorted[i]!, gap];
  }
  return start;
}

const EARTH_KM = 6371.0088;
const RADIAN = Math.PI / 180;

/** Lambert's azimuthal equal-area projection about a point (Snyder 1987, p. 185): degrees in, kilometres out. */
export function equalArea(lat0: number, lon0: number): (lat: number, lon: number) => [x: number, y: number] {
  const [sin0, cos0] = [Math.sin(lat0 * RADIAN), Math.cos(lat0 * RADIAN)];
  return (lat, lon) => {
    const [sin, cos] = [Math.sin(lat * RADIAN), Math.cos(lat * RADIAN)];
    const east = (lon - lon0) * RADIAN;
    const scale = EARTH_KM * Math.sqrt(2 / (1 + sin0 * sin + cos0 * cos * Math.cos(east)));
    return [scale * cos * Math.sin(east), scale * (cos0 * sin - sin0 * cos * Math.cos(east))];
  };
}
