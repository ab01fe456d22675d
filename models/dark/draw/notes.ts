import { type NoteOf, notes } from "../../../core/note.ts";

/** What a person must know before reading the figures of the dark side. */
export const darkNote = notes({
  "dark.areas_with_totals": { covered: "count", areas: "count" },
  "dark.areas_without_work": { silent: "count", areas: "count" },
  "dark.awareness_prior": {},
  "dark.level_prior": {},
  "dark.lists": { entries: "count", named: "count", matched: "count", wrong: "share", dark: "count" },
  "dark.list": {},
  "dark.lists_joined": { found: "share" },
  "dark.none": {},
  "dark.number_open": {},
  "dark.panel": {},
  "dark.panel+list": {},
  "dark.rivals_prior": {},
});

export type DarkNote = NoteOf<typeof darkNote>;
