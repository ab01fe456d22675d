import { booleanPointInPolygon } from "@turf/turf";
import { cellToChildren, cellToLatLng, getResolution, gridDisk } from "h3-js";
import { cellCentre, cellFromString, cellToString, polygonCells } from "../../../core/hexgrid.ts";
import type { Market } from "../../../data/market/market.ts";
import type { DarkCells, DarkPatches } from "./patches.ts";

/** Cells and patches before any account is estimated: areas and territories of cells are set by surface. */
export interface DarkGrid {
  readonly cells: DarkCells;
  readonly patches: DarkPatches;
  /** The patch of a cell and area; -1 for none. `area` -1: no area. */
  patchOf(cell: bigint, area: number): number;
  /** The areas that a cell lies in, -1 for the part in none. */
  areasOf(cell: bigint): readonly number[];
}

/** A cell on a border is split by the share of its 49 grandchildren whose centre lies in each area. */
const FINER = 2;
/** Without areas, accounts may be this many cells away from a known account or an entry of a list. */
const RINGS_WITHOUT_AREAS = 2;

/** Index of the territory that a plan gives a place: an H3 cell and the index of its area, -1 for none; -1: it names none. */
export type TerritoryAt = (cell: string, area: number) => number;

/**
 * Where accounts may be. With areas: every cell that overlaps one, split by area where a border crosses it. Without:
 * the cells of known accounts and of lists, and those around them.
 */
export function darkGrid(market: Market, planned: TerritoryAt): DarkGrid {
  const shares = market.areas.length > 0 ? cellsOfAreas(market) : cellsAround(market);
  addPlaces(market, shares);
  const ids = [...shares.keys()].sort();
  const rows = ids.flatMap((id, cell) => {
    const parts = [...shares.get(id)!].sort((a, b) => a[0] - b[0]);
    return parts.map(([area, share]) => ({ cell, area, share }));
  });
  const h3 = BigUint64Array.from(ids, cellFromString);
  const territoryOf = territories(market, ids, planned);
  const index = new Map(rows.map((row, p) => [`${row.cell}/${row.area}`, p]));
  const cellIndex = new Map(ids.map((id, c) => [id, c]));
  const territory = Int32Array.from(rows, row => territoryOf(row.cell, row.area));
  return {
    cells: {
      count: ids.length,
      h3,
      ...centres(h3),
      known: knownIndex(market, h3),
      ...mostSurface(rows, territory, ids.length),
    },
    patches: {
      count: rows.length,
      cell: Int32Array.from(rows, row => row.cell),
      area: Int32Array.from(rows, row => row.area),
      territory,
      share: Float64Array.from(rows, row => row.share),
    },
    patchOf: (cell, area) => index.get(`${cellIndex.get(cellToString(cell)) ?? -1}/${area}`) ?? -1,
    areasOf: cell => [...(shares.get(cellToString(cell))?.keys() ?? [])],
  };
}

type Shares = Map<string, Map<number, number>>;

function addShare(shares: Shares, cell: string, area: number, share: number): void {
  const parts = shares.get(cell);
  if (parts) parts.set(area, (parts.get(area) ?? 0) + share);
  else shares.set(cell, new Map([[area, share]]));
}

function cellsOfAreas({ areas, resolution }: Market): Shares {
  const overlapping = new Map<string, number[]>();
  areas.forEach(({ geometry }, a) => {
    for (const cell of polygonCells(geometry, resolution)) {
      const id = cellToString(cell);
      overlapping.set(id, [...(overlapping.get(id) ?? []), a]);
    }
  });
  const shares: Shares = new Map();
  for (const [cell, inside] of overlapping) {
    const border = inside.length > 1 || gridDisk(cell, 1).some(other => !overlapping.has(other));
    if (border) splitCell(shares, cell, inside, areas);
    else addShare(shares, cell, inside[0], 1);
  }
  return shares;
}

function splitCell(shares: Shares, cell: string, inside: readonly number[], areas: Market["areas"]): void {
  const children = cellToChildren(cell, Math.min(15, getResolution(cell) + FINER));
  for (const child of children) {
    const [lat, lon] = cellToLatLng(child);
    const area = inside.find(a => booleanPointInPolygon([lon, lat], areas[a].geometry));
    if (area !== undefined) addShare(shares, cell, area, 1 / children.length);
  }
}

