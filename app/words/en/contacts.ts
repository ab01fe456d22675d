import type { Words } from "../../../core/note.ts";
import type { contactNote } from "../../../scenarios/effects/notes.ts";

export const contacts: Words<typeof contactNote> = {
  "contacts.none_known":
    "the lever {{lever}} changes nothing here: the market has no visits in the last year, so the twin knows no contacts",
};
