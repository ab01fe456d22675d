/**
 * Purchase rates with shrinkage: NBD (gamma-Poisson), with a prior for each account type by the method of
 * moments, and the chance that a silent account still buys (Pareto/NBD, Schmittlein, Morrison and Colombo 1987,
 * with the account's own rate).
 */
export interface GammaPrior {
  readonly shape: number;
  /** In periods. */
  readonly exposure: number;
}

const MIN_SHAPE = 0.05;
const MAX_SHAPE = 50;

/**
 * Gamma prior of the rates of a set of accounts: mean Σn/ΣE, and the variance of n/E beyond Poisson noise.
 * @param counts purchases by account
 * @param exposure periods by account
 */
export function gammaPrior(counts: readonly number[], exposure: readonly number[]): GammaPrior {
  let purchases = 0;
  let periods = 0;
  for (let i = 0; i < counts.length; i++) {
    purchases += counts[i];
    periods += exposure[i];
  }
  if (periods <= 0 || purchases <= 0) return { shape: MIN_SHAPE, exposure: 1 };
  const mean = purchases / periods;
  let excess = 0;
  let weight = 0;
  for (let i = 0; i < counts.length; i++) {
    if (exposure[i] <= 0) continue;
    excess += exposure[i] * (counts[i] / exposure[i] - mean) ** 2 - mean;
    weight += exposure[i];
  }
  const variance = excess / weight;
  const shape = variance > 0 ? mean ** 2 / variance : MAX_SHAPE;
  const bounded = Math.min(MAX_SHAPE, Math.max(MIN_SHAPE, shape));
  return { shape: bounded, exposure: bounded / mean };
}

/**
 * Hazard of dropping out a period: accounts that have fallen silent for good, over the periods that accounts were
 * alive. "For good" is a silence at least a year long in which 20 purchases were due.
 */
export function silenceHazard(
  activeRate: ArrayLike<number>,
  silence: ArrayLike<number>,
  exposure: ArrayLike<number>,
  year: number,
): number {
  let dropped = 0;
  let alive = 0;
  for (let i = 0; i < activeRate.length; i++) {
    if (activeRate[i] <= 0) continue;
    const gone = silence[i] >= year && activeRate[i] * silence[i] > 20;
    if (gone) dropped++;
    alive += exposure[i];
  }
  return (dropped + 0.5) / (alive + 10 * year);
}

/**
 * P(alive | silent for `silence` periods, buying at `rate`, dropping out at `hazard`)
 *   = 1 / (1 + μ/(λ+μ) · (e^{(λ+μ)s} − 1)).
 */
export function aliveProbability(rate: number, hazard: number, silence: number): number {
  const total = rate + hazard;
  if (total <= 0 || silence <= 0) return 1;
  return 1 / (1 + (hazard / total) * Math.expm1(Math.min(total * silence, 500)));
}
