import type { Words } from "../../../core/note.ts";
import type { infeasibleNote } from "../../../territory/exact/obstacles/notes.ts";

export const infeasible: Words<typeof infeasibleNote> = {
  "infeasible.amount_moved": "at least {{least}} of the amount has to change rep, and at most {{most}} may",
  "infeasible.capacity":
    "the territories together have room for less than they shall hold: {{needed}} times as much is asked of them",
  "infeasible.crowd": {
    one: "{{units}} alone holds {{share}} of {{what}}: what is left is too little to bring {{left}} other territories within ±{{tolerance}}",
    other:
      "{{count}} units ({{units}}) hold {{share}} of {{what}}: what is left is too little to bring {{left}} other territories within ±{{tolerance}}",
  },
  "infeasible.fewer": {
    one: "possible with {{count}} territory at most",
    other: "possible with {{count}} territories at most",
  },
  "infeasible.locks_apart":
    "what is locked into {{territory}} cannot hang together: units locked elsewhere lie between {{units}}",
  "infeasible.locks_heavy":
    "what is locked into {{territory}} or named for it holds {{share}} of {{what}}; at most {{most}} is allowed",
  "infeasible.locks_light":
    "locks elsewhere leave {{territory}} at most {{share}} of {{what}}; at least {{least}} is needed",
  "infeasible.of_customers": "customers",
  "infeasible.of_potential": "potential",
  "infeasible.of_prospects": "prospects",
  "infeasible.of_travel": "travel",
  "infeasible.of_workload": "workload",
  "infeasible.parts":
    "the map falls into {{parts}} parts that do not touch, and {{what}} of each cannot be shared out among {{territories}} territories within ±{{tolerance}}",
  "infeasible.parts_many":
    "the map falls into {{parts}} parts that do not touch: {{territories}} contiguous territories cannot cover them",
  "infeasible.searched": "all plans were searched: none keeps all that is asked",
  "infeasible.split": "possible at the earliest when split, say by cells: {{units}}",
  "infeasible.sums":
    "{{what}} comes in whole pieces, and no pieces add up to a territory within ±{{tolerance}}",
  "infeasible.unit":
    "{{unit}} alone holds {{share}} of {{what}}, and one of {{territories}} territories within ±{{tolerance}} may hold {{most}}",
  "infeasible.unit_branches":
    "{{unit}}, with what can be reached through it alone, holds {{share}} of {{what}}, and one of {{territories}} territories within ±{{tolerance}} may hold {{most}}",
  "infeasible.unit_capacity": "{{unit}} alone is more than any territory has capacity for",
  "infeasible.wider": "possible at the earliest with a tolerance of ±{{tolerance}}",
};
