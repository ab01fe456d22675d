import type { Attribute, Market } from "../../../data/market/market.ts";
import type { KnownSites } from "./sites.ts";
import type { SizeGrid } from "./sizeGrid.ts";

/**
 * What a size column that both the accounts and a list have (square metres, staff) says of an entry's purchases: its log
 * regressed on log size over the known sites, which holds for the unknown ones too, because the column does not choose who is known.
 */
export interface ListSizes {
  /** Bin of an entry's size in the list; -1 where it has none. */
  binOf(type: number, row: number): number;
  /** [node] likelihood of a bin, up to a factor. */
  likelihood(type: number, bin: number): Float64Array;
}

/** Bins of standardised column values. */
const BINS = 12;
const RANGE = 3;
const LEAST_SITES = 40;
const LEAST_CORRELATION = 0.25;

/** Null where the lists have no column that tells of size. */
export function listSizes(
  market: Market,
  sites: KnownSites,
  typeOf: Int32Array,
  size: Float64Array,
  grid: SizeGrid,
): ListSizes | null {
  const { sightings, accounts } = market;
  const best = Object.keys(sightings.attributes)
    .map(name => {
      const listed = logs(sightings.attributes[name]);
      const known = logs(accounts.attributes[name]);
      return listed && known ? { listed, fit: regress(known, sites, typeOf, size, grid) } : null;
    })
    .filter(c => c !== null)
    .sort((a, b) => b.fit.correlation - a.fit.correlation)[0];
  if (!best || best.fit.correlation < LEAST_CORRELATION) return null;
  const { listed, fit } = best;
  const width = (2 * RANGE) / BINS;
  return {
    binOf(type, row) {
      const value = (listed[row] - fit.mean[type]) / fit.sd;
      if (Number.isNaN(value)) return -1;
      return Math.min(BINS - 1, Math.max(0, Math.floor((value + RANGE) / width)));
    },
    likelihood(type, bin) {
      const value = ((bin + 0.5) * width - RANGE) * fit.sd;
      return Float64Array.from({ length: grid.nodes }, (_, j) => {
        const gap = value - fit.slope * grid.offset[type * grid.nodes + j];
        return Math.exp(-0.5 * (gap / fit.residual) ** 2) + 1e-6;
      });
    },
  };
}

function logs(column: Attribute | undefined): Float64Array | null {
  if (column?.kind !== "number") return null;
  return column.values.map(v => (v > 0 ? Math.log(v) : Number.NaN));
}

/** Column on log size, both about their type's mean. */
function regress(
  column: Float64Array,
  sites: KnownSites,
  typeOf: Int32Array,
  size: Float64Array,
  grid: SizeGrid,
) {
  const types = grid.centre.length;
  const rows = Array.from({ length: sites.count }, (_, i) => i).filter(
    i => !Number.isNaN(size[i]) && !Number.isNaN(column[sites.account[i]]),
  );
  const mean = new Float64Array(types);
  const meanSize = new Float64Array(types);
  const n = new Float64Array(types);
  for (const i of rows) {
    n[typeOf[i]]++;
    mean[typeOf[i]] += column[sites.account[i]];
    meanSize[typeOf[i]] += size[i];
  }
  for (let t = 0; t < types; t++) {
    mean[t] /= n[t] || 1;
    meanSize[t] /= n[t] || 1;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (const i of rows) {
    const x = size[i] - meanSize[typeOf[i]];
    const y = column[sites.account[i]] - mean[typeOf[i]];
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const slope = xx > 0 ? xy / xx : 0;
  const correlation = rows.length >= LEAST_SITES && xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  const left = Math.max(1e-6, yy - slope * xy) / Math.max(1, rows.length - types - 1);
  return {
    mean,
    sd: Math.sqrt(yy / Math.max(1, rows.length)) || 1,
    slope,
    correlation,
    residual: Math.sqrt(left),
  };
}
