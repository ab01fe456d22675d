import type { Words } from "../../../core/note.ts";
import type { guessNote } from "../../../data/ingest/notes.ts";

export const guess: Words<typeof guessNote> = {
  "guess.among_sample": "{{evidence}}, among a sample of the rows and all that differ from it",
  "guess.any_day_month": "{{dates}}, of any day: summed by month",
  "guess.any_day_week": "{{dates}}, of any day: summed by week",
  "guess.bare_thousands": '"{{example}}" beside unseparated thousands',
  "guess.columns": {
    one: "{{count}} column in the header",
    other: "{{count}} columns in the header",
  },
  "guess.dates": {
    one: "{{count}} date, {{first}} to {{last}}",
    other: "{{count}} dates, {{first}} to {{last}}",
  },
  "guess.either": {
    one: '{{count}} value such as "{{example}}" could be either; the other columns of the file tell',
    other: '{{count}} values such as "{{example}}" could be either; the other columns of the file tell',
  },
  "guess.excel_days": "days of Excel",
  "guess.first_line": "the first line with names of columns that {{table}} needs",
  "guess.first_row": "the first row with names of columns that {{table}} needs",
  "guess.month": "month",
  "guess.month_names": "names of months",
  "guess.only_sheet": "the only sheet with anything in it",
  "guess.periods": {
    one: '{{count}} period such as "{{example}}"',
    other: '{{count}} periods such as "{{example}}"',
  },
  "guess.quarter": "quarter",
  "guess.spellings": {
    one: "{{count}} spelling",
    other: "{{count}} spellings",
  },
  "guess.spellings_first": "{{count}} spellings, the first eight shown",
  "guess.tab": "tab",
  "guess.values": {
    one: '{{count}} value such as "{{example}}"',
    other: '{{count}} values such as "{{example}}"',
  },
  "guess.values_against": {
    one: '{{count}} value such as "{{example}}", {{against}} against it',
    other: '{{count}} values such as "{{example}}", {{against}} against it',
  },
  "guess.week": "week",
  "guess.whole_numbers": "whole numbers only",
  "guess.year": "year",
};
