import { booleanPointInPolygon, polygon } from "@turf/turf";
import { latLngToCell } from "h3-js";
import type { PlanUnits } from "../../../app/api/plans.ts";
import type { Areas } from "../../api/client.ts";
import type { MapPoint } from "../../map/point.ts";

/** Finds the unit under the pointer, -1 where there is none. */
export type FindUnit = (point: MapPoint) => number;

/** Pixels from an account within which the pointer is on it. */
const NEAR = 10;

export function unitFinder(units: PlanUnits, resolution: number, areas: Areas | undefined): FindUnit {
  if (units.by === "account") return point => nearest(units, point);
  const rows = new Map(units.ids.map((id, row) => [id, row]));
  if (units.by === "cell") return ({ lat, lon }) => rows.get(latLngToCell(lat, lon, resolution)) ?? -1;
  return ({ lat, lon }) => {
    const area = areas?.features.find(
      ({ geometry }) =>
        (geometry.type === "Polygon" || geometry.type === "MultiPolygon") &&
        booleanPointInPolygon([lon, lat], geometry),
    );
    return rows.get(area?.properties.area_id ?? "") ?? -1;
  };
}

function nearest({ lat, lon }: PlanUnits, point: MapPoint): number {
  const shrink = Math.cos((point.lat * Math.PI) / 180);
  let best = (NEAR * point.pixel) ** 2;
  let found = -1;
  for (let u = 0; u < lat.length; u++) {
    // Mercator stretches both ways alike.
    const distance = (lon[u]! - point.lon) ** 2 + ((lat[u]! - point.lat) / shrink) ** 2;
    if (distance >= best) continue;
    best = distance;
    found = u;
  }
  return found;
}

/** Units that a line crosses, looked for every few pixels. */
export function unitsAlong(from: MapPoint, to: MapPoint, find: FindUnit): number[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.lon - from.lon, to.lat - from.lat) / (4 * to.pixel)));
  const found = Array.from({ length: steps }, (_, k) => {
    const share = (k + 1) / steps;
    const [lon, lat] = [from.lon + share * (to.lon - from.lon), from.lat + share * (to.lat - from.lat)];
    return find({ lon, lat, pixel: to.pixel });
  });
  return [...new Set(found)].filter(unit => unit >= 0);
}

/** Units whose centre lies inside a line that is drawn around them; the line need not be closed. */
export function unitsInside(line: readonly MapPoint[], { lat, lon }: PlanUnits): number[] {
  if (line.length < 3) return [];
  const ring = [...line, line[0]!].map((p): [number, number] => [p.lon, p.lat]);
  const lasso = polygon([ring]);
  const [west, east] = [Math.min(...ring.map(p => p[0])), Math.max(...ring.map(p => p[0]))];
  return lat.flatMap((y, u) => {
    const x = lon[u]!;
    if (x < west || x > east) return [];
    return booleanPointInPolygon([x, y], lasso) ? [u] : [];
  });
}
