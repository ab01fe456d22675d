import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import type { InLanguages } from "../../core/figures.ts";

/** A place in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, with its place. */
export interface Fault extends Position {
  readonly message: InLanguages;
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
  const others = sorted.length - 1;
  const isCut = faults.length > MOST_FAULTS;
  const words = {
    en: `${file} line ${line}, column ${column}: ${message.en}${others > 0 ? ` (and ${isCut ? "at least " : ""}${others} more)` : ""}`,
    tr: `${file}, satır ${line}, sütun ${column}: ${message.tr}${others > 0 ? ` (ve ${isCut ? "en az " : ""}${others} tane daha)` : ""}`,
  };
  return new InputError(code, words.en, { file, line, column, words, faults: sorted });
}
