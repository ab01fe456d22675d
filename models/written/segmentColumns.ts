import type { Opened } from "../../core/layout.ts";
import { type BEHAVIOUR, NO_BEHAVIOUR } from "../../twin/layout.ts";
import type { Sources } from "../../twin/source.ts";
import type { Segments } from "../segments/types.ts";
import { writtenNote } from "./notes.ts";
import { behaviourOf } from "./segmentBehaviour.ts";

/** Without moves seen, one quarter that holds for good: accounts have a segment, and stay in it. */
export function quartersAhead({ transitions }: Segments, periods: number): number {
  return transitions === null ? 1 : Math.max(1, Math.ceil(periods / transitions.periods));
}

/**
 * Fills them. `order` gives the market index of each account in kernel order; accounts beyond the market's (candidate
 * slots of dark ones) and those with none of the segments are in none.
 */
export function fillBehaviour(
  to: Opened<typeof BEHAVIOUR>,
  segments: Segments,
  order: ArrayLike<number>,
  periods: number,
): void {
  const { dates, path, transitions, list } = segments;
  const accounts = path.length / dates.length;
  const today = path.subarray((dates.length - 1) * accounts);
  const code = to.behaviour.fill(NO_BEHAVIOUR);
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    if (i >= 0 && i < accounts) code[k] = today[i];
  }
  const moves = transitions === null ? staying(list.length) : behaviourOf(transitions, periods);
  to.behaviourMove.set(moves.move);
  to.behaviourRate.set(moves.rate);
  to.behaviourQuarter.set([transitions?.periods ?? 1]);
}

/** One quarter, into which nobody moves. */
function staying(segments: number): { readonly move: Float64Array; readonly rate: Float64Array } {
  const move = Float64Array.from({ length: segments ** 3 }, (_, at) =>
    at % segments >= Math.floor(at / segments) % segments ? 1 : 0,
  );
  return { move, rate: new Float64Array(segments ** 2).fill(1) };
}

/** What the moves of agents rest on. */
export function segmentSource({ list, transitions }: Segments): Sources {
  const segments = list.length;
  const moves = transitions?.count.reduce((a, b) => a + b, 0);
  const note =
    moves === undefined
      ? writtenNote("written.segments_alone", { segments })
      : writtenNote("written.segment_moves", { moves, segments });
  return { segments: { from: "data", note } };
}
