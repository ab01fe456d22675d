import { type NoteOf, notes } from "../../../core/note.ts";
import type { BalanceName } from "../../districting.ts";

/** Why no plan can meet what was asked, and what would make it possible. */
export const infeasibleNote = notes({
  "infeasible.amount_moved": { least: "share", most: "share" },
  "infeasible.capacity": { needed: "factor" },
  "infeasible.crowd": {
    count: "count",
    units: "name",
    share: "share",
    what: "note",
    left: "count",
    tolerance: "share",
  },
  "infeasible.fewer": { count: "count" },
  "infeasible.locks_apart": { territory: "name", units: "name" },
  "infeasible.locks_heavy": { territory: "name", what: "note", share: "share", most: "share" },
  "infeasible.locks_light": { territory: "name", what: "note", share: "share", least: "share" },
  "infeasible.parts": { parts: "count", territories: "count", tolerance: "share", what: "note" },
  "infeasible.parts_many": { parts: "count", territories: "count" },
  "infeasible.searched": {},
  "infeasible.split": { units: "name" },
  "infeasible.sums": { what: "note", tolerance: "share" },
  "infeasible.unit": {
    unit: "name",
    share: "share",
    what: "note",
    most: "share",
    territories: "count",
    tolerance: "share",
  },
  "infeasible.unit_branches": {
    unit: "name",
    share: "share",
    what: "note",
    most: "share",
    territories: "count",
    tolerance: "share",
  },
  "infeasible.unit_capacity": { unit: "name" },
  "infeasible.wider": { tolerance: "share" },
  "infeasible.of_customers": {},
  "infeasible.of_potential": {},
  "infeasible.of_prospects": {},
  "infeasible.of_travel": {},
  "infeasible.of_workload": {},
});

export type InfeasibleNote = NoteOf<typeof infeasibleNote>;

export function balanceWords(name: BalanceName): InfeasibleNote {
  return infeasibleNote(`infeasible.of_${name}`);
}
