import { type Exactness, MATCHED, matchByPlace } from "./match.ts";
import type { Placed, PlaceIndex } from "./placeIndex.ts";

/** How often something came out, of how many trials. */
export interface Tally {
  readonly hits: number;
  readonly of: number;
}

/** Trials of a type that its own share counts against that of all types. */
const POOLED = 10;

/**
 * How many strangers are taken for one of the places: tried on entries of which none is there, type by type, and brought to
 * the types of those that are in question.
 * @param seen what of the places a trial may be taken for
 */
export function strays<E extends Placed, P extends Placed>(
  index: PlaceIndex<P>,
  trials: readonly E[],
  questioned: readonly Placed[],
  { exactness, share }: { readonly exactness: Exactness; readonly share: number },
  seen?: (trial: E, place: P) => boolean,
): Tally {
  const { guesses } = matchByPlace(index, trials, exactness, { share, seen });
  const of = new Map<number, number>();
  const hits = new Map<number, number>();
  trials.forEach(({ type }, k) => {
    of.set(type, (of.get(type) ?? 0) + 1);
    if (guesses[k].probability >= MATCHED) hits.set(type, (hits.get(type) ?? 0) + 1);
  });
  const all = [...hits.values()].reduce((sum, n) => sum + n, 0) / (trials.length || 1);
  const chance = (type: number) => ((hits.get(type) ?? 0) + POOLED * all) / ((of.get(type) ?? 0) + POOLED);
  const mean = questioned.reduce((sum, { type }) => sum + chance(type), 0) / (questioned.length || 1);
  return { hits: mean * trials.length, of: trials.length };
}
