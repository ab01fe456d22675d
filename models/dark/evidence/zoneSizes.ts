import { Matrix, solve } from "ml-matrix";

/** Prior standard deviation of a covariate's effect on log size. */
const RIDGE = 0.3;

/**
 * How much larger than usual the accounts of each zone are (log): a ridge regression on the zone's covariates, plus what is
 * left of its own accounts' mean, shrunk by how many there are. A zone without known accounts has the regression alone.
 * @param rest [account] log size less its type's mean; NaN: none
 * @param zoneOf [account] -1: none
 * @param features [zone][feature]
 */
export function zoneSizes(
  rest: Float64Array,
  zoneOf: Int32Array,
  features: readonly Float64Array[],
): Float64Array {
  const zones = features.length;
  const n = new Float64Array(zones);
  const mean = new Float64Array(zones);
  let square = 0;
  let total = 0;
  rest.forEach((v, i) => {
    if (Number.isNaN(v) || zoneOf[i] < 0) return;
    n[zoneOf[i]]++;
    mean[zoneOf[i]] += v;
    square += v * v;
    total++;
  });
  for (let z = 0; z < zones; z++) mean[z] /= n[z] || 1;
  const within = total > 1 ? square / total : 1;
  const fitted = regression(mean, n, within, features);
  const between = betweenVariance(mean, n, fitted, within);
  return fitted.map((f, z) => f + ((n[z] * between) / (n[z] * between + within)) * (mean[z] - f));
}

function regression(
  mean: Float64Array,
  n: Float64Array,
  within: number,
  features: readonly Float64Array[],
): Float64Array {
  const d = features[0].length + 1;
  const normal = Matrix.zeros(d, d);
  const right = new Array<number>(d).fill(0);
  // Zones differ by more than chance, so that a large one does not count by its number alone.
  const weight = n.map(count => (count > 0 ? 1 / (within / count + 0.05) : 0));
  features.forEach((row, z) => {
    const x = [1, ...row];
    for (let i = 0; i < d; i++) {
      right[i] += weight[z] * x[i] * mean[z];
      for (let j = 0; j < d; j++) normal.set(i, j, normal.get(i, j) + weight[z] * x[i] * x[j]);
    }
  });
  for (let i = 0; i < d; i++) normal.set(i, i, normal.get(i, i) + (i === 0 ? 1e-6 : 1 / RIDGE ** 2));
  const beta = solve(normal, Matrix.columnVector(right)).to1DArray();
  return Float64Array.from(features, row => beta[0] + row.reduce((sum, v, f) => sum + v * beta[f + 1], 0));
}

/** Variance of zones around the regression beyond chance, by moments. */
function betweenVariance(mean: Float64Array, n: Float64Array, fitted: Float64Array, within: number): number {
  let excess = 0;
  let zones = 0;
  for (let z = 0; z < mean.length; z++) {
    if (n[z] < 3) continue;
    excess += (mean[z] - fitted[z]) ** 2 - within / n[z];
    zones++;
  }
  return zones > 2 ? Math.max(0.001, excess / zones) : 0.01;
}
