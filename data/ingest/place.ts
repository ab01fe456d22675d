import { cellAt } from "../../core/hexgrid.ts";
import type { Area } from "../market/market.ts";
import type { IngestContext } from "./context.ts";

/**
 * Makes `table`(lat, lon, cell): the H3 cell of every distinct place of a query. h3-js takes some 2 µs a call, so it is
 * called once a place rather than once a row.
 * @param places SQL that yields lat, lon, without nulls
 */
export async function placeInCells(context: IngestContext, table: string, places: string): Promise<void> {
  const { db, config } = context;
  await db.run(`CREATE TABLE scratch.${table} (lat DOUBLE, lon DOUBLE, cell UBIGINT)`);
  const columns = await db.columns(`SELECT DISTINCT lat, lon FROM (${places}) ORDER BY lat, lon`);
  const lat = columns.lat as Float64Array;
  const lon = columns.lon as Float64Array;
  const cell = Array.from(lat, (y, i) => cellAt(y, lon[i]!, config.resolution));
  await db.append(table, [Array.from(lat), Array.from(lon), cell], "scratch");
}

/**
 * The first area whose outline holds the point.
 * @returns a function of latitude and longitude; null where no area holds it
 */
export async function areaFinder(
  areas: readonly Area[],
): Promise<(lat: number, lon: number) => string | null> {
  // Loaded on use only: most markets give the areas of their accounts.
  const { bbox, booleanPointInPolygon } = await import("@turf/turf");
  const boxes = areas.map(a => bbox(a.geometry));
  return (lat, lon) => {
    const holds = (area: Area, i: number) => {
      const [west, south, east, north] = boxes[i] as [number, number, number, number];
      if (lon < west || lon > east || lat < south || lat > north) return false;
      return booleanPointInPolygon([lon, lat], area.geometry);
    };
    return areas.find(holds)?.id ?? null;
  };
}
