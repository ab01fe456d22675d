import { Matrix, solve } from "ml-matrix";

const ROUNDS = 25;

/**
 * Ridge logistic regression by Newton's method: the maximum of Σ log P(yᵢ | xᵢ) − Σⱼ pⱼ(βⱼ − mⱼ)²/2.
 * @param rows features, [observation × features] @param hits 1 or 0 @param precision pⱼ; 0 leaves βⱼ free
 * @param mean mⱼ; default 0
 */
export function logisticRegression(
  rows: Float64Array,
  hits: Uint8Array,
  precision: readonly number[],
  mean: readonly number[] = precision.map(() => 0),
): Float64Array {
  const width = precision.length;
  const beta = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = Float64Array.from(precision, (p, j) => -p * (beta[j] - mean[j]));
    const hessian = new Float64Array(width * width);
    for (let j = 0; j < width; j++) hessian[j * width + j] = precision[j];
    for (let i = 0; i < hits.length; i++) addObservation(rows, i * width, hits[i], beta, gradient, hessian);
    const square = Matrix.from1DArray(width, width, [...hessian]);
    const step = solve(square, Matrix.columnVector([...gradient])).to1DArray();
    for (let j = 0; j < width; j++) beta[j] += step[j];
    if (step.every(size => Math.abs(size) < 1e-8)) break;
  }
  return beta;
}

function addObservation(
  rows: Float64Array,
  at: number,
  hit: number,
  beta: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const width = beta.length;
  let eta = 0;
  for (let j = 0; j < width; j++) eta += rows[at + j] * beta[j];
  const p = logistic(eta);
  for (let j = 0; j < width; j++) {
    const x = rows[at + j];
    if (x === 0) continue;
    gradient[j] += (hit - p) * x;
    for (let k = 0; k < width; k++) hessian[j * width + k] += p * (1 - p) * x * rows[at + k];
  }
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
