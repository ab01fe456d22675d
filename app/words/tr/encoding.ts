import type { Words } from "../../../core/note.ts";
import type { encodingNote } from "../../../data/text/notes.ts";

export const encoding: Words<typeof encodingNote> = {
  "encoding.mark": "bayt sırası işareti (BOM)",
  "encoding.no_turkish": "UTF-8 olmayan {{count}} bayt, ilki {{line}}. satırda; hiçbiri Ğ İ Ş ğ ı ş değil",
  "encoding.turkish":
    "UTF-8 olmayan {{count}} bayt, ilki {{line}}. satırda; {{times}} tanesi Türkçe metinde {{letters}}",
  "encoding.zeros": "her iki bayttan birinin {{share}} kadarı sıfır",
};
