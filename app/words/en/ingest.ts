import type { Words } from "../../../core/note.ts";
import type { ingestNote } from "../../../data/ingest/notes.ts";

export const ingest: Words<typeof ingestNote> = {
  "ingest.area_strangers": {
    one: "{{count}} account names an area that areas does not hold; the outline it lies in was taken",
    other: "{{count}} accounts name an area that areas does not hold; the outline they lie in was taken",
  },
  "ingest.closed_before_opened": {
    one: "{{count}} account is closed before it opened ({{accounts}}): it counts as open",
    other: "{{count}} accounts are closed before they opened ({{accounts}}): they count as open",
  },
  "ingest.column_left":
    '{{file}}: "{{column}}" is neither a column of sightings nor an attribute of accounts, and was left aside',
  "ingest.column_left_near":
    '{{file}}: "{{column}}" is neither a column of sightings nor an attribute of accounts, and was left aside; did you mean "{{near}}"?',
  "ingest.file_lost":
    "every row of {{file}} was rejected: nothing of it counts; see .penumbra/rejects/sales.csv",
  "ingest.first_month": "the first month is not whole: {{from}} to {{to}} is left out of history",
  "ingest.first_week": "the first week is not whole: {{from}} to {{to}} is left out of history",
  "ingest.last_month": "the last month is not whole: {{from}} to {{to}} is left out of history",
  "ingest.last_week": "the last week is not whole: {{from}} to {{to}} is left out of history",
  "ingest.overlapping_targets": "targets are given by {{spans}}: they overlap where they cover the same days",
  "ingest.reps_unlisted": {
    one: "{{count}} rep is in territories or visits, but not in reps: {{reps}}",
    other: "{{count}} reps are in territories or visits, but not in reps: {{reps}}",
  },
  "ingest.rounded": {
    one: "{{file}}: {{count}} value of {{column}} has more than {{decimals}} decimals; it is rounded to {{decimals}}",
    other:
      "{{file}}: {{count}} values of {{column}} have more than {{decimals}} decimals; each is rounded to {{decimals}}",
  },
  "ingest.rounded_sums":
    "amounts have up to {{finest}} decimals and are so many that their sums would not be exact; each is rounded to {{decimals}}",
};
