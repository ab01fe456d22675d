import type { Assignment, Districting } from "../../districting.ts";
import { type Program, programWriter, type Term } from "../highs/program.ts";
import { type Piece, unitsOf } from "./pieces.ts";

/** What a choice of pieces shall be best in. */
export type Aim = "deviation" | "border";

/**
 * Pieces that cover every unit once, one a territory (set partitioning, Garfinkel and Nemhauser 1970): variable `i` takes
 * piece `i`. As each unit lies in one piece, the largest deviation is at least that of the piece of each unit, which
 * makes the linear relaxation tight.
 */
export function partition(
  { units, territories }: Districting,
  pieces: readonly Piece[],
  labelled: boolean,
  aim: Aim,
): Program {
  const writer = programWriter();
  // Every border between territories counts in two pieces.
  const taken = pieces.map(piece => writer.binary(aim === "border" ? piece.border / 2 : 0));
  const deviation = aim === "deviation" ? [writer.variable({ cost: 1 })] : [];
  const covering: Term[][] = Array.from({ length: units }, () => []);
  pieces.forEach((piece, i) => {
    for (const u of unitsOf(piece)) covering[u]!.push([1, taken[i]!]);
  });
  for (const terms of covering) {
    writer.equal(terms, 1);
    for (const most of deviation)
      writer.atLeast([[1, most], ...terms.map(([, i]): Term => [-pieces[i]!.deviation, i])], 0);
  }
  if (labelled)
    for (let t = 0; t < territories; t++)
      writer.equal(
        taken.filter(i => pieces[i]!.territory === t).map((i): Term => [1, i]),
        1,
      );
  else
    writer.equal(
      taken.map((i): Term => [1, i]),
      territories,
    );
  return writer.program();
}

/** The plan that takes the chosen pieces, numbered by their lowest unit where they are interchangeable. */
export function planOf(
  { units }: Districting,
  pieces: readonly Piece[],
  labelled: boolean,
  values: Float64Array,
): Assignment {
  const plan = new Int32Array(units);
  pieces
    .filter((_, i) => values[i]! > 0.5)
    .map(piece => ({ piece, of: unitsOf(piece) }))
    .sort((a, b) => a.of[0]! - b.of[0]!)
    .forEach(({ piece, of }, order) => {
      for (const u of of) plan[u] = labelled ? piece.territory : order;
    });
  return plan;
}
