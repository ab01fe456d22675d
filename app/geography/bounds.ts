/** [west, south, east, north] in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Room around a market that has no extent of its own. */
const LEAST_DEGREES = 0.25;

/** The bounds of points, NaN left out; null when there is none. */
export function boundsOfPoints(lat: ArrayLike<number>, lon: ArrayLike<number>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lat.length; i++) {
    if (Number.isNaN(lat[i]!) || Number.isNaN(lon[i]!)) continue;
    west = Math.min(west, lon[i]!);
    east = Math.max(east, lon[i]!);
    south = Math.min(south, lat[i]!);
    north = Math.max(north, lat[i]!);
  }
  return west <= east ? [west, south, east, north] : null;
}

/** The bounds with their own width and height added on each side, inside of the globe. */
export function surroundings([west, south, east, north]: Bounds): Bounds {
  const width = Math.max(east - west, LEAST_DEGREES);
  const height = Math.max(north - south, LEAST_DEGREES);
  return [
    Math.max(west - width, -180),
    Math.max(south - height, -90),
    Math.min(east + width, 180),
    Math.min(north + height, 90),
  ];
}
