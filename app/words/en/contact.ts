import type { Words } from "../../../core/note.ts";
import type { contactNote } from "../../../models/heat/notes.ts";

export const contact: Words<typeof contactNote> = {
  "contact.digital":
    "Digital channels reach it better than others: affinity {{affinity}}, on average {{mean}}.",
  "contact.gain":
    "Of a hundred contacts that are taken in this channel, {{points}} more come with an order than of a hundred periods without one.",
  "contact.no_gain":
    "No score: accounts order no more often when they take a contact in this channel than without one. This is when it is reached best.",
  "contact.own_hours":
    "Its orders and taken contacts fall there {{times}} times as often as in an even week.",
  "contact.similar":
    "Accounts of its type ({{type}}) take {{share}} of contacts in this channel ({{contacts}} contacts).",
  "contact.taken": "In this channel it took {{hits}} of its {{contacts}} contacts of the last year.",
  "contact.taken_then": "Around that hour it took {{hits}} of its {{contacts}} contacts of the last year.",
  "contact.unknown": "It has had no contact in the last year: this rests on accounts like it.",
  "contact.window": "It welcomes this channel from {{from}} to {{to}} on that day.",
};
