import type { Evidence } from "../evidence/evidence.ts";
import { byZone } from "../evidence/patchSums.ts";

/**
 * Simple estimates of dark accounts by patch, each from one kind of evidence alone. They do not make the posterior; they
 * show where it leans on what it assumes: cells where they part are cells to look at.
 */
export interface MethodEstimate {
  readonly name: "place" | "known" | "list" | "panel";
  readonly accounts: Float64Array;
}

/** @param total the posterior mean of dark accounts, by which methods that tell only of places are scaled */
export function simpleMethods(e: Evidence, total: number): MethodEstimate[] {
  const patches = e.grid.patches.count;
  const place = sumTypes(e.byPlace, patches);
  const known = new Float64Array(patches);
  for (const p of e.sitePatch) if (p >= 0) known[p]++;
  const methods: MethodEstimate[] = [
    { name: "place", accounts: scaled(shortfall(place, known), total) },
    { name: "known", accounts: scaled(known, total) },
  ];
  if (e.linkage) methods.push({ name: "list", accounts: byListingRate(e) });
  if (e.panel) methods.push({ name: "panel", accounts: byPanel(e, place) });
  return methods;
}

/** [cell] standard deviation of the methods over their mean, NaN where there is nothing to compare. */
export function methodSpread(
  e: Evidence,
  methods: readonly MethodEstimate[],
  posterior: Float64Array,
): Float64Array {
  const { cells, patches } = e.grid;
  const columns = [...methods.map(m => m.accounts), posterior].map(column => {
    const sums = new Float64Array(cells.count);
    column.forEach((v, p) => {
      sums[patches.cell[p]] += v;
    });
    return sums;
  });
  return Float64Array.from({ length: cells.count }, (_, c) => {
    const values = columns.map(column => column[c]);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    if (!(mean > 1e-9)) return Number.NaN;
    return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length) / mean;
  });
}

function sumTypes(columns: readonly Float64Array[], patches: number): Float64Array {
  return Float64Array.from({ length: patches }, (_, p) => columns.reduce((sum, c) => sum + c[p], 0));
}

/** What a place lets expect (half again as much as is known in all) less what is known there. */
function shortfall(place: Float64Array, known: Float64Array): Float64Array {
  const seen = known.reduce((sum, v) => sum + v, 0);
  const mass = place.reduce((sum, v) => sum + v, 0) || 1;
  return place.map((v, p) => Math.max(0.05 * v, (1.5 * v * seen) / mass - known[p]));
}

function scaled(column: Float64Array, total: number): Float64Array {
  const sum = column.reduce((s, v) => s + v, 0);
  return column.map(v => (sum > 0 ? (v * total) / sum : 0));
}

/** Entries that are no known account, by one over the share of known sites of their type that the lists hold. */
function byListingRate(e: Evidence): Float64Array {
  const { sites, siteType, linkage, groups, market } = e;
  const listed = new Float64Array(groups.count);
  const all = new Float64Array(groups.count);
  const bits = new Map<number, number>();
  linkage!.pattern.forEach((pattern, a) => {
    if (pattern > 0) bits.set(market.accounts.site[a], pattern);
  });
  sites.account.forEach((a, i) => {
    all[siteType[i]]++;
    if (bits.has(market.accounts.site[a])) listed[siteType[i]]++;
  });
  const accounts = new Float64Array(e.grid.patches.count);
  linkage!.entries.forEach((entry, i) => {
    const t = e.entryType[i];
    if (e.entryPatch[i] >= 0) accounts[e.entryPatch[i]] += (entry.weight * (all[t] + 1)) / (listed[t] + 1);
  });
  return accounts;
}

/** What a panel leaves of an area, by the mean amount of its known sites, over its places. */
function byPanel(e: Evidence, place: Float64Array): Float64Array {
  const { data, zones, sites } = e;
  const mean = sites.amount.reduce((sum, v) => sum + Math.max(0, v), 0) / Math.max(1, sites.count);
  const mass = byZone(zones, place);
  return place.map((v, p) => {
    const z = zones.zone[zones.stratumOf[p]];
    const dark = data.darkAmount[z];
    return Number.isNaN(dark) || mass[z] <= 0 ? 0 : ((dark / mean) * v) / mass[z];
  });
}
