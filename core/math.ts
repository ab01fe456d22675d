/**
 * exp and log of the simulation's rules: the algorithms of FreeBSD msun (e_exp.c, e_log.c; © 1993, 2004 Sun
 * Microsystems, permission to use, copy, modify and distribute freely granted). Only + − × ÷ and bit moves, so
 * that results are the same bits on every platform and in every engine. Error below 1 ulp.
 */

const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
/** Index of the word with sign and exponent: 1 on little-endian machines. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** 2ᵏ for −1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  words[LOW] = 0;
  words[HIGH] = (1023 + k) << 20;
  return float[0]!;
}

/** y·2ᵏ for k from −1075 to 1024, y near 1, in steps that neither overflow nor round twice. */
function scale(y: number, k: number): number {
  if (k === 1024) return y * 2 * 8.98846567431158e307;
  if (k >= -1021) return y * powerOfTwo(k);
  return y * powerOfTwo(k + 1000) * 9.332636185032189e-302;
}

/** eˣ. exp(NaN) = NaN, exp(∞) = ∞, exp(−∞) = 0; above 709.78 ∞, below −745.13 0. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : x;
  if (x < -745.1332191019411) return 0;
  if (x === 1) return Math.E;
  const size = x < 0 ? -x : x;
  let k = 0;
  let hi = x;
  let lo = 0;
  if (size > 0.34657359027997264) {
    if (size < 1.0397207708399179) k = x < 0 ? -1 : 1;
    else k = (Math.LOG2E * x + (x < 0 ? -0.5 : 0.5)) | 0;
    hi = x - k * LN2_HI;
    lo = k * LN2_LO;
  } else if (size < 3.725290298461914e-9) return 1 + x;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scale(1 - (lo - (r * c) / (2 - c) - hi), k);
}

/** Natural logarithm. log(0) = −∞, log(x < 0) = NaN, log(NaN) = NaN, log(∞) = ∞. */
export function log(x: number): number {
  float[0] = x;
  let hx = words[HIGH]!;
  let k = 0;
  if (hx < 0x0010_0000) {
    if (x === 0) return -Infinity;
    if (!(x > 0)) return NaN;
    k = -54;
    float[0] = x * 18014398509481984;
    hx = words[HIGH]!;
  }
  if (hx >= 0x7ff0_0000) return x + x;
  k += (hx >> 20) - 1023;
  hx &= 0x000f_ffff;
  const carry = (hx + 0x9_5f64) & 0x10_0000;
  words[HIGH] = hx | (carry ^ 0x3ff0_0000);
  k += carry >> 20;
  const f = float[0]! - 1;
  if ((0x000f_ffff & (2 + hx)) < 3) return logNearPowerOfTwo(f, k);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const r = t2 + t1;
  if (((hx - 0x6_147a) | (0x6_b851 - hx)) > 0) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + r));
    return k * LN2_HI - (half - (s * (half + r) + k * LN2_LO) - f);
  }
  if (k === 0) return f - s * (f - r);
  return k * LN2_HI - (s * (f - r) - k * LN2_LO - f);
}

/** log(2ᵏ(1 + f)) for |f| < 2⁻²⁰. */
function logNearPowerOfTwo(f: number, k: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO;
  const r = f * f * (0.5 - 0.3333333333333333 * f);
  return k === 0 ? f - r : k * LN2_HI - (r - k * LN2_LO - f);
}
