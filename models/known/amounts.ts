/**
 * Amount of an order line: each account's mean shrunk to that of its type (gamma-gamma: the posterior mean is
 * linear in the data, Fader and Hardie 2013), and the spread around it.
 */

/**
 * Prior lines k of the shrinkage (n·ā + k·μ)/(n + k): variance within accounts over variance between them.
 * @param means mean amount of each account
 * @param lines number of lines behind each mean
 * @param within squared coefficient of variation of lines around their account's mean
 */
export function amountPriorLines(
  means: readonly number[],
  lines: readonly number[],
  overall: number,
  within: number,
): number {
  let between = 0;
  let weight = 0;
  for (let i = 0; i < means.length; i++) {
    if (lines[i] < 1) continue;
    const relative = means[i] / overall - 1;
    between += lines[i] * (relative * relative - within / lines[i]);
    weight += lines[i];
  }
  const variance = weight > 0 ? between / weight : 0;
  return variance > 0 ? Math.min(50, Math.max(0.1, within / variance)) : 50;
}

/** Brand factors: amount of a brand's line relative to the account's mean line, by ratio of sums. */
export function brandFactors(lines: Float64Array, amount: Float64Array, brands: number): Float64Array {
  const accounts = lines.length / brands;
  const observed = new Float64Array(brands);
  const expected = new Float64Array(brands);
  for (let i = 0; i < accounts; i++) {
    let n = 0;
    let total = 0;
    for (let b = 0; b < brands; b++) {
      n += lines[i * brands + b];
      total += amount[i * brands + b];
    }
    if (n <= 0) continue;
    for (let b = 0; b < brands; b++) {
      observed[b] += amount[i * brands + b];
      expected[b] += (lines[i * brands + b] * total) / n;
    }
  }
  return observed.map((v, b) => (expected[b] > 0 && v > 0 ? v / expected[b] : 1));
}
