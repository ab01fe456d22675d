/**
 * Random numbers of the planted markets. Nothing here, nor in the rest of this folder, is shared with the estimators: a
 * fault of theirs must not be planted along with the truth.
 */
export interface Random {
  /** Uniform on (0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma with the given shape and scale 1. */
  gamma(shape: number): number;
  poisson(mean: number): number;
  /** An index with probability proportional to its weight. */
  pick(weights: readonly number[]): number;
  /** Whole number from 0 to below. */
  below(count: number): number;
}

/**
 * An independent stream for one purpose: Doty-Humphrey's sfc32, seeded by the upper halves of a 64-bit linear congruential
 * sequence (Knuth's MMIX) that the seed and the letters of the purpose have stirred.
 */
export function random(seed: number, purpose: string): Random {
  let state = 0x9e3779b97f4a7c15n ^ BigInt(seed);
  for (const letter of purpose) state = step(state ^ BigInt(letter.codePointAt(0) ?? 0));
  const words = Array.from({ length: 4 }, () => {
    state = step(state);
    return Number(state >> 32n) | 0;
  });
  return laws(sfc32(words));
}

function step(state: bigint): bigint {
  return BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
}

function sfc32([a0, b0, c0, d0]: readonly number[]): () => number {
  let [a, b, c, d] = [a0, b0, c0, d0];
  const bits = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let warm = 0; warm < 16; warm++) bits();
  return () => (bits() + 0.5) / 4_294_967_296;
}

function laws(uniform: () => number): Random {
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** Ahrens and Dieter's GS for shapes up to 1; a sum of exponentials carries the whole part of larger ones. */
  const small = (shape: number): number => {
    const b = 1 + shape / Math.E;
    for (;;) {
      const p = b * uniform();
      const x = p <= 1 ? p ** (1 / shape) : -Math.log((b - p) / shape);
      const accept = p <= 1 ? Math.exp(-x) : x ** (shape - 1);
      if (uniform() <= accept) return x;
    }
  };
  const gamma = (shape: number): number => {
    let sum = 0;
    for (let whole = Math.floor(shape); whole > 0; whole--) sum -= Math.log(uniform());
    const rest = shape - Math.floor(shape);
    return rest > 1e-9 ? sum + small(rest) : sum;
  };
  /** Knuth's product of uniforms, in pieces so that it does not underflow. */
  const poisson = (mean: number): number => {
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    const edge = Math.exp(-mean);
    let n = 0;
    for (let product = uniform(); product > edge; product *= uniform()) n++;
    return n;
  };
  const pick = (weights: readonly number[]): number => {
    let left = uniform() * weights.reduce((sum, w) => sum + w, 0);
    for (let i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) return i;
    }
    return weights.length - 1;
  };
  return { uniform, normal, gamma, poisson, pick, below: count => Math.floor(uniform() * count) };
}
