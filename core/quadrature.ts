/**
 * Gauss quadrature for a law that is known by its cumulants: nodes and weights under which the mean of every
 * polynomial up to degree 2n − 1 is exact (Golub and Welsch, "Calculation of Gauss quadrature rules", 1969; the
 * recursion from moments is Chebyshev's, see Gautschi, "Orthogonal polynomials", 2004, section 2.1.7).
 */

/** Nodes of a rule; moments up to order 2·NODES − 1 are matched. */
export const NODES = 4;
export const CUMULANTS = 2 * NODES - 1;

/** Cumulants κ₁ … of a law from its raw moments m₁ …, index 0 for order 1; as many as there are moments. */
export function cumulantsOf(moments: ArrayLike<number>): Float64Array {
  const kappa = new Float64Array(moments.length);
  for (let k = 0; k < moments.length; k++) {
    kappa[k] = moments[k];
    for (let j = 0, choose = 1; j < k; j++) {
      kappa[k] -= choose * kappa[j] * moments[k - 1 - j];
      choose = (choose * (k - j)) / (j + 1);
    }
  }
  return kappa;
}

/** Raw moments m₀ … of the standardised law (mean 0, variance 1) with cumulants κ₁ …. */
function standardMoments(kappa: ArrayLike<number>, sd: number): Float64Array {
  const moments = new Float64Array(CUMULANTS + 1);
  moments[0] = 1;
  for (let k = 1; k <= CUMULANTS; k++) {
    for (let j = 1, choose = 1; j <= k; j++) {
      const standard = j === 1 ? 0 : kappa[j - 1] / sd ** j;
      moments[k] += choose * standard * moments[k - j];
      choose = (choose * (k - j)) / j;
    }
  }
  return moments;
}

/**
 * Nodes and weights of the law with cumulants κ₁ … κ₇, written to `nodes` and `weights` from `at` on. A law on
 * fewer points than NODES gets weight 0 on the rest, which repeat the mean.
 */
export function gaussRule(
  kappa: ArrayLike<number>,
  nodes: Float64Array,
  weights: Float64Array,
  at: number,
): void {
  const mean = kappa[0];
  nodes.fill(mean, at, at + NODES);
  weights.fill(0, at, at + NODES);
  if (!(kappa[1] > 1e-12 * mean * mean)) {
    weights[at] = 1;
    return;
  }
  const sd = Math.sqrt(kappa[1]);
  const { alpha, beta } = recursion(standardMoments(kappa, sd));
  let roots: number[] = [];
  for (let degree = 1; degree <= alpha.length; degree++) roots = interlacedRoots(alpha, beta, degree, roots);
  roots.forEach((x, j) => {
    nodes[at + j] = mean + sd * x;
    weights[at + j] = christoffel(alpha, beta, x);
  });
}

/** Chebyshev's algorithm: coefficients of the orthogonal polynomials pₖ₊₁ = (x − αₖ)pₖ − βₖpₖ₋₁. */
function recursion(moments: Float64Array): { alpha: number[]; beta: number[] } {
  const alpha = [moments[1]];
  const beta = [1];
  let before: Float64Array = new Float64Array(moments.length);
  let now = moments;
  for (let k = 1; k < NODES; k++) {
    const next = new Float64Array(moments.length);
    for (let l = k; l < 2 * NODES - k; l++)
      next[l] = now[l + 1] - alpha[k - 1] * now[l] - beta[k - 1] * before[l];
    const norm = next[k] / now[k - 1];
    if (!(norm > 1e-7)) break;
    alpha.push(next[k + 1] / next[k] - now[k] / now[k - 1]);
    beta.push(norm);
    [before, now] = [now, next];
  }
  return { alpha, beta };
}

/** pₙ at x, monic. */
function polynomial(alpha: readonly number[], beta: readonly number[], degree: number, x: number): number {
  let before = 0;
  let now = 1;
  for (let k = 0; k < degree; k++)
    [before, now] = [now, (x - alpha[k]) * now - (k > 0 ? beta[k] : 0) * before];
  return now;
}

/** Roots of pₙ by bisection: one between each two roots of pₙ₋₁, one beyond each end (Gershgorin's bound). */
function interlacedRoots(
  alpha: readonly number[],
  beta: readonly number[],
  degree: number,
  inner: readonly number[],
): number[] {
  const reach = 1 + Math.max(...alpha.map(Math.abs)) + 2 * Math.sqrt(Math.max(...beta));
  const ends = [-reach, ...inner, reach];
  return Array.from({ length: degree }, (_, j) => {
    let [low, high] = [ends[j], ends[j + 1]];
    const rising = polynomial(alpha, beta, degree, high) > 0;
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (polynomial(alpha, beta, degree, middle) > 0 === rising) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  });
}

/** Weight of a node: 1 / Σ of the squared orthonormal polynomials there. */
function christoffel(alpha: readonly number[], beta: readonly number[], x: number): number {
  let sum = 0;
  let norm = 1;
  for (let k = 0; k < alpha.length; k++) {
    if (k > 0) norm *= beta[k];
    sum += polynomial(alpha, beta, k, x) ** 2 / norm;
  }
  return 1 / sum;
}
