import type { Transitions } from "../segments/types.ts";

/** How agents move between segments: the columns behaviourMove and behaviourRate of `twin/layout`. */
export interface Behaviour {
  readonly segments: number;
  readonly quarters: number;
  /** [quarter × start × from × to] cumulative, of the move into the quarter; rows end in 1. */
  readonly move: Float64Array;
  /** [quarter × start × now] */
  readonly rate: Float64Array;
}

/**
 * Moves under which accounts that start in a segment stand after q quarters where accounts were seen q quarters after
 * they stood there (beyond what was seen, the usual moves of a quarter follow), and factors on rates
 *   f[q, s₀, s] = aₛ / E[a | s₀, q],   aₛ = activityₛ^carry,
 * whose mean over the segments that an account of s₀ can be in after q quarters is 1: rates go with the segments, and every
 * account's expected volume stays what the forecast says.
 * @param periods longest horizon
 */
export function behaviourOf(
  { probability, later, activity, carry, periods: quarter }: Transitions,
  periods: number,
): Behaviour {
  const segments = activity.length;
  const quarters = Math.max(1, Math.ceil(periods / quarter));
  const level = activity.map(v => v ** carry);
  const square = segments ** 2;
  const move = new Float64Array(quarters * segments * square);
  const rate = new Float64Array(quarters * square);
  for (let start = 0; start < segments; start++) {
    let now = new Float64Array(segments);
    now[start] = 1;
    for (let q = 0; q < quarters; q++) {
      const row = (q - 2) * square + start * segments;
      const seen = q >= 2 && row < later.length;
      const usual = q === 0 ? identity(segments) : probability;
      const step = seen ? bridge(now, later.subarray(row, row + segments), usual) : usual;
      now = times(now, step);
      const expected = now.reduce((sum, p, s) => sum + p * level[s], 0);
      move.set(cumulativeRows(step, segments), (q * segments + start) * square);
      rate.set(
        level.map(v => v / expected),
        q * square + start * segments,
      );
    }
  }
  return { segments, quarters, move, rate };
}

const ROUNDS = 500;
const EXACT = 1e-10;

/**
 * The moves that bring shares `now` to shares `then` and are otherwise like the usual ones: of all joint laws with these
 * margins the one with the least relative entropy to now·usual, by iterative proportional fitting (Deming and Stephan 1940;
 * Csiszár 1975). [from × to]; from where nobody is, the usual moves.
 */
function bridge(now: Float64Array, then: Float64Array, usual: Float64Array): Float64Array {
  const segments = now.length;
  const row = (from: number) => step.subarray(from * segments, (from + 1) * segments);
  let step = usual.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const reached = times(now, step);
    if (reached.every((p, s) => Math.abs(p - then[s]) < EXACT)) break;
    step = step.map((p, at) =>
      reached[at % segments] > 0 ? (p * then[at % segments]) / reached[at % segments] : p,
    );
    for (let from = 0; from < segments; from++) {
      const sum = row(from).reduce((a, b) => a + b, 0);
      row(from).forEach((p, to, all) => {
        all[to] = p / sum;
      });
    }
  }
  return step;
}

/** p·M. */
function times(p: Float64Array, matrix: Float64Array): Float64Array<ArrayBuffer> {
  return p.map((_, to) => p.reduce((sum, v, from) => sum + v * matrix[from * p.length + to], 0));
}

function identity(segments: number): Float64Array {
  return Float64Array.from({ length: segments ** 2 }, (_, at) => (at % (segments + 1) === 0 ? 1 : 0));
}

function cumulativeRows(probability: Float64Array, segments: number): Float64Array {
  const move = probability.slice();
  for (let row = 0; row < move.length; row += segments) {
    for (let to = 1; to < segments; to++) move[row + to] += move[row + to - 1];
    move[row + segments - 1] = 1;
  }
  return move;
}
