import { notes } from "../../core/note.ts";

/** What kind of fault a text has; the message beside it says the rest, in English. */
export const faultNote = notes({
  "fault.limit": {},
  "fault.market": { key: "name" },
  "fault.missing": { key: "name" },
  "fault.text": {},
  "fault.unknown_key": { key: "name" },
  "fault.unknown_lever": {},
  "fault.value": { key: "name" },
  "fault.yaml": {},
});
