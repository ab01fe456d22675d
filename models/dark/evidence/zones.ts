import { cellToParent } from "h3-js";
import { cellToString } from "../../../core/hexgrid.ts";
import type { Market } from "../../../data/market/market.ts";
import { cellSpacing } from "./covariates.ts";
import type { DarkGrid } from "./grid.ts";
import type { KnownSites } from "./sites.ts";

/**
 * Zones share a level of coverage and of numbers: the areas, else the territories, else coarser cells. Strata cut zones by
 * distance to the rep where zones are few.
 */
export interface Zones {
  readonly count: number;
  /** [zone] its area; -1 where zones are not areas. */
  readonly area: Int32Array;
  readonly strata: number;
  /** [stratum] zone, and standardised mean log distance. */
  readonly zone: Int32Array;
  readonly distance: Float64Array;
  /** [patch] stratum. */
  readonly stratumOf: Int32Array;
}

/** Distance bins of a zone: many where zones are few. */
const bins = (zones: number): number => (zones <= 12 ? 4 : zones <= 45 ? 2 : 1);
const MOST_COARSE_CELLS = 60;

/** @param expected [patch] accounts to expect, relative to each other */
export function makeZones(market: Market, grid: DarkGrid, sites: KnownSites, expected: Float64Array): Zones {
  const { patches } = grid;
  const { zoneOf, area } = zoneOfPatches(market, grid);
  const km = patchDistances(market, grid, sites);
  const spacing = cellSpacing(market.resolution);
  const log = km.map(d => Math.log(d + spacing));
  const parts = bins(area.length);
  const byZone = Array.from(area, () => [] as number[]);
  zoneOf.forEach((z, p) => {
    byZone[z].push(p);
  });
  const stratumOf = new Int32Array(patches.count);
  const zone: number[] = [];
  const distance: number[] = [];
  const mass: number[] = [];
  byZone.forEach((members, z) => {
    for (const part of cut(members, log, expected, parts)) {
      const weight = part.reduce((sum, p) => sum + expected[p], 0);
      const mean = part.reduce((sum, p) => sum + expected[p] * log[p], 0) / weight;
      for (const p of part) stratumOf[p] = zone.length;
      zone.push(z);
      distance.push(mean);
      mass.push(weight);
    }
  });
  return {
    count: area.length,
    area,
    strata: zone.length,
    zone: Int32Array.from(zone),
    distance: standardise(distance, mass),
    stratumOf,
  };
}

function zoneOfPatches(
  market: Market,
  { cells, patches }: DarkGrid,
): { zoneOf: Int32Array; area: Int32Array } {
  // Totals are of areas, however few they are.
  const totals = market.areaSales.area.some(area => area >= 0);
  if (market.areas.length >= 3 || totals)
    return numbered(
      Array.from(patches.area, a => `${a}`),
      patches.area,
    );
  const none = new Int32Array(patches.count).fill(-1);
  if (market.territories.length >= 3)
    return numbered(
      Array.from(patches.territory, t => `${t}`),
      none,
    );
  for (let up = 1; ; up++) {
    const resolution = market.resolution - up;
    const ids = Array.from(patches.cell, c =>
      cellToParent(cellToString(cells.h3[c]), Math.max(0, resolution)),
    );
    if (new Set(ids).size <= MOST_COARSE_CELLS || resolution <= 0) return numbered(ids, none);
  }
}

function numbered(keys: readonly string[], area: Int32Array): { zoneOf: Int32Array; area: Int32Array } {
  const index = new Map<string, number>();
  const areas: number[] = [];
  const zoneOf = Int32Array.from(keys, (key, p) => {
    let z = index.get(key);
    if (z === undefined) {
      z = index.size;
      index.set(key, z);
      areas.push(area[p]);
    }
    return z;
  });
  return { zoneOf, area: Int32Array.from(areas) };
}

/** Parts of equal expected numbers, from near to far. */
function cut(
  members: readonly number[],
  log: Float64Array,
  expected: Float64Array,
  parts: number,
): number[][] {
  const order = [...members].sort((a, b) => log[a] - log[b] || a - b);
  const total = order.reduce((sum, p) => sum + expected[p], 0);
  const result: number[][] = Array.from({ length: parts }, () => []);
  let before = 0;
  for (const p of order) {
    result[Math.min(parts - 1, Math.floor((before / total) * parts))].push(p);
    before += expected[p];
  }
  return result.filter(part => part.length > 0);
}

/** Km from each patch to the home of its territory's rep, else to the middle of the territory's known accounts. */
function patchDistances(market: Market, { cells, patches }: DarkGrid, sites: KnownSites): Float64Array {
  const anchors = territoryAnchors(market, sites);
  return Float64Array.from(patches.cell, (c, p) => {
    const anchor = anchors[patches.territory[p]] ?? anchors[market.territories.length];
    return anchor ? kmBetween(cells.lat[c], cells.lon[c], anchor.lat, anchor.lon) : 0;
  });
}

type Anchor = { readonly lat: number; readonly lon: number };

/** By territory, then the market's middle as the last; null where nothing is known. */
function territoryAnchors(market: Market, sites: KnownSites): (Anchor | null)[] {
  const { accounts, territories, reps } = market;
  const middle = (t: number | null): Anchor | null => {
    let [lat, lon, weight] = [0, 0, 0];
    for (let i = 0; i < sites.count; i++) {
      const a = sites.account[i];
      if (accounts.cell[a] < 0 || (t !== null && accounts.territory[a] !== t)) continue;
      const w = 1 + Math.max(0, sites.amount[i]) / 1e6;
      lat += w * accounts.lat[a];
      lon += w * accounts.lon[a];
      weight += w;
    }
    return weight > 0 ? { lat: lat / weight, lon: lon / weight } : null;
  };
  const homes = new Map(reps.map(rep => [rep.id, rep]));
  const anchors = territories.map((territory, t): Anchor | null => {
    const rep = territory.repId === null ? undefined : homes.get(territory.repId);
    if (rep && rep.lat !== null && rep.lon !== null) return { lat: rep.lat, lon: rep.lon };
    return middle(t) ?? middle(null);
  });
  return [...anchors, middle(null)];
}

function kmBetween(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const width = 111.195 * Math.cos((((lat1 + lat2) / 2) * Math.PI) / 180);
  return Math.hypot((lat1 - lat2) * 111.195, (lon1 - lon2) * width);
}

function standardise(values: readonly number[], mass: readonly number[]): Float64Array {
  const total = mass.reduce((sum, v) => sum + v, 0);
  const mean = values.reduce((sum, v, i) => sum + v * mass[i], 0) / total;
  const sd = Math.sqrt(values.reduce((sum, v, i) => sum + mass[i] * (v - mean) ** 2, 0) / total);
  return Float64Array.from(values, v => (sd > 1e-9 ? (v - mean) / sd : 0));
}
