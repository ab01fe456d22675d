import { exp, log } from "./math.ts";
import { threefry, uniform } from "./rng.ts";

const block = new Int32Array(2);

/** Table of {@link exponential}: 1/c and log c at the middles c of 128 slices of [1, 2), and 2^(z−31). */
const SLICES = 128;
const INVERSE = new Float64Array(SLICES);
const LOG = new Float64Array(SLICES);
const POWER = new Float64Array(33);
for (let j = 0; j < SLICES; j++) {
  INVERSE[j] = SLICES / (SLICES + j + 0.5);
  LOG[j] = -log(INVERSE[j]!);
}
for (let z = 0, power = 1 / 2147483648; z <= 32; z++, power *= 2) POWER[z] = power;
const LN2 = log(2);

/**
 * A unit-rate exponential variate from one random word, by inversion: −log u, u = (word + ½)/2³². Mean 1.
 *
 * The logarithm by table and series (Tang, ACM TOMS 16, 1990): u = m·2^−(z+1) with m in [1, 2), m = c·(1 + r),
 * |r| < 2⁻⁸; absolute error below 1e-14. Without division or branch, since every occasion passes here.
 */
export function exponential(word: number): number {
  const n = word >>> 0;
  const z = Math.clz32(n);
  const j = (((n << z) + ((1 << z) >>> 1)) >>> 24) & (SLICES - 1);
  const r = (n + 0.5) * POWER[z]! * INVERSE[j]! - 1;
  const r2 = r * r;
  const series = r - r2 * (0.5 - r * (1 / 3) + r2 * (0.25 - r * 0.2 + r2 * (1 / 6)));
  return (z + 1) * LN2 - LOG[j]! - series;
}

/**
 * Quantile of the standard normal distribution for 0 < p < 1: Wichura's algorithm AS 241, PPND16
 * (Applied Statistics 37, 1988, 477–484); relative error about 1e-16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q > 0.425 || q < -0.425) return normalTail(q < 0 ? p : 1 - p, q < 0);
  const r = 0.180625 - q * q;
  const numerator =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const denominator =
    ((((((5226.495278852546 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return (q * numerator) / denominator;
}

/** AS 241 outside the centre: `tail` is the probability beyond the point. */
function normalTail(tail: number, negative: boolean): number {
  const root = Math.sqrt(-log(tail));
  const x = root <= 5 ? nearTail(root - 1.6) : farTail(root - 5);
  return negative ? -x : x;
}

function nearTail(r: number): number {
  const numerator =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
      1.2704582524523684) *
      r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const denominator =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
      0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return numerator / denominator;
}

function farTail(r: number): number {
  const numerator =
    ((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
    6.657904643501103;
  const denominator =
    ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
    1;
  return numerator / denominator;
}

/** Constants of Marsaglia and Tsang's method for one shape. */
export interface GammaShape {
  readonly shape: number;
  readonly d: number;
  readonly c: number;
  /** 1/shape where shape < 1 (the variate of shape + 1 is shrunk by u^(1/shape)), else 0. */
  readonly boost: number;
}

/** Prepares a gamma shape. Throws RangeError unless shape > 0 and finite. */
export function gammaShape(shape: number): GammaShape {
  if (!(shape > 0 && shape < Infinity))
    throw new RangeError(`gamma shape ${shape}; expected a number above 0`);
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  return { shape, d, c: 1 / Math.sqrt(9 * d), boost: shape < 1 ? 1 / shape : 0 };
}

/** Counter slot of the uniform that shrinks a variate of shape + 1 to a shape below 1. */
const BOOST_SLOT = 255 << 24;

/**
 * A gamma variate of the given shape and scale 1 (mean = shape): Marsaglia and Tsang, "A simple method for
 * generating gamma variables", ACM TOMS 26 (2000). It is a function of (key, c0, c1) with c1 < 2²⁴: attempt a
 * takes the block at counter (c0, c1 + a·2²⁴), word 0 for the normal by inversion, word 1 for acceptance.
 */
export function gamma(law: GammaShape, k0: number, k1: number, c0: number, c1: number): number {
  const d = law.d;
  const c = law.c;
  let value = 0;
  for (let attempt = 0; value === 0; attempt++) {
    threefry(k0, k1, c0, c1 + (attempt << 24), block);
    const x = normalQuantile(uniform(block[0]!));
    const t = 1 + c * x;
    if (t <= 0) continue;
    const v = t * t * t;
    const u = uniform(block[1]!);
    const x2 = x * x;
    if (u < 1 - 0.0331 * x2 * x2 || log(u) < 0.5 * x2 + d * (1 - v + log(v))) value = d * v;
  }
  if (law.boost === 0) return value;
  threefry(k0, k1, c0, c1 + BOOST_SLOT, block);
  return value * exp(log(uniform(block[0]!)) * law.boost);
}
