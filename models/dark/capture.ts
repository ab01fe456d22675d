/** Classical estimates of the size of a closed population from what lists or occasions caught. */

/** An estimated number and its standard error. */
export interface Estimate {
  readonly size: number;
  readonly se: number;
}

/** Two independent lists of n1 and n2 members, m of them in both: n1·n2/m (Petersen 1896, Lincoln 1930); infinite for m = 0. */
export function lincolnPetersen(n1: number, n2: number, m: number): number {
  return (n1 * n2) / m;
}

/**
 * The same, nearly unbiased and finite also without a common member (Chapman 1951); the variance is Seber's (1970):
 * (n1 + 1)(n2 + 1)(n1 − m)(n2 − m) / ((m + 1)²(m + 2)).
 */
export function chapman(n1: number, n2: number, m: number): Estimate {
  const product = (n1 + 1) * (n2 + 1);
  return {
    size: product / (m + 1) - 1,
    se: Math.sqrt((product * (n1 - m) * (n2 - m)) / (m + 2)) / (m + 1),
  };
}

/**
 * Least number of kinds in a sample of `individuals`, of which `once` kinds were met once and `twice` kinds twice
 * (Chao 1984): S + (n − 1)/n · f₁²/(2f₂).
 */
export function chao1(individuals: number, kinds: number, once: number, twice: number): number {
  return kinds + ((individuals - 1) / individuals) * (once ** 2 / (2 * twice));
}

/** The same, bias-corrected and finite for f₂ = 0: S + (n − 1)/n · f₁(f₁ − 1)/(2(f₂ + 1)). */
export function chao1Corrected(individuals: number, kinds: number, once: number, twice: number): number {
  return kinds + ((individuals - 1) / individuals) * ((once * (once - 1)) / (2 * (twice + 1)));
}

/**
 * Model M0: every member is caught with the same chance on each of `occasions`. Maximum likelihood, given that a member
 * was caught at all, as in a log-linear fit (Otis et al. 1978; Cormack 1989).
 * @param captures catches in all
 * @param distinct members caught at least once
 */
export function modelM0(occasions: number, captures: number, distinct: number): number {
  return modelMt(new Float64Array(occasions).fill(captures / occasions), distinct);
}

/**
 * Model Mt: the chance differs by occasion. Maximum likelihood solves ∏(1 − nⱼ/N) = 1 − M/N (Darroch 1958); infinite where
 * nobody was caught twice.
 * @param caught members caught on each occasion
 * @param distinct members caught at least once, M
 */
export function modelMt(caught: ArrayLike<number>, distinct: number): number {
  const captures = Array.from(caught).reduce((sum, n) => sum + n, 0);
  if (captures <= distinct) return Number.POSITIVE_INFINITY;
  // Everybody on one occasion: nobody is left to be missed.
  if (Array.from(caught).some(n => n >= distinct)) return distinct;
  const excess = (size: number) =>
    Array.from(caught).reduce((sum, n) => sum + Math.log1p(-n / size), 0) - Math.log1p(-distinct / size);
  let low = distinct;
  let high = 2 * distinct;
  while (excess(high) > 0) {
    low = high;
    high *= 2;
  }
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
