import type { Words } from "../../../core/note.ts";
import type { courseNote } from "../../../models/course/notes.ts";

export const course: Words<typeof courseNote> = {
  "course.calendar":
    "what {{own}} own, {{rivals}} rivals' and {{all}} unnamed entries did to sales, with {{ahead}} entries ahead; published price elasticity where they tell little",
  "course.calendar_prior":
    "no entry in history: {{ahead}} ahead by the published price elasticity (Bijmolt, van Heerde and Pieters 2005) and assumptions on supply",
};
