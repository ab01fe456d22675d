/**
 * Brand choice: Dirichlet shrinkage of each account's shares, and inertia.
 *
 * With inertia κ the probability of brand b after brand l is αᵦ·e^{κ[b=l]} / (Σα + αₗ(e^κ − 1)). That chain is
 * reversible, its stationary shares are πᵦ ∝ αᵦ(Σα + αᵦ(e^κ − 1)): `stationaryShares` and its inverse.
 */

/** Stationary shares of weights α under inertia κ; writes and returns `out`. */
export function stationaryShares(
  weights: ArrayLike<number>,
  inertia: number,
  out: Float64Array,
): Float64Array {
  let sum = 0;
  for (let b = 0; b < weights.length; b++) sum += weights[b];
  const lift = Math.expm1(inertia);
  let total = 0;
  for (let b = 0; b < weights.length; b++) {
    out[b] = weights[b] * (sum + weights[b] * lift);
    total += out[b];
  }
  for (let b = 0; b < weights.length; b++) out[b] /= total;
  return out;
}

/** Difference of shares below which it is forgotten what was bought last. */
const FORGOTTEN = 1e-9;

/**
 * Own purchases expected of a Poisson number N of occasions beyond their stationary share of them, for what was bought last:
 * Σₙ P(N ≥ n)·((x·Pⁿ)₀ − π₀), x the brand bought last and P the chain's moves.
 * @param last its number; any other number where nothing was bought yet, so that the first choice has nothing before it
 * @param occasions expected
 */
export function ownBeyondUsual(
  weights: Float64Array,
  inertia: number,
  last: number,
  occasions: number,
): number {
  const brands = weights.length;
  const total = weights.reduce((a, b) => a + b, 0);
  if (!(weights[0] > 0)) return 0;
  const now = new Float64Array(brands);
  const usual = stationaryShares(weights, inertia, now)[0];
  const gain = Math.expm1(inertia);
  const known = last >= 0 && last < brands;
  for (let b = 0; b < brands; b++) now[b] = known ? +(b === last) : weights[b] / total;
  let probability = Math.exp(-occasions);
  let more = -Math.expm1(-occasions);
  let beyond = 0;
  let n = 0;
  while (more > FORGOTTEN) {
    if (n > 0 || known) chooseNext(now, weights, total, gain);
    const difference = now[0] - usual;
    beyond += more * difference;
    if (n > 0 && Math.abs(difference) < FORGOTTEN) break;
    probability *= occasions / ++n;
    more -= probability;
  }
  return beyond;
}

/** From probabilities of what was chosen last to those of what is chosen next. */
function chooseNext(now: Float64Array, weights: Float64Array, total: number, gain: number): void {
  let shared = 0;
  for (let b = 0; b < now.length; b++) {
    now[b] /= total + weights[b] * gain;
    shared += now[b];
  }
  for (let b = 0; b < now.length; b++) now[b] = weights[b] * (shared + now[b] * gain);
}

/**
 * Weights α (adding up to one) whose stationary shares are π: the positive root of c·α² + α = k·π for each
 * brand, with k found by bisection so that Σα = 1 (Σα grows with k).
 */
export function weightsForShares(
  shares: ArrayLike<number>,
  inertia: number,
  out: Float64Array,
): Float64Array {
  const lift = Math.expm1(inertia);
  const fill = (k: number): number => {
    let sum = 0;
    for (let b = 0; b < shares.length; b++) {
      // The root in the form that does not cancel where κ is near zero.
      out[b] = (2 * k * shares[b]) / (1 + Math.sqrt(1 + 4 * lift * k * shares[b]));
      sum += out[b];
    }
    return sum;
  };
  let low = 0;
  let high = 1 + lift;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (fill(middle) < 1) low = middle;
    else high = middle;
  }
  fill(high);
  return out;
}

/**
 * Strength (prior lines) of the Dirichlet that shrinks accounts' shares to the mean of their kind: from the
 * variance of the own share beyond multinomial noise (Dirichlet-multinomial, method of moments).
 */
export function dirichletStrength(ownLines: readonly number[], allLines: readonly number[]): number {
  let own = 0;
  let all = 0;
  for (let i = 0; i < allLines.length; i++) {
    if (allLines[i] < 2) continue;
    own += ownLines[i];
    all += allLines[i];
  }
  const p = all > 0 ? own / all : 0;
  if (p <= 0 || p >= 1) return 10;
  let excess = 0;
  let scale = 0;
  for (let i = 0; i < allLines.length; i++) {
    const n = allLines[i];
    if (n < 2) continue;
    excess += n * (ownLines[i] / n - p) ** 2 - p * (1 - p);
    scale += (n - 1) * p * (1 - p);
  }
  const correlation = Math.min(0.95, Math.max(0.005, scale > 0 ? excess / scale : 0.1));
  return (1 - correlation) / correlation;
}

/** Own / other after own / other, counted within one account. */
export interface Transitions {
  readonly ownOwn: number;
  readonly ownOther: number;
  readonly otherOwn: number;
  readonly otherOther: number;
}

/**
 * Inertia κ from repeat buying: the Mantel–Haenszel odds ratio over accounts (so that differences between
 * accounts do not pass for inertia), matched to the odds ratio that κ implies at the mean shares.
 * @returns null where too few repeats tell anything
 */
export function estimateInertia(
  tables: readonly Transitions[],
  meanShares: ArrayLike<number>,
): number | null {
  let concordant = 0;
  let discordant = 0;
  let pairs = 0;
  for (const { ownOwn, ownOther, otherOwn, otherOther } of tables) {
    const n = ownOwn + ownOther + otherOwn + otherOther;
    if (n === 0) continue;
    concordant += (ownOwn * otherOther) / n;
    discordant += (ownOther * otherOwn) / n;
    pairs += n;
  }
  if (pairs < 500 || concordant < 5 || discordant < 5) return null;
  const target = Math.log(concordant / discordant);
  let low = 0;
  let high = 3;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (impliedLogOdds(middle, meanShares) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Log odds ratio of own after own against own after another brand, brands at their stationary shares. */
function impliedLogOdds(inertia: number, shares: ArrayLike<number>): number {
  const weights = weightsForShares(shares, inertia, new Float64Array(shares.length));
  const lift = Math.expm1(inertia);
  const own = weights[0];
  const stay = (own * (1 + lift)) / (1 + own * lift);
  let come = 0;
  let others = 0;
  for (let b = 1; b < shares.length; b++) {
    come += (shares[b] * own) / (1 + weights[b] * lift);
    others += shares[b];
  }
  come /= others;
  return Math.log((stay * (1 - come)) / ((1 - stay) * come));
}
