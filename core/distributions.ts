import { exp, log } from "./math.ts";
import { threefry, uniform } from "./rng.ts";

const block = new Int32Array(2);

/** A unit-rate exponential variate from one random word, by inversion. Mean 1. */
export function exponential(word: number): number {
  return -log(uniform(word));
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
    ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
      45921.953931549871457) *
      r +
      13731.693765509461125) *
      r +
      1971.5909503065514427) *
      r +
      133.14166789178437745) *
      r +
    3.387132872796366608;
  const denominator =
    ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
      21213.794301586595867) *
      r +
      5394.1960214247511077) *
      r +
      687.1870074920579083) *
      r +
      42.313330701600911252) *
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
    ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
      1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
    1.42343711074968357734;
  const denominator =
    ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) *
      r +
      0.68976733498510000455) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
    1;
  return numerator / denominator;
}

function farTail(r: number): number {
  const numerator =
    ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
      0.026532189526576123093) *
      r +
      0.29656057182850489123) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
    6.6579046435011037772;
  const denominator =
    ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
      7.868691311456132591e-4) *
      r +
      0.0148753612908506148525) *
      r +
      0.13692988092273580531) *
      r +
      0.59983220655588793769) *
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
