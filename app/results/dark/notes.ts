import { type NoteOf, notes } from "../../../core/note.ts";

/** What hiding known accounts did to the figures of the unseen part. */
export const correctionNote = notes({
  "correction.accounts": { errors: "change", factor: "factor" },
  "correction.sales": { errors: "change", factor: "factor" },
});

export type CorrectionNote = NoteOf<typeof correctionNote>;

/** What the own brand's part of the unseen rests on. */
export const unseenNote = notes({
  "unseen.aware": {},
  "unseen.aware_prior": {},
  "unseen.own": {},
  "unseen.own_prior": {},
});
