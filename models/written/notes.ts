import { notes } from "../../core/note.ts";

/** What the rest of a twin rests on. */
export const writtenNote = notes({
  "written.awareness": { innovation: "number", imitation: "number" },
  "written.discovery": { chance: "number" },
  "written.months_of_sales": { count: "count" },
  "written.segment_moves": { moves: "count", segments: "count" },
  "written.segments_alone": { segments: "count" },
  "written.dark_accounts": { mean: "count", candidates: "count" },
  "written.weeks_of_sales": { count: "count" },
});
