import type { Words } from "../../../core/note.ts";
import type { reachNote } from "../../../scenarios/compile/notes.ts";

export const reach: Words<typeof reachNote> = {
  "reach.size_zero": "the lever {{lever}} changes nothing: its size is zero",
};
