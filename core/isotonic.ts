/**
 * The non-increasing sequence nearest to `values` in weighted least squares: pooled adjacent violators (Ayer, Brunk, Ewing,
 * Reid and Silverman 1955; Barlow, Bartholomew, Bremner and Brunk 1972). For shares of successes with their counts as
 * weights it is the maximum-likelihood estimate too.
 * @param weights positive, one a value
 */
export function nonIncreasing(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const mean: number[] = [];
  const weight: number[] = [];
  const length: number[] = [];
  for (let i = 0; i < values.length; i++) {
    mean.push(values[i]);
    weight.push(weights[i]);
    length.push(1);
    for (let last = mean.length - 1; last > 0 && mean[last] > mean[last - 1]; last--) {
      const both = weight[last - 1] + weight[last];
      mean[last - 1] = (mean[last - 1] * weight[last - 1] + mean[last] * weight[last]) / both;
      weight[last - 1] = both;
      length[last - 1] += length[last];
      mean.pop();
      weight.pop();
      length.pop();
    }
  }
  return Float64Array.from(mean.flatMap((value, block) => Array<number>(length[block]).fill(value)));
}
