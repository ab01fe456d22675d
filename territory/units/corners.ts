import type { Position } from "geojson";

/** Corners of each unit's outline in degrees: unit u has those from start[u] to start[u + 1] - 1. */
export interface Corners {
  readonly start: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
}

/** Of each unit its corners, [lon, lat]. */
export function cornersFrom(units: readonly (readonly Position[])[]): Corners {
  const start = new Int32Array(units.length + 1);
  units.forEach((corners, u) => {
    start[u + 1] = start[u]! + corners.length;
  });
  const all = units.flat();
  return {
    start,
    lat: Float64Array.from(all, corner => corner[1]!),
    lon: Float64Array.from(all, corner => corner[0]!),
  };
}
