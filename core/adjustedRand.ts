/**
 * Adjusted Rand index of two groupings of the same items (Hubert and Arabie 1985, "Comparing partitions"): 1 where they
 * are the same up to names, 0 on average where they have nothing to do with each other.
 * @param a group of each item, 0 … ; same length as b
 * @throws RangeError for groupings of different lengths
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw new RangeError(`groupings of ${a.length} and ${b.length} items; expected the same items`);
  const both = new Map<string, number>();
  const ofA = new Map<number, number>();
  const ofB = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const pair = `${a[i]}/${b[i]}`;
    both.set(pair, (both.get(pair) ?? 0) + 1);
    ofA.set(a[i]!, (ofA.get(a[i]!) ?? 0) + 1);
    ofB.set(b[i]!, (ofB.get(b[i]!) ?? 0) + 1);
  }
  const together = pairsIn(both.values());
  const inA = pairsIn(ofA.values());
  const inB = pairsIn(ofB.values());
  const all = (a.length * (a.length - 1)) / 2;
  const expected = all > 0 ? (inA * inB) / all : 0;
  const most = (inA + inB) / 2;
  // Both groupings put everything together, or everything apart: they agree.
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** Σ n(n − 1)/2. */
function pairsIn(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const n of sizes) pairs += (n * (n - 1)) / 2;
  return pairs;
}
