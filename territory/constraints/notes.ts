import { notes } from "../../core/note.ts";

/** What a plan breaks of what was asked. */
export const constraintNote = notes({
  "constraint.nobody": { count: "count", units: "name" },
  "constraint.empty": { territory: "name" },
  "constraint.pieces": { territory: "name", count: "count", units: "name" },
  "constraint.uneven": { territory: "name", balance: "note", off: "change", tolerance: "share" },
  "constraint.capacity": { territory: "name", load: "number", capacity: "number" },
  "constraint.disruption": { moved: "share", most: "share" },
  "constraint.locked": { count: "count", units: "name" },
  "constraint.workload": {},
  "constraint.potential": {},
  "constraint.customers": {},
  "constraint.prospects": {},
  "constraint.travel": {},
});
