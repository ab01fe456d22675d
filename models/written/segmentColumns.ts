import { type ColumnSpec, type Columns, f64, i32, u8 } from "../../core/columns.ts";
import type { Sources } from "../../twin/source.ts";
import { NO_SEGMENT, type Segments } from "../segments/types.ts";
import { writtenNote } from "./notes.ts";
import { behaviourOf } from "./segmentBehaviour.ts";

/** Columns of the kernel's model for segments (see `sim/spec/model.ts`); none without segments or moves. */
export function behaviourSpecs(
  segments: Segments | null,
  { accounts, periods }: { readonly accounts: number; readonly periods: number },
): ColumnSpec[] {
  if (segments === null) return [];
  const square = segments.list.length ** 2;
  const quarters = quartersAhead(segments, periods);
  return [
    { name: "behaviour", type: "u8", length: accounts },
    { name: "behaviourMove", type: "f64", length: square },
    { name: "behaviourRate", type: "f64", length: quarters * square },
    { name: "behaviourQuarter", type: "i32", length: 1 },
  ];
}

/** Without moves seen, one quarter that holds for good: accounts have a segment, and stay in it. */
function quartersAhead({ transitions }: Segments, periods: number): number {
  return transitions === null ? 1 : Math.max(1, Math.ceil(periods / transitions.periods));
}

/**
 * Fills them. `order` gives the market index of each account in kernel order; accounts beyond the market's (candidate
 * slots of unseen ones) and those with none of the segments are in none.
 */
export function fillBehaviour(
  columns: Columns,
  segments: Segments,
  order: ArrayLike<number>,
  periods: number,
): void {
  const { dates, path, transitions, list } = segments;
  const accounts = path.length / dates.length;
  const today = path.subarray((dates.length - 1) * accounts);
  const code = u8(columns, "behaviour").fill(NO_SEGMENT);
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    if (i >= 0 && i < accounts) code[k] = today[i];
  }
  const moves = transitions === null ? staying(list.length) : behaviourOf(transitions, periods);
  f64(columns, "behaviourMove").set(moves.move);
  f64(columns, "behaviourRate").set(moves.rate);
  i32(columns, "behaviourQuarter").set([transitions?.periods ?? 1]);
}

function staying(segments: number): { readonly move: Float64Array; readonly rate: Float64Array } {
  const move = Float64Array.from({ length: segments ** 2 }, (_, at) =>
    at % segments >= Math.floor(at / segments) ? 1 : 0,
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
