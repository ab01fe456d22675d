import { normalised, posterior, totalsOf } from "./pool.ts";

/**
 * The profile expected of each cell from its neighbours, by how many signals the expectation is worth: its own expected
 * one, times how the signals of its six neighbours together differ from what was expected of them. The cell's own
 * signals have no part in it.
 * @param counts and `expected` [(cells + 1) × bins]; the last unit lies nowhere and has no neighbours
 */
export function neighbourPrior(
  counts: Float64Array,
  expected: Float64Array,
  neighbours: Int32Array,
  bins: number,
): (strength: number) => Float64Array {
  const around = sumAround(counts, expected, neighbours, bins);
  const totals = totalsOf(around.counts, bins);
  return strength => {
    const seen = posterior(around.counts, totals, around.expected, bins, strength);
    const prior = expected.map((density, i) =>
      around.expected[i] > 0 ? (density * seen[i]) / around.expected[i] : density,
    );
    return normalised(prior, bins);
  };
}

/** Signals of the neighbours of each unit, and their mean expected profile by their signals. */
function sumAround(counts: Float64Array, expected: Float64Array, neighbours: Int32Array, bins: number) {
  const totals = totalsOf(counts, bins);
  const sums = new Float64Array(counts.length);
  const means = new Float64Array(counts.length);
  for (let cell = 0; cell < neighbours.length / 7; cell++) {
    const near = Array.from(neighbours.subarray(7 * cell + 1, 7 * cell + 7)).filter(
      other => other >= 0 && totals[other] > 0,
    );
    const all = near.reduce((sum, other) => sum + totals[other], 0);
    for (const other of near) {
      for (let bin = 0; bin < bins; bin++) {
        sums[cell * bins + bin] += counts[other * bins + bin];
        means[cell * bins + bin] += (totals[other] / all) * expected[other * bins + bin];
      }
    }
  }
  return { counts: sums, expected: means };
}
