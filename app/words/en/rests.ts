import type { Words } from "../../../core/note.ts";
import type { restsNote } from "../../../scenarios/compare/notes.ts";

export const rests: Words<typeof restsNote> = {
  "rests.today": "today's course: {{quantity}}",
};
