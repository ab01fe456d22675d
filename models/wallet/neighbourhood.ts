import { type CellRings, cellRings } from "../../core/hexgrid.ts";
import { log } from "../../core/math.ts";
import type { Market } from "../../data/market/market.ts";
import type { Feature } from "./features.ts";

/** Who is near whom: accounts by cell, and the cells within two rings. */
export interface Neighbourhood {
  readonly rings: CellRings;
  /** Accounts sorted by cell; cell c's are [start[c], start[c + 1]). */
  readonly start: Int32Array;
  readonly members: Int32Array;
  readonly cell: Int32Array;
  readonly type: Int32Array;
  readonly area: Int32Array;
  readonly types: number;
  readonly areas: number;
}

const RINGS = 2;
/** An account in the next ring weighs half as much. */
const RING_WEIGHT = [1, 0.5, 0.25];
/** Neighbours that the market's mean is worth, against chance in thin places. */
const PRIOR_WEIGHT = 3;

export function neighbourhoodOf({ accounts, cells, types, areas }: Market): Neighbourhood {
  const start = new Int32Array(cells.count + 1);
  for (const c of accounts.cell) if (c >= 0) start[c + 1]++;
  for (let c = 0; c < cells.count; c++) start[c + 1] += start[c];
  const members = new Int32Array(start[cells.count]);
  const next = start.slice();
  accounts.cell.forEach((c, i) => {
    if (c >= 0) members[next[c]++] = i;
  });
  const { cell, type, area } = accounts;
  const rings = cellRings(cells.h3, RINGS);
  return { rings, start, members, cell, type, area, types: types.length, areas: areas.length };
}

/** How many open accounts are near: in the cell, within one ring, within two, and of the same type within two. */
export function densityFeatures(near: Neighbourhood, open: Uint8Array): Feature[] {
  const n = near.cell.length;
  const names = ["accounts in cell", "accounts within 1", "accounts within 2", "same type within 2"];
  const counts = names.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    visitNeighbours(near, i, (j, ring) => {
      if (open[j] === 0) return;
      for (let r = ring; r <= RINGS; r++) counts[r][i]++;
      if (near.type[j] === near.type[i]) counts[3][i]++;
    });
  }
  return names.map((name, f) => ({ name, values: counts[f].map(count => log(1 + count)) }));
}

/**
 * How much more others nearby buy than their types do in the market, all and of the same type, and the same over the
 * account's area. An account's own outcome is in none of its own figures (leave one out).
 * @param y outcome of each account on its scale
 * @param usable 1: its outcome may be used
 */
export function outcomeFeatures(near: Neighbourhood, y: Float64Array, usable: Uint8Array): Feature[] {
  const n = y.length;
  const excess = excessOverType(near, y, usable);
  const all = new Float64Array(n);
  const same = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let [sum, weight, sumSame, weightSame] = [0, 0, 0, 0];
    visitNeighbours(near, i, (j, ring) => {
      if (usable[j] === 0) return;
      const w = RING_WEIGHT[ring];
      sum += w * excess[j];
      weight += w;
      if (near.type[j] !== near.type[i]) return;
      sumSame += w * excess[j];
      weightSame += w;
    });
    all[i] = sum / (weight + PRIOR_WEIGHT);
    same[i] = sumSame / (weightSame + PRIOR_WEIGHT);
  }
  return [
    { name: "others nearby", values: all },
    { name: "same type nearby", values: same },
    { name: "others in area", values: areaExcess(near, excess, usable) },
  ];
}

/** Outcome less the mean of the account's type over usable accounts. */
function excessOverType({ type, types }: Neighbourhood, y: Float64Array, usable: Uint8Array): Float64Array {
  // The last slot is for accounts without a type.
  const sum = new Float64Array(types + 1);
  const count = new Float64Array(types + 1);
  const slot = (i: number): number => (type[i] < 0 ? types : type[i]);
  y.forEach((value, i) => {
    if (usable[i] === 0) return;
    sum[slot(i)] += value;
    count[slot(i)]++;
  });
  return y.map((value, i) => (usable[i] === 0 ? 0 : value - sum[slot(i)] / count[slot(i)]));
}

function areaExcess({ area, areas }: Neighbourhood, excess: Float64Array, usable: Uint8Array): Float64Array {
  const sum = new Float64Array(areas);
  const count = new Float64Array(areas);
  excess.forEach((value, i) => {
    if (area[i] < 0 || usable[i] === 0) return;
    sum[area[i]] += value;
    count[area[i]]++;
  });
  return excess.map((value, i) => {
    if (area[i] < 0) return 0;
    const self = usable[i];
    return (sum[area[i]] - self * value) / (count[area[i]] - self + PRIOR_WEIGHT);
  });
}

/** Calls `visit` for every other account within two rings. */
function visitNeighbours(near: Neighbourhood, i: number, visit: (j: number, ring: number) => void): void {
  const { rings, start, members, cell } = near;
  const home = cell[i];
  if (home < 0) return;
  for (let e = rings.start[home]; e < rings.start[home + 1]; e++) {
    const c = rings.cell[e];
    for (let m = start[c]; m < start[c + 1]; m++) {
      if (members[m] !== i) visit(members[m], rings.ring[e]);
    }
  }
}
