import type { Chance } from "../../../core/chance.ts";
import type { Market } from "../../../data/market/market.ts";
import type { SelectionData } from "../law/selection.ts";
import { type Linkage, type LinkageDraw, linkSightings } from "../lists/linkage.ts";
import { type Covariates, covariates, type PopulatedPlace } from "./covariates.ts";
import { type DarkGrid, darkGrid, type TerritoryAt } from "./grid.ts";
import { fitIntensity, frailtyShape } from "./intensity.ts";
import { type ListSizes, listSizes } from "./listSizes.ts";
import { type AreaPanel, areaPanel } from "./panel.ts";
import { byCell, byZone, total } from "./patchSums.ts";
import { type Seen, selectionData, withLinkage } from "./selectionData.ts";
import { type KnownSites, knownSites, rivalsSeen } from "./sites.ts";
import { type SizeGrid, sizeGrid } from "./sizeGrid.ts";
import { type TypeGroups, typeGroups } from "./typeGroups.ts";
import { zoneSizes } from "./zoneSizes.ts";
import { makeZones, type Zones } from "./zones.ts";

/** Everything that the estimate rests on, laid out for the sampler and for the draws. */
export interface Evidence {
  readonly market: Market;
  readonly grid: DarkGrid;
  readonly sites: KnownSites;
  /** [site] patch (-1: unplaced), type group. */
  readonly sitePatch: Int32Array;
  readonly siteType: Int32Array;
  readonly groups: TypeGroups;
  readonly linkage: Linkage | null;
  /** Patch and type group of each entry of `linkage.entries`. */
  readonly entryPatch: Int32Array;
  readonly entryType: Int32Array;
  /** What a column of the lists tells of their entries' sizes. */
  readonly seenSizes: ListSizes | null;
  readonly panel: AreaPanel | null;
  /** Whether sizes and dark amounts are of all brands, or of the own brand alone. */
  readonly allBrands: boolean;
  readonly sizes: SizeGrid;
  readonly zones: Zones;
  /** [type][patch] expected accounts relative to each other: by place alone, and by place and what was seen around. */
  readonly byPlace: readonly Float64Array[];
  readonly bySurroundings: readonly Float64Array[];
  /** [patch] seen accounts, and shape of the patches' frailty. */
  readonly seen: Float64Array;
  readonly patchFrailty: number;
  /** [zone] whether anybody has looked there. */
  readonly looked: Uint8Array;
  /** What is counted, as it was found and with links corrected as they are expected to be. */
  readonly counted: SelectionData;
  readonly data: SelectionData;
}

/** What the market itself does not hold. */
export interface Surroundings {
  readonly places: readonly PopulatedPlace[];
  readonly territoryAt: TerritoryAt;
}

