import type { Note } from "../../core/note.ts";
import type { Quantity } from "../../twin/notes.ts";
import type { Source, Twin } from "../../twin/source.ts";

/** What a lever's effect rests on. */
export interface LeverSource {
  readonly lever: string;
  /** What answers call it. */
  readonly of: Note;
  /** The market's data, print, a guess of ours, or the scenario's own word. */
  readonly from: Source["from"] | "scenario";
  readonly note: Note;
  /**
   * Whether it is the same in every run although nobody has measured it here. Intervals, `measurable` and `p_positive` hold
   * under it, and say nothing of whether it is right.
   */
  readonly fixed: boolean;
}

export type Rest = Omit<LeverSource, "lever" | "of">;

/** A quantity that is drawn run by run, or that data or the scenario say. */
export function drawn(from: Rest["from"], note: Note): Rest {
  return { from, note, fixed: false };
}

/** A quantity that is the same in every run although nobody has measured it here. */
export function constant(from: "prior" | "assumption", note: Note): Rest {
  return { from, note, fixed: true };
}

/** A quantity of the twin that is one number and no draws: what data say of it is taken for known. */
export function scalar({ header }: Twin, name: Quantity): readonly Rest[] {
  const source = header.sources[name];
  return source ? [{ ...source, fixed: source.from !== "data" }] : [];
}

/** A quantity of which the twin has draws. */
export function spread({ header }: Twin, name: Quantity): readonly Rest[] {
  const source = header.sources[name];
  return source ? [drawn(source.from, source.note)] : [];
}
