/** Posterior weights of the components by series; how common each is comes from all series (EM, half a series each). */
export function componentWeights(logLikelihood: readonly Float64Array[], series: number): Float64Array {
  const kinds = logLikelihood.length;
  const weight = new Float64Array(kinds * series);
  const share = new Float64Array(kinds).fill(1 / kinds);
  for (let round = 0; round < 50; round++) {
    for (let s = 0; s < series; s++) {
      const top = Math.max(...logLikelihood.map(l => l[s]));
      let sum = 0;
      for (let k = 0; k < kinds; k++)
        sum += weight[k * series + s] = share[k] * Math.exp(logLikelihood[k]![s] - top);
      for (let k = 0; k < kinds; k++) weight[k * series + s] /= sum;
    }
    for (let k = 0; k < kinds; k++)
      share[k] = (total(weight.subarray(k * series, (k + 1) * series)) + 0.5) / (series + kinds / 2);
  }
  return weight;
}

/** Weighted mean of [… × series] columns, one a component. */
export function mixture(
  columns: readonly Float64Array[],
  weight: Float64Array,
  series: number,
): Float64Array {
  const out = new Float64Array(columns[0]!.length);
  columns.forEach((column, k) => {
    for (let at = 0; at < out.length; at++) out[at] += weight[k * series + (at % series)] * column[at];
  });
  return out;
}

/** Sum of all values. */
export const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
