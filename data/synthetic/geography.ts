import { featureCollection, intersect, point, polygon, truncate, union, voronoi } from "@turf/turf";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { District, Geography, LonLat, Quarter } from "./spec.ts";

const KM_A_DEGREE = 111.2;

/** Kilometres east and north of the geography's centre; flat, which is good to 1% over a province. */
export interface Plane {
  toKm(at: LonLat): readonly [number, number];
  toDegrees(x: number, y: number): LonLat;
  distanceKm(a: LonLat, b: LonLat): number;
}

export function planeAround(centre: LonLat): Plane {
  const kmEast = KM_A_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
  return {
    toKm: at => [(at[0] - centre[0]) * kmEast, (at[1] - centre[1]) * KM_A_DEGREE],
    toDegrees: (x, y) => [centre[0] + x / kmEast, centre[1] + y / KM_A_DEGREE],
    distanceKm: (a, b) => Math.hypot((a[0] - b[0]) * kmEast, (a[1] - b[1]) * KM_A_DEGREE),
  };
}

/** The quarter nearest to a place: the place lies in that quarter's Voronoi polygon. */
export function nearestQuarter(plane: Plane, quarters: readonly Quarter[], at: LonLat): Quarter {
  let best = quarters[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (const quarter of quarters) {
    const km = plane.distanceKm(quarter.at, at);
    if (km < least) {
      least = km;
      best = quarter;
    }
  }
  return best;
}

/**
 * Outlines of the districts: the Voronoi polygons of their quarters, dissolved and clipped to the region.
 * Voronoi runs in kilometres, because degrees of longitude and latitude differ in length.
 */
export function districtOutlines(geography: Geography): FeatureCollection<Polygon | MultiPolygon, District> {
  const plane = planeAround(geography.centre);
  const ring = geography.outline.map(at => [...plane.toKm(at)]);
  const xs = ring.map(p => p[0]!);
  const ys = ring.map(p => p[1]!);
  const cells = voronoi(featureCollection(geography.quarters.map(q => point([...plane.toKm(q.at)]))), {
    bbox: [Math.min(...xs) - 1, Math.min(...ys) - 1, Math.max(...xs) + 1, Math.max(...ys) + 1],
  });
  const region = polygon([ring]);
  const features = geography.districts.map(district => {
    const own = cells.features.filter((_, i) => geography.quarters[i]!.district === district.id);
    const whole = own.length > 1 ? union(featureCollection(own)) : own[0];
    const clipped = whole && intersect(featureCollection<Polygon | MultiPolygon>([whole, region]));
    if (!clipped) throw new Error(`district ${district.id} has no quarter inside the outline`);
    return { ...toDegrees(clipped, plane), properties: district };
  });
  return featureCollection(features);
}

/** Six decimals: a hand's breadth, so that neighbours keep their common border. */
function toDegrees(shape: Feature<Polygon | MultiPolygon>, plane: Plane): Feature<Polygon | MultiPolygon> {
  const place = (p: number[]) => [...plane.toDegrees(p[0]!, p[1]!)];
  const rings = (all: number[][][]) => all.map(ring => ring.map(place));
  const { geometry } = shape;
  const moved: Polygon | MultiPolygon =
    geometry.type === "Polygon"
      ? { type: "Polygon", coordinates: rings(geometry.coordinates) }
      : { type: "MultiPolygon", coordinates: geometry.coordinates.map(rings) };
  return truncate({ type: "Feature" as const, properties: {}, geometry: moved }, { precision: 6 });
}
