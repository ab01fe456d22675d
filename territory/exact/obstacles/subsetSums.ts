/** Sums that are written out, at most: more would take seconds. */
const LARGEST = 1 << 21;

/**
 * Which sums some of the weights can have, as bits of a number (bit `s`: some subset weighs `s`): a whole number of
 * customers cannot always be shared out evenly. Dynamic programming over the units (Bellman 1957).
 * @returns null where weights are not whole, or so large and many that nearly every sum exists anyway
 */
export function subsetSums(weight: Float64Array): bigint | null {
  const total = weight.reduce((sum, w) => sum + w, 0);
  if (total > LARGEST || weight.length > 500 || weight.some(w => !Number.isInteger(w))) return null;
  let sums = 1n;
  for (const w of weight) if (w > 0) sums |= sums << BigInt(w);
  return sums;
}

/** Whether a sum lies between two numbers, both inclusive. */
export function hasSum(sums: bigint, from: number, to: number): boolean {
  const [first, last] = [Math.max(0, Math.ceil(from)), Math.floor(to)];
  if (last < first) return false;
  return BigInt.asUintN(last - first + 1, sums >> BigInt(first)) !== 0n;
}
