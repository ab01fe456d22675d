/** Lower factor L of a symmetric d × d matrix L·Lᵀ given by its lower half; null where it is not positive definite. */
export function cholesky(square: Float64Array, d: number): Float64Array | null {
  return factor(square, d, rest => (rest > 1e-18 ? Math.sqrt(rest) : null));
}

/** The same of a positive semi-definite matrix: what rounding takes below zero counts as zero. */
export function semidefiniteCholesky(square: Float64Array, d: number): Float64Array {
  return factor(square, d, rest => Math.sqrt(Math.max(rest, 0)))!;
}

/** @param pivot of what is left of a variance; null: there is no factor */
function factor(
  square: Float64Array,
  d: number,
  pivot: (rest: number) => number | null,
): Float64Array | null {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = square[i * d + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * d + k]! * lower[j * d + k]!;
      if (i === j) {
        const root = pivot(sum);
        if (root === null) return null;
        lower[i * d + i] = root;
      } else lower[i * d + j] = lower[j * d + j]! > 0 ? sum / lower[j * d + j]! : 0;
    }
  }
  return lower;
}

/** L⁻¹·b of a lower factor. */
export function solveLower(lower: Float64Array, b: Float64Array): Float64Array {
  const d = b.length;
  const x = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * d + k]! * x[k]!;
    x[i] = sum / lower[i * d + i]!;
  }
  return x;
}

/** L⁻ᵀ·b of a lower factor. */
export function solveUpper(lower: Float64Array, b: Float64Array): Float64Array {
  const d = b.length;
  const x = b.slice();
  for (let i = d - 1; i >= 0; i--) {
    x[i] /= lower[i * d + i]!;
    for (let k = 0; k < i; k++) x[k]! -= lower[i * d + k]! * x[i]!;
  }
  return x;
}
