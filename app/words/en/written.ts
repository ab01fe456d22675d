import type { Words } from "../../../core/note.ts";
import type { writtenNote } from "../../../models/written/notes.ts";

export const written: Words<typeof writtenNote> = {
  "written.awareness": "Bass p {{innovation}}, q {{imitation}} a year (Sultan, Farley, Lehmann 1990)",
  "written.discovery": "a prospecting visit comes upon a dark account with chance {{chance}}",
  "written.months_of_sales": {
    one: "{{count}} month of sales",
    other: "{{count}} months of sales",
  },
  "written.segment_moves": "{{moves}} quarterly moves between {{segments}} segments",
  "written.segments_alone": "{{segments}} segments; history is too short for moves between them",
  "written.dark_accounts": "{{mean}} dark accounts on average, in {{candidates}} candidate places",
  "written.weeks_of_sales": {
    one: "{{count}} week of sales",
    other: "{{count}} weeks of sales",
  },
};
