import type { KnownSites } from "./sites.ts";

/** Sizes on a grid of J nodes a type: from 4 spreads below the mean of the known up to just above the largest known. */
export interface SizeGrid {
  readonly nodes: number;
  /** [type] mean and spread of known log sizes. */
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  /** [type] distance between nodes. */
  readonly step: Float64Array;
  /** [type · J + j] log size less the type's centre. */
  readonly offset: Float64Array;
  /** [type · J + j] law of the known sizes, smoothed. */
  readonly knownLaw: Float64Array;
  /** [type · J + j] share of accounts of that size that bought nothing in the last year. */
  readonly dormant: Float64Array;
  /** [type · J + j] expected amount and squared amount, dormant accounts included. */
  readonly amount: Float64Array;
  readonly amountSquare: Float64Array;
  /** The node of a log size. */
  nodeOf(type: number, size: number): number;
}

const NODES = 22;
const LOWEST = 4;
/** Weight of the type's own share of dormant accounts where few of a size are known. */
const DORMANT_PRIOR = 3;
/** Types with few known sizes borrow from all. */
const BORROW = 8;
const LEAST_SPREAD = 0.3;

/**
 * @param typeOf [site] type group
 * @param size [site] log size, cleared of the zone's effect; NaN for none
 */
export function sizeGrid(sites: KnownSites, typeOf: Int32Array, types: number, size: Float64Array): SizeGrid {
  const rowsOf = Array.from({ length: types }, (_, t) =>
    Array.from(typeOf.keys()).filter(i => typeOf[i] === t && !Number.isNaN(size[i])),
  );
  const all = Array.from(size.keys()).filter(i => !Number.isNaN(size[i]));
  const market = momentsOf(all.map(i => size[i]));
  const fits = rowsOf.map(rows => {
    const own = momentsOf(rows.map(i => size[i]));
    const w = rows.length / (rows.length + BORROW);
    const mean = rows.length > 0 ? w * own.mean + (1 - w) * market.mean : market.mean;
    return { mean, sd: Math.max(LEAST_SPREAD, w * own.sd + (1 - w) * market.sd) };
  });
  const centre = Float64Array.from(fits, f => f.mean);
  const spread = Float64Array.from(fits, f => f.sd);
  const top = rowsOf.map(
    (rows, t) => Math.max(centre[t] + spread[t], ...rows.map(i => size[i])) + 0.05 * spread[t],
  );
  const low = centre.map((m, t) => Math.min(m - LOWEST * spread[t], ...rowsOf[t].map(i => size[i])));
  const step = centre.map((_, t) => (top[t] - low[t]) / (NODES - 1));
  const nodeOf = (t: number, z: number) =>
    Math.min(NODES - 1, Math.max(0, Math.round((z - low[t]) / step[t])));
  const offset = new Float64Array(types * NODES);
  const dormant = new Float64Array(types * NODES);
  const knownLaw = new Float64Array(types * NODES);
  const amount = new Float64Array(types * NODES);
  const amountSquare = new Float64Array(types * NODES);
  for (let t = 0; t < types; t++) {
    const share = dormantShare(sites, rowsOf[t], i => nodeOf(t, size[i]));
    const normal = Float64Array.from({ length: NODES }, (_, j) =>
      Math.exp(-0.5 * ((low[t] + j * step[t] - centre[t]) / (WIDER * spread[t])) ** 2),
    );
    knownLaw.set(
      smoothLaw(
        rowsOf[t].map(i => nodeOf(t, size[i])),
        normal,
      ),
      t * NODES,
    );
    for (let j = 0; j < NODES; j++) {
      const at = t * NODES + j;
      const z = low[t] + j * step[t];
      offset[at] = z - centre[t];
      dormant[at] = share[j];
      amount[at] = Math.exp(z) * (1 - share[j]);
      amountSquare[at] = Math.exp(2 * z) * (1 - share[j]);
    }
  }
  return { nodes: NODES, centre, spread, step, offset, knownLaw, dormant, amount, amountSquare, nodeOf };
}

function momentsOf(values: readonly number[]): { mean: number; sd: number } {
  const n = values.length;
  if (n === 0) return { mean: 0, sd: 1 };
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, n - 1);
  return { mean, sd: Math.sqrt(variance) };
}

/** Weight of a normal law, in accounts, and how much wider than the known sizes it is: sizes that nobody has seen yet. */
const NORMAL_WEIGHT = 3;
const WIDER = 1.15;

/** [node] the known sizes smoothed over neighbouring nodes, with a normal law where there are few; sums to 1. */
function smoothLaw(nodes: readonly number[], normal: Float64Array): Float64Array {
  let counts: Float64Array = new Float64Array(NODES);
  for (const j of nodes) counts[j]++;
  for (let round = 0; round < 2; round++) {
    counts = counts.map((v, j) => 0.5 * v + 0.25 * (counts[j - 1] ?? v) + 0.25 * (counts[j + 1] ?? v));
  }
  const mass = normal.reduce((sum, v) => sum + v, 0);
  const law = counts.map((v, j) => v + (NORMAL_WEIGHT * normal[j]) / mass);
  const total = law.reduce((sum, v) => sum + v, 0);
  return law.map(v => v / total);
}

/** [node] by a triangular kernel over neighbouring nodes, towards the type's own share where few are known. */
function dormantShare(
  { dormant }: KnownSites,
  rows: readonly number[],
  nodeOf: (row: number) => number,
): Float64Array {
  const count = new Float64Array(NODES);
  const silent = new Float64Array(NODES);
  for (const i of rows) {
    count[nodeOf(i)]++;
    silent[nodeOf(i)] += dormant[i];
  }
  const all = silent.reduce((sum, v) => sum + v, 0) / (rows.length || 1);
  return Float64Array.from(count, (_, j) => {
    let n = DORMANT_PRIOR;
    let k = DORMANT_PRIOR * all;
    for (let d = -2; d <= 2; d++) {
      const w = (3 - Math.abs(d)) / 3;
      n += w * (count[j + d] ?? 0);
      k += w * (silent[j + d] ?? 0);
    }
    return k / n;
  });
}
