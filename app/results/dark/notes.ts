import { type NoteOf, notes } from "../../../core/note.ts";

/** What hiding known accounts did to the figures of the unseen part. */
export const correctionNote = notes({
  "correction.accounts": { errors: "change", factor: "factor" },
  "correction.sales": { errors: "change", factor: "factor" },
});

export type CorrectionNote = NoteOf<typeof correctionNote>;
