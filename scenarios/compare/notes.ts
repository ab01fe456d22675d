import { type NoteOf, notes } from "../../core/note.ts";

/** What an answer rests on beside its levers. */
export const restsNote = notes({
  "rests.today": { quantity: "note" },
});

export type RestsNote = NoteOf<typeof restsNote>;
