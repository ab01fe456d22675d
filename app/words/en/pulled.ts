import type { Words } from "../../../core/note.ts";
import type { pulledNote } from "../../../scenarios/levers/notes.ts";

export const pulled: Words<typeof pulledNote> = {
  "pulled.days": "{{from}} to {{to}}",
  "pulled.more": "and {{promotions}} more",
  "pulled.nobody_to_find":
    "discovery finds nobody here: the twin does not hold dark accounts; the calls are spent",
  "pulled.plan_moves":
    "{{accounts}} accounts get another territory, {{reps}} another rep; figures by territory are by the plan",
  "pulled.plan_same": "the plan gives every account the territory it has today",
  "pulled.plan_unknown_rep":
    "{{territory}} gets accounts, but the twin knows no contacts of its rep: they are not visited",
  "pulled.promotions_changed": {
    one: "{{count}} promotion of {{brand}}: {{days}} is changed",
    other: "{{count}} promotions of {{brand}}: {{days}} is changed",
  },
  "pulled.promotions_moved": {
    one: "{{count}} promotion of {{brand}}: {{days}} moved by {{periods}} periods",
    other: "{{count}} promotions of {{brand}}: {{days}} moved by {{periods}} periods",
  },
  "pulled.promotions_moved_out": {
    one: "{{count}} promotion of {{brand}}: {{days}} moved by {{periods}} periods; {{out}} of them out of the horizon, and so not at all",
    other:
      "{{count}} promotions of {{brand}}: {{days}} moved by {{periods}} periods; {{out}} of them out of the horizon, and so not at all",
  },
  "pulled.promotions_stopped": {
    one: "{{count}} promotion of {{brand}}: {{days}} does not take place",
    other: "{{count}} promotions of {{brand}}: {{days}} does not take place",
  },
  "pulled.rival_leaves": "the rival that leaves is {{brand}}",
};
