/**
 * Linear weights w ≥ 0 of y ≈ Xw: by least absolute error, as iteratively reweighted least squares (Schlossmacher 1973),
 * or by weighted least squares. Each least-squares step is solved by coordinate descent, which keeps to w ≥ 0.
 */
export interface Regression {
  /** [row × width] */
  readonly x: Float64Array;
  /** [row] */
  readonly y: Float64Array;
  readonly width: number;
}

/** Errors below this share of the mean |y| count alike, so that no row decides alone. */
const NEAR = 1e-3;
const MAX_REWEIGHTINGS = 60;
const MAX_SWEEPS = 200;

/** argmin over w ≥ 0 of Σ|y − Xw|. */
export function leastAbsoluteWeights(regression: Regression): Float64Array {
  const { x, y, width } = regression;
  const near = Math.max(NEAR * meanSize(y), Number.MIN_VALUE);
  let weights = new Float64Array(width).fill(1 / width);
  for (let step = 0; step < MAX_REWEIGHTINGS; step++) {
    const before = weights;
    weights = leastSquares(
      regression,
      row => 1 / Math.max(near, Math.abs(y[row]! - product(x, row, before))),
      before,
    );
    if (settled(before, weights)) break;
  }
  return weights;
}

/** argmin over w ≥ 0 of Σ v·(y − Xw)², v the rows' weights. */
export function leastSquareWeights(regression: Regression, rowWeight: Float64Array): Float64Array {
  const start = new Float64Array(regression.width).fill(1 / regression.width);
  return leastSquares(regression, row => rowWeight[row]!, start);
}

function leastSquares(
  { x, y, width }: Regression,
  weightOf: (row: number) => number,
  start: Float64Array,
): Float64Array<ArrayBuffer> {
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  for (let row = 0; row < y.length; row++) {
    const v = weightOf(row);
    for (let a = 0; a < width; a++) {
      const weighted = v * x[row * width + a]!;
      moment[a]! += weighted * y[row]!;
      for (let b = 0; b < width; b++) gram[a * width + b]! += weighted * x[row * width + b]!;
    }
  }
  const weights = Float64Array.from(start);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    const before = weights.slice();
    for (let a = 0; a < width; a++) {
      const own = gram[a * width + a]!;
      let rest = moment[a]!;
      for (let b = 0; b < width; b++) if (b !== a) rest -= gram[a * width + b]! * weights[b]!;
      weights[a] = own > 0 ? Math.max(0, rest / own) : 0;
    }
    if (settled(before, weights)) break;
  }
  return weights;
}

function product(x: Float64Array, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < weights.length; a++) sum += x[row * weights.length + a]! * weights[a]!;
  return sum;
}

function meanSize(values: Float64Array): number {
  return values.reduce((sum, v) => sum + Math.abs(v), 0) / Math.max(1, values.length);
}

function settled(before: Float64Array, after: Float64Array): boolean {
  return after.every((v, a) => Math.abs(v - before[a]!) <= 1e-5);
}
