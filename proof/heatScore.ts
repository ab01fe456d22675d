import type { SignalColumns } from "../data/hourSignals.ts";
import { WEEK_HOURS } from "../models/heat/kernel.ts";

/** Mean log loss, in nats a held-out signal, of the density of each place over `bins`. */
export interface HeatScore {
  readonly bins: 168 | 7;
  /** Held-out signals in places that the fit knows. */
  readonly signals: number;
  readonly smoothed: number;
  /** Each place's own earlier counts, with one signal spread over the week so that no bin is impossible. */
  readonly raw: number;
  /** The whole market's earlier counts, floored alike, for every place. */
  readonly market: number;
}

/** Signals by place and bin, [unit × bins]: hours of the week (timed signals only) or days. `unitOf` is −1 for none. */
export function binSignals(
  { count, h3, hourOfWeek, timed, signals }: SignalColumns,
  units: number,
  bins: 168 | 7,
  unitOf: (cell: bigint) => number,
): Float64Array {
  const counts = new Float64Array(units * bins);
  for (let row = 0; row < count; row++) {
    const unit = unitOf(h3[row]);
    if (unit < 0 || (bins === WEEK_HOURS && timed[row] === 0)) continue;
    counts[unit * bins + Math.floor((hourOfWeek[row] * bins) / WEEK_HOURS)] += signals[row];
  }
  return counts;
}

/**
 * Scores weights by place and hour (`heat`, any scale, [unit × 168]), learned from `earlier`, on `later` signals beside
 * what one would do without a model; both [unit × bins]. Twice the difference of two losses is the difference of their
 * deviances a signal.
 */
export function scoreHeat(
  heat: Float64Array,
  earlier: Float64Array,
  later: Float64Array,
  bins: 168 | 7,
): HeatScore {
  const smoothed = new Float64Array(earlier.length);
  heat.forEach((weight, i) => {
    smoothed[Math.floor((i * bins) / WEEK_HOURS)] += weight;
  });
  const together = new Float64Array(bins);
  earlier.forEach((n, i) => {
    together[i % bins] += n;
  });
  const everywhere = earlier.map((_, i) => together[i % bins]);
  return {
    bins,
    signals: later.reduce((sum, n) => sum + n, 0),
    smoothed: meanLoss(later, smoothed, bins, 0),
    raw: meanLoss(later, earlier, bins, 1),
    market: meanLoss(later, everywhere, bins, 1),
  };
}

/** A density of 0 where a signal came costs as much as one of a millionth. */
const FLOOR = 1e-6;

/** Mean of −log(density) over later signals; `pseudo` signals are spread evenly over each unit's bins first. */
function meanLoss(later: Float64Array, weights: Float64Array, bins: number, pseudo: number): number {
  let loss = 0;
  let signals = 0;
  for (let first = 0; first < later.length; first += bins) {
    const total = weights.subarray(first, first + bins).reduce((sum, weight) => sum + weight, pseudo);
    for (let i = first; i < first + bins; i++) {
      if (later[i] <= 0) continue;
      const density = total > 0 ? (weights[i] + pseudo / bins) / total : 1 / bins;
      loss -= later[i] * Math.log(Math.max(FLOOR, density));
      signals += later[i];
    }
  }
  return loss / signals;
}
