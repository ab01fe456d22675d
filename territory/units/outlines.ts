import { area, centerOfMass, polygon } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";

/** All rings of an outline. */
export function ringsOf(outline: Polygon | MultiPolygon): Position[][] {
  return outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();
}

/** All corners of an outline, [lon, lat]. */
export function cornersOf(outline: Polygon | MultiPolygon): Position[] {
  return ringsOf(outline).flat();
}

/** Square kilometres, across the antimeridian too. */
export function areaKm2(outline: Polygon | MultiPolygon): number {
  return partsOf(outline).reduce((sum, rings) => sum + partArea(rings), 0);
}

/** [lat, lon] of the centre of mass of an outline's largest part; across the antimeridian too. */
export function centreOf(outline: Polygon | MultiPolygon): [lat: number, lon: number] {
  const sized = partsOf(outline).map(rings => ({ rings, size: partArea(rings) }));
  const largest = sized.reduce((a, b) => (b.size > a.size ? b : a));
  const [lon, lat] = centerOfMass(polygon(largest.rings)).geometry.coordinates as [number, number];
  return [lat, ((((lon + 180) % 360) + 360) % 360) - 180];
}

function partArea(rings: Position[][]): number {
  return area(polygon(rings)) / 1e6;
}

/** The polygons of an outline, longitudes without a jump by 360°. */
function partsOf(outline: Polygon | MultiPolygon): Position[][][] {
  const parts = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  return parts.map(rings => {
    const first = rings[0]![0]![0]!;
    const near = (lon: number) => first + ((((lon - first + 180) % 360) + 360) % 360) - 180;
    return rings.map(ring => ring.map(([lon, lat]) => [near(lon!), lat!]));
  });
}