export function gatherEvidence(
  market: Market,
  { places, territoryAt }: Surroundings,
  chance: Chance,
): Evidence {
  const grid = darkGrid(market, territoryAt);
  const sites = knownSites(market);
  const groups = typeGroups(market, sites);
  const { accounts } = market;
  const sitePatch = Int32Array.from(sites.account, a =>
    accounts.cell[a] < 0 ? -1 : grid.patchOf(market.cells.h3[accounts.cell[a]], accounts.area[a]),
  );
  const siteType = Int32Array.from(sites.account, a => groups.groupOf[accounts.type[a] + 1]);
  const linkage = market.sightings.count > 0 ? linkSightings(market, deadAccounts(market, sites)) : null;
  const entryPatch = Int32Array.from(linkage?.entries ?? [], e => entryPatchOf(market, grid, e.rows[0]));
  const mix = new Float64Array(groups.count);
  for (const t of siteType) mix[t]++;
  const entryType = Int32Array.from(linkage?.entries ?? [], e =>
    e.type < 0 ? chance.pick(mix) : groups.groupOf[e.type + 1],
  );
  const counts = seenByType(grid, groups.count, { sitePatch, siteType, linkage, entryPatch, entryType });
  const seen = new Float64Array(grid.patches.count);
  for (const column of counts)
    column.forEach((v, p) => {
      seen[p] += v;
    });
  const x = covariates(market, grid, byCell(grid, seen), places);
  const { byPlace, bySurroundings, zones, looked } = intensities(market, grid, sites, x, counts, seen);
  const panel = areaPanel(market);
  const allBrands = rivalsSeen(market);
  const zoneOfSite = sitePatch.map(p => (p < 0 ? -1 : zones.zone[zones.stratumOf[p]]));
  const features = zoneFeatures(grid, zones, x, byPlace);
  const centred = centreByType(sites.size, siteType, groups.count);
  const growth = zoneSizes(centred, zoneOfSite, features);
  const cleared = sites.size.map((v, i) => (zoneOfSite[i] < 0 ? v : v - growth[zoneOfSite[i]]));
  const sizes = calibrated(
    sizeGrid(sites, siteType, groups.count, cleared),
    sites,
    siteType,
    cleared,
    zoneOfSite,
    growth,
  );
  const seenSizes = listSizes(market, sites, siteType, cleared, sizes);
  const part = { market, grid, sites, sitePatch, siteType, groups, linkage, entryPatch, entryType };
  const counted = selectionData({
    ...part,
    panel,
    allBrands,
    sizes,
    zones,
    byPlace,
    cleared,
    growth,
    looked,
    seenSizes,
  });
  const patchFrailty = frailtyOfPatches(grid, zones, bySurroundings, seen);
  return {
    ...part,
    seenSizes,
    panel,
    allBrands,
    sizes,
    zones,
    byPlace,
    bySurroundings,
    seen,
    patchFrailty,
    looked,
    counted,
    data: linkage ? withLinkage(counted, linkage.expected) : counted,
  };
}

/** The same where the links are as drawn. */
export function givenLinkage(e: Evidence, linkage: Linkage, draw: LinkageDraw): Evidence {
  const entries = linkage.entries.map(entry => ({
    ...entry,
    weight: entry.weight * draw.factor[entry.pattern],
  }));
  return { ...e, linkage: { ...linkage, entries }, data: withLinkage(e.counted, draw) };
}

/** An account's place trades no more when its site is not open. */
function deadAccounts({ accounts }: Market, sites: KnownSites): (account: number) => boolean {
  const open = new Set(Array.from(sites.account, a => accounts.site[a]));
  return account => !open.has(accounts.site[account]);
}

function entryPatchOf({ sightings }: Market, grid: DarkGrid, row: number): number {
  const cell = sightings.h3[row];
  const { patches } = grid;
  let best = -1;
  // Of a cell on a border the larger part: a list's point is no better than that.
  for (const area of grid.areasOf(cell)) {
    const p = grid.patchOf(cell, area);
    if (best < 0 || patches.share[p] > patches.share[best]) best = p;
  }
  return best;
}

/** [type][patch] known sites and entries of lists that are none. */
function seenByType(grid: DarkGrid, types: number, s: Seen): Float64Array[] {
  const counts = Array.from({ length: types }, () => new Float64Array(grid.patches.count));
  s.sitePatch.forEach((p, i) => {
    if (p >= 0) counts[s.siteType[i]][p]++;
  });
  s.linkage?.entries.forEach((entry, i) => {
    if (s.entryPatch[i] >= 0) counts[s.entryType[i]][s.entryPatch[i]] += entry.weight;
  });
  return counts;
}

/** A zone with less than this share of what its place lets expect has not been looked at. */
const LOOKED_SHARE = 0.2;
const LOOKED_LEAST = 3;

