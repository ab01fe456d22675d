import { circularKernel, smoothCircle } from "./kernel.ts";

/** Profiles of units, shrunk to what is expected of each. */
export interface Pooled {
  /** Densities, [unit × bins]; each unit's sum to 1. */
  readonly profile: Float64Array;
  /** Signals that the prior profile is worth. */
  readonly strength: number;
  /** Standard deviation of the kernel over the unit's own signals, in bins. */
  readonly bandwidth: number;
}

/** Strengths that are tried: ½ to 65,536 signals. The last is as good as "the units do not differ". */
export const STRENGTHS: readonly number[] = Array.from({ length: 18 }, (_, k) => 2 ** (k - 1));
/** Bandwidths that are tried on the hours of the week. */
export const HOUR_BANDWIDTHS: readonly number[] = [0, 0.5, 0.75, 1, 1.5, 2, 3];

/** Strength and bandwidth are learned from so many units at most, evenly taken from those with signals. */
const LEARNERS = 2000;

/**
 * Dirichlet-multinomial pooling with a kernel: unit u's density is (K∗n_u + s·π_u) / (N_u + s), n_u its signals by bin,
 * π_u the profile expected of it. Strength s and the bandwidth of K are those that best foretell each signal from all
 * others (leave-one-out likelihood), first s, then the bandwidth, twice. Units without signals get their prior.
 * @param counts signals, [unit × bins] @param prior densities, [unit × bins]
 */
export function pool(
  counts: Float64Array,
  prior: Float64Array,
  bins: number,
  bandwidths: readonly number[],
): Pooled {
  const { strength, bandwidth } = learnPool(counts, prior, bins, bandwidths);
  const smooth = smoothCircle(counts, bins, circularKernel(bandwidth, bins));
  return { profile: posterior(smooth, totalsOf(counts, bins), prior, bins, strength), strength, bandwidth };
}

function learnPool(
  counts: Float64Array,
  prior: Float64Array,
  bins: number,
  bandwidths: readonly number[],
): { readonly strength: number; readonly bandwidth: number } {
  const units = learners(counts, bins);
  const own = rowsAt(counts, units, bins);
  const shared = { counts: own, totals: totalsOf(own, bins), prior: rowsAt(prior, units, bins), bins };
  const held = bandwidths.map(bandwidth => {
    const kernel = circularKernel(bandwidth, bins);
    return { ...shared, smooth: smoothCircle(own, bins, kernel), peak: kernel[0] };
  });
  let b = 0;
  let s = 0;
  for (let round = 0; round < 3; round++) {
    s = best(STRENGTHS.length, k => leaveOneOut(held[b], STRENGTHS[k]));
    if (round < 2) b = best(bandwidths.length, k => leaveOneOut(held[k], STRENGTHS[s]));
  }
  return { strength: STRENGTHS[s], bandwidth: bandwidths[b] };
}

function learners(counts: Float64Array, bins: number): number[] {
  const totals = totalsOf(counts, bins);
  const heard = [...totals.keys()].filter(unit => totals[unit] > 0);
  const step = Math.max(1, Math.ceil(heard.length / LEARNERS));
  return heard.filter((_, k) => k % step === 0);
}

function rowsAt(rows: Float64Array, units: readonly number[], bins: number): Float64Array {
  const taken = new Float64Array(units.length * bins);
  units.forEach((unit, k) => {
    taken.set(rows.subarray(unit * bins, (unit + 1) * bins), k * bins);
  });
  return taken;
}

/** (n + s·π) / (N + s) for each unit and bin. */
export function posterior(
  counts: Float64Array,
  totals: Float64Array,
  prior: Float64Array,
  bins: number,
  strength: number,
): Float64Array {
  return counts.map((count, i) => {
    const total = totals[Math.floor(i / bins)];
    return (count + strength * prior[i]) / (total + strength);
  });
}

/** Sum over the bins of each unit. */
export function totalsOf(counts: Float64Array, bins: number): Float64Array {
  const totals = new Float64Array(counts.length / bins);
  for (let i = 0; i < counts.length; i++) totals[Math.floor(i / bins)] += counts[i];
  return totals;
}

interface Held {
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  readonly prior: Float64Array;
  readonly bins: number;
  readonly smooth: Float64Array;
  /** Weight of the kernel at lag 0: what a signal says of itself. */
  readonly peak: number;
}

const LEAST = 1e-12;

/** Σ n·log(density of the bin, the signal itself left out). */
function leaveOneOut({ counts, totals, prior, bins, smooth, peak }: Held, strength: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    if (count === 0) continue;
    const self = Math.min(1, count);
    const rest = Math.max(0, smooth[i] - peak * self) + strength * prior[i];
    sum += count * Math.log(Math.max(LEAST, rest / (totals[Math.floor(i / bins)] - self + strength)));
  }
  return sum;
}

/** Index with the highest score; the first of equals. */
export function best(count: number, score: (index: number) => number): number {
  let top = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const value = score(k);
    if (value > most) [top, most] = [k, value];
  }
  return top;
}

/** Each row brought to a sum of 1, in place. */
export function normalised(rows: Float64Array, bins: number): Float64Array {
  for (let first = 0; first < rows.length; first += bins) {
    const row = rows.subarray(first, first + bins);
    const total = row.reduce((sum, density) => sum + density, 0);
    for (let bin = 0; bin < bins; bin++) row[bin] /= total;
  }
  return rows;
}
