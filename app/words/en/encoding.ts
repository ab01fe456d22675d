import type { Words } from "../../../core/note.ts";
import type { encodingNote } from "../../../data/text/notes.ts";

export const encoding: Words<typeof encodingNote> = {
  "encoding.mark": "byte order mark",
  "encoding.no_turkish":
    "{{count}} bytes that are not UTF-8, the first in line {{line}}; none is Ğ İ Ş ğ ı ş",
  "encoding.turkish":
    "{{count}} bytes that are not UTF-8, the first in line {{line}}; {{times}} of them are {{letters}} in Turkish text",
  "encoding.zeros": "{{share}} of every second byte is zero",
};