/** Expected numbers by patch. Zones where nobody has looked teach nothing about where accounts are. */
function intensities(
  market: Market,
  grid: DarkGrid,
  sites: KnownSites,
  x: Covariates,
  counts: readonly Float64Array[],
  seen: Float64Array,
) {
  const { share } = grid.patches;
  const everywhere = new Uint8Array(grid.patches.count).fill(1);
  const first = total(fitIntensity(x, x.open, share, counts, everywhere).perType);
  const zones = makeZones(market, grid, sites, first);
  const looked = new Uint8Array(zones.count).fill(1);
  const expected = byZone(zones, first);
  const found = byZone(zones, seen);
  for (let z = 0; z < zones.count; z++)
    if (expected[z] > LOOKED_LEAST && found[z] < LOOKED_SHARE * expected[z]) looked[z] = 0;
  const use = Uint8Array.from(zones.stratumOf, s => looked[zones.zone[s]]);
  return {
    zones,
    looked,
    byPlace: fitIntensity(x, x.open, share, counts, use).perType,
    bySurroundings: fitIntensity(x, x.width, share, counts, use).perType,
  };
}

/** [zone] means of the covariates that need no known account, weighted by expected accounts. */
function zoneFeatures(
  grid: DarkGrid,
  zones: Zones,
  x: Covariates,
  byPlace: readonly Float64Array[],
): Float64Array[] {
  const weight = total(byPlace);
  const mass = byZone(zones, weight);
  const features = Array.from({ length: zones.count }, () => new Float64Array(x.open));
  for (let p = 0; p < grid.patches.count; p++) {
    const z = zones.zone[zones.stratumOf[p]];
    for (let f = 0; f < x.open; f++) features[z][f] += (weight[p] * x.values[p * x.width + f]) / mass[z];
  }
  return features;
}

function centreByType(size: Float64Array, typeOf: Int32Array, types: number): Float64Array {
  const sum = new Float64Array(types);
  const n = new Float64Array(types);
  size.forEach((v, i) => {
    if (Number.isNaN(v)) return;
    sum[typeOf[i]] += v;
    n[typeOf[i]]++;
  });
  return size.map((v, i) => v - sum[typeOf[i]] / (n[typeOf[i]] || 1));
}

/** Node amounts are scaled so that the known sites, put on the grid, have the amount that they have. */
function calibrated(
  grid: SizeGrid,
  sites: KnownSites,
  typeOf: Int32Array,
  size: Float64Array,
  zoneOf: Int32Array,
  growth: Float64Array,
): SizeGrid {
  const types = grid.centre.length;
  const actual = new Float64Array(types);
  const onGrid = new Float64Array(types);
  for (let i = 0; i < sites.count; i++) {
    if (Number.isNaN(size[i])) continue;
    const t = typeOf[i];
    actual[t] += sites.amount[i];
    const factor = zoneOf[i] < 0 ? 1 : Math.exp(growth[zoneOf[i]]);
    onGrid[t] += factor * grid.amount[t * grid.nodes + grid.nodeOf(t, size[i])];
  }
  const scale = actual.map((v, t) =>
    onGrid[t] > 0 && v > 0 ? Math.min(2, Math.max(0.5, v / onGrid[t])) : 1,
  );
  const typeAt = (at: number) => Math.floor(at / grid.nodes);
  return {
    ...grid,
    amount: grid.amount.map((v, at) => v * scale[typeAt(at)]),
    amountSquare: grid.amountSquare.map((v, at) => v * scale[typeAt(at)] ** 2),
  };
}

function frailtyOfPatches(
  grid: DarkGrid,
  zones: Zones,
  bySurroundings: readonly Float64Array[],
  seen: Float64Array,
): number {
  const expected = total(bySurroundings);
  const [found, sum] = [byZone(zones, seen), byZone(zones, expected)];
  const scaled = expected.map((v, p) => {
    const z = zones.zone[zones.stratumOf[p]];
    return sum[z] > 0 ? (v * found[z]) / sum[z] : 0;
  });
  const cells = byCell(grid, scaled);
  return frailtyShape(byCell(grid, seen), cells);
}
