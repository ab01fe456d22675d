import type { Words } from "../../../core/note.ts";
import type { reachNote } from "../../../scenarios/compile/notes.ts";

export const reach: Words<typeof reachNote> = {
  "reach.size_zero": "{{lever}} kaldıracı hiçbir şeyi değiştirmez: büyüklüğü sıfır",
};
