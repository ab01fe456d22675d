/** Hours of the week. */
export const WEEK_HOURS = 168;
/** Standard deviations at which the kernel ends. */
const REACH = 4;

/**
 * Weights of a Gaussian kernel on a circle of `bins`, from lag 0 to its reach; lag −k weighs as lag k, and all together
 * 1. Bandwidth is the standard deviation in bins; 0 keeps every count where it is.
 */
export function circularKernel(bandwidth: number, bins: number): Float64Array {
  const reach = Math.min(Math.floor((bins - 1) / 2), Math.ceil(REACH * bandwidth));
  const weights = Float64Array.from({ length: reach + 1 }, (_, lag) =>
    lag === 0 ? 1 : Math.exp(-0.5 * (lag / bandwidth) ** 2),
  );
  const total = weights.reduce((sum, weight, lag) => sum + (lag === 0 ? 1 : 2) * weight, 0);
  return weights.map(weight => weight / total);
}

/** Counts of units smoothed around the circle, [unit × bins]; the sum of each unit stays what it was. */
export function smoothCircle(counts: Float64Array, bins: number, kernel: Float64Array): Float64Array {
  if (kernel.length === 1) return counts;
  const smooth = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    if (count === 0) continue;
    const bin = i % bins;
    const first = i - bin;
    smooth[i] += kernel[0] * count;
    for (let lag = 1; lag < kernel.length; lag++) {
      smooth[first + ((bin + lag) % bins)] += kernel[lag] * count;
      smooth[first + ((bin - lag + bins) % bins)] += kernel[lag] * count;
    }
  }
  return smooth;
}
