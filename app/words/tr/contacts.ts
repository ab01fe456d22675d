import type { Words } from "../../../core/note.ts";
import type { contactNote } from "../../../scenarios/effects/notes.ts";

export const contacts: Words<typeof contactNote> = {
  "contacts.none_known":
    "{{lever}} kaldıracı burada hiçbir şeyi değiştirmez: pazarın son yılında ziyaret yok, ikiz temas bilmiyor",
};
