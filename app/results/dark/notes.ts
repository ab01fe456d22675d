import { type NoteOf, notes } from "../../../core/note.ts";

/** What hiding known accounts did to the figures of the dark side. */
export const correctionNote = notes({
  "correction.accounts": { errors: "change", factor: "factor" },
  "correction.sales": { errors: "change", factor: "factor" },
});

export type CorrectionNote = NoteOf<typeof correctionNote>;

/** What the own brand's part of the dark side rests on. */
export const darkOwnNote = notes({
  "dark_own.aware": {},
  "dark_own.aware_prior": {},
  "dark_own.sales": {},
  "dark_own.sales_prior": {},
});
