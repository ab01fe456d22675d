import type { Transitions } from "../segments/types.ts";

/** How agents move between segments: the columns behaviourMove and behaviourRate of `twin/layout`. */
export interface Behaviour {
  readonly segments: number;
  readonly quarters: number;
  /** [from × to] cumulative, rows end in 1. */
  readonly move: Float64Array;
  /** [quarter × start × now] */
  readonly rate: Float64Array;
}

/**
 * Moves of the posterior mean P, and factors on rates
 *   f[q, s₀, s] = aₛ / (P^q a)[s₀],   aₛ = activityₛ^carry,
 * whose mean over the segments that an account of s₀ can be in after q quarters is 1: rates go with the segments, and every
 * account's expected volume stays what the forecast says.
 * @param periods longest horizon
 */
export function behaviourOf(
  { probability, activity, carry, periods: quarter }: Transitions,
  periods: number,
): Behaviour {
  const segments = activity.length;
  const quarters = Math.max(1, Math.ceil(periods / quarter));
  const level = activity.map(v => v ** carry);
  const rate = new Float64Array(quarters * segments ** 2);
  let expected = level;
  for (let q = 0; q < quarters; q++) {
    for (let start = 0; start < segments; start++) {
      for (let now = 0; now < segments; now++)
        rate[(q * segments + start) * segments + now] = level[now] / expected[start];
    }
    expected = times(probability, expected);
  }
  return { segments, quarters, move: cumulativeRows(probability, segments), rate };
}

/** P·v. */
function times(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  return vector.map((_, from) =>
    vector.reduce((sum, v, to) => sum + matrix[from * vector.length + to] * v, 0),
  );
}

function cumulativeRows(probability: Float64Array, segments: number): Float64Array {
  const move = probability.slice();
  for (let row = 0; row < move.length; row += segments) {
    for (let to = 1; to < segments; to++) move[row + to] += move[row + to - 1];
    move[row + segments - 1] = 1;
  }
  return move;
}