function cellsAround({ cells, sightings }: Market): Shares {
  const shares: Shares = new Map();
  for (const h3 of [...cells.h3, ...sightings.h3]) {
    for (const cell of gridDisk(cellToString(h3), RINGS_WITHOUT_AREAS)) {
      if (!shares.has(cell)) addShare(shares, cell, -1, 1);
    }
  }
  return shares;
}

/** A known account, or an entry of a list, has a patch wherever it stands, even where the outlines do not reach. */
function addPlaces({ cells, accounts, sightings }: Market, shares: Shares): void {
  const sliver = 1 / 49;
  for (let i = 0; i < accounts.count; i++) {
    if (accounts.cell[i] < 0) continue;
    const cell = cellToString(cells.h3[accounts.cell[i]]);
    if (!shares.get(cell)?.has(accounts.area[i])) addShare(shares, cell, accounts.area[i], sliver);
  }
  for (const h3 of sightings.h3) {
    const cell = cellToString(h3);
    if (h3 !== 0n && !shares.has(cell)) addShare(shares, cell, -1, sliver);
  }
}

function centres(h3: BigUint64Array) {
  const points = Array.from(h3, cellCentre);
  return { lat: Float64Array.from(points, p => p[0]), lon: Float64Array.from(points, p => p[1]) };
}

function knownIndex({ cells }: Market, h3: BigUint64Array): Int32Array {
  const index = new Map(Array.from(cells.h3, (cell, c) => [cell, c]));
  return Int32Array.from(h3, cell => index.get(cell) ?? -1);
}

/**
 * The territory of a patch: the one that the plan gives it, else that of most known accounts of the area, else that of
 * the nearest cell with known accounts, ring by ring.
 */
function territories(
  market: Market,
  ids: readonly string[],
  planned: TerritoryAt,
): (cell: number, area: number) => number {
  const ofAccounts = areaTerritories(market);
  const near = nearestTerritory(market, ids);
  return (cell, area) => {
    const territory = planned(ids[cell], area);
    if (territory >= 0) return territory;
    return area >= 0 && ofAccounts[area] >= 0 ? ofAccounts[area] : near[cell];
  };
}

function areaTerritories({ areas, accounts, territories }: Market): Int32Array {
  const votes = new Int32Array(areas.length * territories.length);
  for (let i = 0; i < accounts.count; i++) {
    if (accounts.area[i] >= 0 && accounts.territory[i] >= 0)
      votes[accounts.area[i] * territories.length + accounts.territory[i]]++;
  }
  return Int32Array.from(areas, (_, a) => {
    const row = votes.subarray(a * territories.length, (a + 1) * territories.length);
    const all = row.reduce((sum, v) => sum + v, 0);
    const best = row.reduce((most, v, t) => (v > row[most] ? t : most), 0);
    // An area that several territories share goes cell by cell.
    return all > 0 && row[best] > 0.9 * all ? best : -1;
  });
}

function nearestTerritory({ cells, territories }: Market, ids: readonly string[]): Int32Array {
  const result = new Int32Array(ids.length).fill(-1);
  if (territories.length === 0) return result;
  const index = new Map(ids.map((id, c) => [id, c]));
  let front: number[] = [];
  for (let c = 0; c < cells.count; c++) {
    const at = index.get(cellToString(cells.h3[c]));
    if (at === undefined || cells.territory[c] < 0) continue;
    result[at] = cells.territory[c];
    front.push(at);
  }
  while (front.length > 0) {
    const next: number[] = [];
    for (const at of front) {
      for (const id of gridDisk(ids[at], 1).sort()) {
        const other = index.get(id);
        if (other === undefined || result[other] >= 0) continue;
        result[other] = result[at];
        next.push(other);
      }
    }
    front = next;
  }
  return result;
}

function mostSurface(
  rows: readonly { readonly cell: number; readonly area: number; readonly share: number }[],
  territory: Int32Array,
  cells: number,
) {
  const best = new Float64Array(cells).fill(-1);
  const area = new Int32Array(cells).fill(-1);
  const owner = new Int32Array(cells).fill(-1);
  rows.forEach((row, p) => {
    if (row.share <= best[row.cell]) return;
    best[row.cell] = row.share;
    area[row.cell] = row.area;
    owner[row.cell] = territory[p];
  });
  return { area, territory: owner };
}
