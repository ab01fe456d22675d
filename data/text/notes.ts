import { type NoteOf, notes } from "../../core/note.ts";

/** What of a file's bytes told its encoding. */
export const encodingNote = notes({
  "encoding.mark": {},
  "encoding.no_turkish": { count: "count", line: "count" },
  "encoding.turkish": { count: "count", line: "count", times: "count", letters: "name" },
  "encoding.zeros": { share: "percent" },
});

export type EncodingNote = NoteOf<typeof encodingNote>;
