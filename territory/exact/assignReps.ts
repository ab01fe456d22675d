import munkres from "munkres";

/** Who could take which territory: columns are rows of territories by reps, `territory * reps + rep`. */
export interface Posts {
  readonly territories: number;
  /** Those who can take a territory; a vacant territory of today is none of them. */
  readonly reps: number;
  /** Amount in each territory that each rep holds today, ≥ 0 (minor currency units). */
  readonly held: Float64Array;
  /** Kilometres from home to the territory; NaN: no home known, which counts as farthest. */
  readonly distance?: Float64Array;
  /** 1: the rep cannot take the territory, say because a part-time post has too few calls for it. */
  readonly barred?: Uint8Array;
}

/**
 * The best rep for each territory, none in two: as many territories as can be have a rep, then as little amount as can be
 * changes rep, then homes are as near as can be in sum, then territory and rep of the same index stay together. An
 * assignment problem, solved exactly (Kuhn 1955, Munkres 1957) in whole numbers, so that one aim never buys another.
 * @returns index of the rep by territory; -1: vacant
 */
export function assignReps({ territories, reps, held, distance, barred }: Posts): Int32Array {
  const found = new Int32Array(territories).fill(-1);
  if (territories === 0 || reps === 0) return found;
  const metres = metresOf(distance, territories * reps);
  const pairs = BigInt(Math.min(territories, reps));
  // Each aim weighs more than all that those after it can add up to.
  const perMetre = pairs + 1n;
  const perAmount = (pairs * metres.reduce(larger, 0n) + 1n) * perMetre;
  const cost = (t: number, r: number) => {
    const at = t * reps + r;
    const away = metres[at]! * perMetre + (t === r ? 0n : 1n);
    return away - BigInt(Math.round(held[at]!)) * perAmount;
  };
  const costs = Array.from({ length: territories }, (_, t) =>
    Array.from({ length: reps }, (_, r) => cost(t, r)),
  );
  const largest = costs.flat().reduce((most, c) => larger(most, c < 0n ? -c : c), 0n);
  const never = 2n * pairs * largest + 1n;
  const open = (t: number, r: number) => barred?.[t * reps + r] !== 1;
  const matrix = costs.map((row, t) => row.map((c, r) => (open(t, r) ? c : never)));
  for (const [t, r] of munkres(matrix)) if (open(t, r)) found[t] = r;
  return found;
}

function metresOf(distance: Float64Array | undefined, length: number): bigint[] {
  if (!distance) return Array(length).fill(0n);
  const farthest = distance.filter(km => km > 0).reduce((most, km) => Math.max(most, km), 0);
  return Array.from(distance, km => BigInt(Math.round(1000 * (Number.isNaN(km) ? farthest : km))));
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
