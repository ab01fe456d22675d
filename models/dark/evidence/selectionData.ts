import { lastYearFrom } from "../../../core/period.ts";
import type { Market } from "../../../data/market/market.ts";
import type { ListOnly, SelectionData } from "../law/selection.ts";
import type { Linkage, LinkageDraw } from "../lists/linkage.ts";
import { frailtyShape } from "./intensity.ts";
import type { ListSizes } from "./listSizes.ts";
import type { AreaPanel } from "./panel.ts";
import type { KnownSites } from "./sites.ts";
import type { SizeGrid } from "./sizeGrid.ts";
import type { TypeGroups } from "./typeGroups.ts";
import type { Zones } from "./zones.ts";

/** Known sites and entries of lists, put into patches and type groups. */
export interface Seen {
  readonly sitePatch: Int32Array;
  readonly siteType: Int32Array;
  readonly linkage: Linkage | null;
  readonly entryPatch: Int32Array;
  readonly entryType: Int32Array;
}

/** What the sampler's columns are counted from. */
export interface CountedParts extends Seen {
  readonly market: Market;
  readonly sites: KnownSites;
  readonly groups: TypeGroups;
  readonly panel: AreaPanel | null;
  readonly allBrands: boolean;
  readonly sizes: SizeGrid;
  readonly zones: Zones;
  readonly byPlace: readonly Float64Array[];
  readonly cleared: Float64Array;
  readonly growth: Float64Array;
  readonly looked: Uint8Array;
  readonly seenSizes: ListSizes | null;
}

/** Lays the evidence out by stratum and type for the sampler, known sites on the lists on which they were found. */
export function selectionData(parts: CountedParts): SelectionData {
  const { groups, sizes, zones, byPlace, linkage, panel } = parts;
  const { strata } = zones;
  const types = groups.count;
  const { nodes } = sizes;
  const lists = linkage?.lists.length ?? 0;
  const expected = new Float64Array(strata * types);
  byPlace.forEach((column, t) => {
    column.forEach((v, p) => {
      expected[zones.stratumOf[p] * types + t] += v;
    });
  });
  const counts = countKnown(parts, lists);
  const dark = panel ? darkAmounts(parts, panel) : null;
  const listOnly = groupEntries(parts, lists);
  const data = {
    strata,
    types,
    nodes,
    lists,
    zones: zones.count,
    zone: zones.zone,
    distance: zones.distance,
    offset: sizes.offset,
    typeSize: centredSizes(sizes.centre, parts.siteType),
    knownLaw: sizes.knownLaw,
    amount: sizes.amount,
    amountSquare: sizes.amountSquare,
    expected,
    ...counts,
    listOnly,
    zoneSize: parts.growth,
    unlooked: parts.looked.map(v => 1 - v),
    darkAmount: dark?.amount ?? new Float64Array(zones.count).fill(Number.NaN),
    darkAmountError: dark?.error ?? new Float64Array(zones.count),
  };
  return { ...data, frailty: frailtyOfStrata(data) };
}

/** [type] mean log size less the mean over known sites. */
function centredSizes(centre: Float64Array, siteType: Int32Array): Float64Array {
  const mean = siteType.reduce((sum, t) => sum + centre[t], 0) / (siteType.length || 1);
  return centre.map(v => v - mean);
}

function countKnown(parts: CountedParts, lists: number) {
  const { market, sites, sitePatch, siteType, linkage, sizes, zones, groups, cleared } = parts;
  const types = groups.count;
  const known = new Float64Array(zones.strata * types * sizes.nodes);
  const unsized = new Float64Array(zones.strata * types);
  const patterns = new Float64Array((types * sizes.nodes) << lists);
  const pattern = sitePatterns(market, sites, linkage);
  for (let i = 0; i < sites.count; i++) {
    if (sitePatch[i] < 0) continue;
    const at = zones.stratumOf[sitePatch[i]] * types + siteType[i];
    if (Number.isNaN(cleared[i])) {
      unsized[at]++;
      continue;
    }
    const j = sizes.nodeOf(siteType[i], cleared[i]);
    known[at * sizes.nodes + j]++;
    patterns[((siteType[i] * sizes.nodes + j) << lists) + pattern[i]]++;
  }
  return { known, unsized, patterns };
}

/** The same with links corrected: known sites on lists that hold them unnoticed, and dark ones as many as there may be. */
export function withLinkage(data: SelectionData, { overlooked, factor }: LinkageDraw): SelectionData {
  const patterns = data.patterns.slice();
  overlooked.forEach((rate, l) => {
    putOnList(patterns, data.lists, l, rate);
  });
  const listOnly = data.listOnly.map(groups =>
    groups.map(group => ({ ...group, weight: group.weight * factor[group.pattern] })),
  );
  return { ...data, patterns, listOnly };
}

