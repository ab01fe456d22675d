import { featureCollection, feature as featureOf, union } from "@turf/turf";
import type { Feature, Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { cellsToMultiPolygon, gridDisk, polygonToCells } from "h3-js";
import { cellToString } from "../core/hexgrid.ts";
import { heaviestGroups } from "../data/market/heaviestGroups.ts";
import type { Market } from "../data/market/market.ts";
import type { Plan } from "./plan/plan.ts";

type Area = Polygon | MultiPolygon;

/** Share of accounts that must follow their area's territory for the plan to count as drawn by areas. */
const DRAWN_BY_AREA = 0.98;
/** Rings of empty cells that a territory drawn by cells may take in to close its gaps. */
const GAP_RINGS = 4;

/**
 * The outline of each territory of a plan, by index: the dissolved union of its areas where accounts follow areas,
 * else of its cells, with the empty cells between them given to the nearest. Null where nothing is placed.
 */
export function territoryOutlines(plan: Plan, market: Market): (Geometry | null)[] {
  const owners = territoryOfAreas(plan, market);
  return owners ? outlinesByArea(plan, market, owners) : outlinesByCell(plan, market);
}

/** The territory of each area (-1 for none) when accounts follow their areas; else null. */
function territoryOfAreas(
  { territories: { length: territories }, territory }: Plan,
  market: Market,
): Int32Array | null {
  const votes = new Int32Array(market.areas.length * territories);
  const { count, area } = market.accounts;
  for (let i = 0; i < count; i++) {
    if (area[i]! >= 0 && territory[i]! >= 0) votes[area[i]! * territories + territory[i]!]!++;
  }
  let all = 0;
  let following = 0;
  const owners = new Int32Array(market.areas.length).fill(-1);
  for (let a = 0; a < owners.length; a++) {
    const row = votes.subarray(a * territories, (a + 1) * territories);
    const most = row.reduce((best, value) => Math.max(best, value), 0);
    all += row.reduce((sum, value) => sum + value, 0);
    following += most;
    if (most > 0) owners[a] = row.indexOf(most);
  }
  return all > 0 && following >= DRAWN_BY_AREA * all ? owners : null;
}

function outlinesByArea({ territories }: Plan, market: Market, owners: Int32Array): (Geometry | null)[] {
  return territories.map((_, territory) => {
    const parts = market.areas.filter((_, a) => owners[a] === territory).map(area => area.geometry);
    return dissolve(parts);
  });
}

function dissolve(parts: readonly Area[]): Geometry | null {
  if (parts.length < 2) return parts[0] ?? null;
  const features: Feature<Area>[] = parts.map(part => featureOf(part));
  return union(featureCollection(features))?.geometry ?? null;
}

function outlinesByCell(plan: Plan, market: Market): (Geometry | null)[] {
  const { h3, count } = market.cells;
  const owner = new Map<string, number>();
  heaviestGroups(market, count, plan.territory).forEach((territory, cell) => {
    if (territory >= 0) owner.set(cellToString(h3[cell]), territory);
  });
  closeGaps(owner);
  return plan.territories.map((_, territory) => {
    const cells = [...owner].filter(([, t]) => t === territory).map(([cell]) => cell);
    if (cells.length === 0) return null;
    const polygons: Position[][][] = cellsToMultiPolygon(cells, true);
    const coordinates = polygons.map(([outer, ...holes]) => [
      outer!,
      ...holes.filter(h => holdsOwned(h, owner, market)),
    ]);
    return { type: "MultiPolygon", coordinates };
  });
}

/** A hole is kept where another territory lies in it; a hole of nobody's cells is only a gap in the data. */
function holdsOwned(hole: readonly Position[], owner: ReadonlyMap<string, number>, market: Market): boolean {
  return polygonToCells([[...hole]], market.resolution, true).some(cell => owner.has(cell));
}

/**
 * Morphological closing: all territories grow at the same pace, ring by ring, so that an empty cell goes to the
 * nearest; then what was won on the outside is given back.
 */
function closeGaps(owner: Map<string, number>): void {
  const given = new Set(owner.keys());
  let front = [...owner];
  for (let ring = 0; ring < GAP_RINGS; ring++) {
    const next: [string, number][] = [];
    for (const [cell, territory] of front) {
      for (const neighbour of gridDisk(cell, 1)) {
        if (owner.has(neighbour)) continue;
        owner.set(neighbour, territory);
        next.push([neighbour, territory]);
      }
    }
    front = next;
  }
  for (let ring = 0; ring < GAP_RINGS; ring++) {
    const won = [...owner.keys()].filter(cell => !given.has(cell));
    const outside = won.filter(cell => gridDisk(cell, 1).some(neighbour => !owner.has(neighbour)));
    for (const cell of outside) owner.delete(cell);
  }
}
