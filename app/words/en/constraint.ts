import type { Words } from "../../../core/note.ts";
import type { constraintNote } from "../../../territory/constraints/notes.ts";

export const constraint: Words<typeof constraintNote> = {
  "constraint.nobody": {
    one: "{{count}} unit is nobody's: {{units}}",
    other: "{{count}} units are nobody's, such as {{units}}",
  },
  "constraint.empty": "{{territory}} has no units",
  "constraint.pieces": "{{territory}} is in {{count}} pieces; apart from the largest: {{units}}",
  "constraint.uneven": "{{territory}} is {{off}} off its target of {{balance}}; allowed is {{tolerance}}",
  "constraint.capacity": "{{territory}} holds {{load}} and has room for {{capacity}}",
  "constraint.disruption": "{{moved}} of the amount changes rep; allowed is {{most}}",
  "constraint.locked": {
    one: "{{count}} locked unit is elsewhere: {{units}}",
    other: "{{count}} locked units are elsewhere, such as {{units}}",
  },
  "constraint.workload": "workload",
  "constraint.potential": "potential",
  "constraint.customers": "customers",
  "constraint.prospects": "prospects",
  "constraint.travel": "travel",
};
