/** Measures of a map of estimated counts or amounts against the true one. */

/** Estimates of zero count as this many accounts, so that an account found there costs much, but not infinitely much. */
const LEAST_MEAN = 1e-6;

/** Poisson deviance 2·Σ[y·log(y/μ) − (y − μ)]; 0 for a perfect map. */
export function poissonDeviance(counts: ArrayLike<number>, means: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const y = counts[i];
    const mean = Math.max(means[i], LEAST_MEAN);
    sum += (y > 0 ? y * Math.log(y / mean) : 0) - (y - mean);
  }
  return 2 * sum;
}

/** Rank correlation (Spearman), equal values with their mean rank; NaN where one side is constant. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const x = meanRanks(a);
  const y = meanRanks(b);
  const middle = (x.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - middle) * (y[i] - middle);
    xx += (x[i] - middle) ** 2;
    yy += (y[i] - middle) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(order.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Share of an amount that lies in the tenth of all cells with the highest predictions. Where cells are equal at the edge
 * of the tenth, each counts with the share of them that still has room.
 */
export function topTenthShare(amount: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const order = Array.from(predicted, (_, i) => i).sort((i, j) => predicted[j] - predicted[i]);
  let room = order.length / 10;
  let sum = 0;
  let held = 0;
  for (let i = 0; i < amount.length; i++) sum += amount[i];
  for (let from = 0; from < order.length && room > 0; ) {
    let to = from;
    let equal = 0;
    while (to < order.length && predicted[order[to]] === predicted[order[from]]) equal += amount[order[to++]];
    const part = Math.min(1, room / (to - from));
    held += part * equal;
    room -= to - from;
    from = to;
  }
  return sum > 0 ? held / sum : Number.NaN;
}

/**
 * Randomised probability integral transform of counts (Smith 1985; Czado, Gneiting and Held 2009):
 * u = P(Y < y) + v·P(Y = y), with P from the draws and v uniform. Uniform where the draws are right.
 * @param draws [draw × cell] counts
 * @param v [cell] uniforms
 */
export function randomisedPit(
  counts: ArrayLike<number>,
  draws: ArrayLike<number>,
  v: (cell: number) => number,
): Float64Array {
  const cells = counts.length;
  const n = draws.length / cells;
  return Float64Array.from({ length: cells }, (_, c) => {
    let below = 0;
    let equal = 0;
    for (let k = 0; k < n; k++) {
      const drawn = draws[k * cells + c];
      if (drawn < counts[c]) below++;
      else if (drawn === counts[c]) equal++;
    }
    return (below + v(c) * equal) / n;
  });
}

/** Kolmogorov-Smirnov distance of a sample to the uniform law on (0, 1). */
export function distanceToUniform(sample: Float64Array): number {
  const sorted = sample.slice().sort();
  let distance = 0;
  sorted.forEach((u, i) => {
    distance = Math.max(distance, (i + 1) / sorted.length - u, u - i / sorted.length);
  });
  return distance;
}