/**
 * Known sites that list l holds unnoticed move to its patterns, in proportion to those found, as far as there are any; a rate
 * below 0 moves them back.
 */
function putOnList(patterns: Float64Array, lists: number, l: number, rate: number): void {
  const size = 1 << lists;
  for (let row = 0; row < patterns.length; row += size) {
    for (let w = 0; w < size; w++) {
      if (w & (1 << l)) continue;
      const moved = Math.min(0.5 * patterns[row + w], rate * patterns[row + (w | (1 << l))]);
      patterns[row + w] -= moved;
      patterns[row + (w | (1 << l))] += moved;
    }
  }
}

/** A site is on a list when one of its account numbers is. */
function sitePatterns({ accounts }: Market, sites: KnownSites, linkage: Linkage | null): Uint8Array {
  const bySite = new Map<number, number>();
  if (linkage)
    for (let a = 0; a < accounts.count; a++) {
      const bits = linkage.pattern[a];
      if (bits > 0) bySite.set(accounts.site[a], (bySite.get(accounts.site[a]) ?? 0) | bits);
    }
  return Uint8Array.from(sites.account, a => bySite.get(accounts.site[a]) ?? 0);
}

/** [stratum · types + type] entries of lists that are no known site, by pattern and seen size. */
function groupEntries(parts: CountedParts, lists: number): ListOnly[][] {
  const { linkage, zones, groups, seenSizes, entryPatch, entryType } = parts;
  const result: ListOnly[][] = Array.from({ length: zones.strata * groups.count }, () => []);
  if (!linkage || lists === 0) return result;
  const sums = new Map<string, { at: number; pattern: number; bin: number; weight: number }>();
  linkage.entries.forEach((entry, i) => {
    if (entryPatch[i] < 0) return;
    const at = zones.stratumOf[entryPatch[i]] * groups.count + entryType[i];
    const bin = seenSizes?.binOf(entryType[i], entry.rows[0]) ?? -1;
    const key = `${at}/${entry.pattern}/${bin}`;
    const group = sums.get(key) ?? { at, pattern: entry.pattern, bin, weight: 0 };
    group.weight += entry.weight;
    sums.set(key, group);
  });
  for (const { at, pattern, bin, weight } of sums.values()) {
    const size = bin < 0 || !seenSizes ? null : seenSizes.likelihood(at % groups.count, bin);
    result[at].push({ pattern, weight, size });
  }
  return result;
}

/** [zone] what the panel leaves for accounts that nobody knows. */
function darkAmounts(parts: CountedParts, panel: AreaPanel) {
  const { market, zones, allBrands } = parts;
  const recorded = recordedByArea(market, allBrands);
  const totals = allBrands ? panel.all : panel.own;
  const amount = new Float64Array(zones.count).fill(Number.NaN);
  const error = new Float64Array(zones.count);
  for (let z = 0; z < zones.count; z++) {
    const a = zones.area[z];
    if (a < 0 || Number.isNaN(totals[a])) continue;
    amount[z] = Math.max(0, totals[a] - recorded[a]);
    error[z] = Math.max(1, Math.hypot(panel.error * totals[a], Math.sqrt(panel.windowError * amount[z])));
  }
  return { amount, error };
}

/** [area] minor units that known accounts, closed ones too, bought in the last year: of all brands, or of the own one. */
export function recordedByArea(market: Market, allBrands: boolean): Float64Array {
  const { sales, accounts, areas } = market;
  const from = lastYearFrom(market);
  const sums = new Float64Array(areas.length);
  for (let i = 0; i < sales.count; i++) {
    const area = accounts.area[sales.account[i]];
    if (sales.period[i] >= from && area >= 0 && (allBrands || sales.brand[i] === 0))
      sums[area] += sales.amount[i];
  }
  return sums;
}

/** Frailty of strata by type: how far counts stray from what is expected of their zone's number. */
function frailtyOfStrata(data: Omit<SelectionData, "frailty">): number {
  const { strata, types, nodes, zone, zones, expected, known, unsized, listOnly } = data;
  const seen = expected.map((_, at) => {
    let sum = unsized[at] + listOnly[at].reduce((s, g) => s + g.weight, 0);
    for (let j = 0; j < nodes; j++) sum += known[at * nodes + j];
    return sum;
  });
  const perZone = [seen, expected].map(column => {
    const sums = new Float64Array(zones);
    for (let s = 0; s < strata; s++) for (let t = 0; t < types; t++) sums[zone[s]] += column[s * types + t];
    return sums;
  });
  const scaled = expected.map((v, at) => {
    const z = zone[Math.floor(at / types)];
    return perZone[1][z] > 0 ? (v * perZone[0][z]) / perZone[1][z] : 0;
  });
  return Math.max(1.5, frailtyShape(seen, scaled));
}
