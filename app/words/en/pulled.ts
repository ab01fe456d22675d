import type { Words } from "../../../core/note.ts";
import type { pulledNote } from "../../../scenarios/levers/notes.ts";

export const pulled: Words<typeof pulledNote> = {
  "pulled.days": "{{from}} to {{to}}",
  "pulled.more": "and {{promotions}} more",
  "pulled.nobody_to_find":
    "discovery finds nobody here: the twin does not hold dark accounts; the calls are spent",
  "pulled.plan_moves":
    "{{accounts}} accounts get another territory, {{reps}} another rep; figures by territory are by the plan",
  "pulled.plan_new_rep_month":
    "{{rep}} made no contact in the last year; taken to make {{calls}} calls a month, as the others do",
  "pulled.plan_new_rep_week":
    "{{rep}} made no contact in the last year; taken to make {{calls}} calls a week, as the others do",
  "pulled.plan_no_contacts": "the twin knows no contacts: a plan changes no more than who loses its rep",
  "pulled.plan_no_travel":
    "no account of the reps has a place: what they drive is not known and changes nothing",
  "pulled.plan_same":
    "the plan gives every account the territory and the rep it has today: it changes nothing",
  "pulled.plan_vacant":
    "{{territory}} gets accounts, but it has no rep, or one who made no contact in the last year: nobody visits them",
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
