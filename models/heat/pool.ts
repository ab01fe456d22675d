import { circularKernel, smoothCircle } from "./kernel.ts";

/** How a level of the hierarchy is smoothed. */
export interface Tuning {
  /** Signals that the prior profile is worth. */
  readonly strength: number;
  /** Standard deviation of the kernel over a unit's own signals, in bins. */
  readonly bandwidth: number;
}

/** Chooses how to smooth units with these signals towards these profiles; both [unit × bins]. */
export type Tuner = (level: string, counts: Float64Array, prior: Float64Array) => Tuning;

/** Strengths that are tried, from 65,536 signals, as good as "the units do not differ", down to ½. */
export const STRENGTHS: readonly number[] = Array.from({ length: 18 }, (_, k) => 2 ** (16 - k));
const BANDWIDTHS: readonly number[] = [0, 0.5, 0.75, 1, 1.5, 2, 3];
/** Strength and bandwidth are learned from so many units at most, evenly taken from those with late signals. */
const LEARNERS = 2000;

/**
 * Dirichlet-multinomial pooling with a kernel: unit u's density is (K∗n_u + s·π_u) / (N_u + s), n_u its signals by bin,
 * π_u the profile expected of it. Units without signals get π_u. [unit × bins], each unit's sum 1.
 */
export function pool(
  counts: Float64Array,
  prior: Float64Array,
  bins: number,
  { strength, bandwidth }: Tuning,
): Float64Array {
  const smooth = smoothCircle(counts, bins, circularKernel(bandwidth, bins));
  return posterior(smooth, totalsOf(counts, bins), prior, bins, strength);
}

/**
 * A tuner that takes, of each level, the strength and the bandwidth under which its signals best foretell its later ones
 * (predictive likelihood; first the strength, then the bandwidth, twice). Later weeks are asked, and not other signals
 * of the same weeks, so that habits that drift are not believed for ever. Of equals the strongest pooling is taken.
 * @param late signals of each level, [unit × bins] @param kept is told every choice
 */
export function foretelling(
  late: Readonly<Record<string, Float64Array>>,
  bins: number,
  kept: Map<string, Tuning>,
): Tuner {
  const bandwidths = bins === 7 ? [0] : BANDWIDTHS;
  return (level, counts, prior) => {
    const units = learners(late[level], bins);
    const [early, later, expected] = [counts, late[level], prior].map(rows => rowsAt(rows, units, bins));
    const totals = totalsOf(early, bins);
    const smooth = bandwidths.map(width => smoothCircle(early, bins, circularKernel(width, bins)));
    const score = (b: number, s: number) =>
      logLikelihood(later, posterior(smooth[b], totals, expected, bins, STRENGTHS[s]));
    let b = 0;
    let s = 0;
    for (let round = 0; round < 3; round++) {
      s = best(STRENGTHS.length, k => score(b, k));
      if (round < 2) b = best(bandwidths.length, k => score(k, s));
    }
    const tuning = { strength: STRENGTHS[s], bandwidth: bandwidths[b] };
    kept.set(level, tuning);
    return tuning;
  };
}

/** A tuner that repeats choices made before. */
export function repeating(kept: ReadonlyMap<string, Tuning>): Tuner {
  return level => kept.get(level)!;
}

function learners(late: Float64Array, bins: number): number[] {
  const totals = totalsOf(late, bins);
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
  const density = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++)
    density[i] = (counts[i] + strength * prior[i]) / (totals[Math.floor(i / bins)] + strength);
  return density;
}

/** Sum over the bins of each unit. */
export function totalsOf(counts: Float64Array, bins: number): Float64Array {
  const totals = new Float64Array(counts.length / bins);
  for (let i = 0; i < counts.length; i++) totals[Math.floor(i / bins)] += counts[i];
  return totals;
}

/** Σ n·log(density). */
export function logLikelihood(counts: Float64Array, density: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) sum += counts[i] * Math.log(density[i]);
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

/** Sum over all units, by bin. */
export function together(counts: Float64Array, bins: number): Float64Array {
  const sums = new Float64Array(bins);
  for (let i = 0; i < counts.length; i++) sums[i % bins] += counts[i];
  return sums;
}
