import { notes } from "../../core/note.ts";

/** What the year ahead rests on besides its history. */
export const courseNote = notes({
  "course.calendar": { own: "count", rivals: "count", all: "count", ahead: "count" },
  "course.calendar_prior": { ahead: "count" },
});
