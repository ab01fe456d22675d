import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";

/** A place in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, with its place. */
export interface Fault extends Position {
  readonly message: string;
  /** Its kind. */
  readonly about: Note;
}

/** Faults that are told of one text; who has more mends these first. */
export const MOST_FAULTS = 100;

/**
 * The error for faults of a file, in the order of their places. The message is the first one's and says how many
 * more there are; `details.faults` holds all, up to {@link MOST_FAULTS}.
 */
export function complaint(code: InputCode, file: string, faults: readonly Fault[]): InputError {
  const sorted = [...faults].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_FAULTS);
  const { line, column, message } = sorted[0]!;
  const others = `${faults.length > MOST_FAULTS ? "at least " : ""}${sorted.length - 1}`;
  const more = sorted.length > 1 ? ` (and ${others} more)` : "";
  return new InputError(code, `${file} line ${line}, column ${column}: ${message}${more}`, {
    file,
    line,
    column,
    faults: sorted,
  });
}
