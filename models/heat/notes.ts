import { type NoteOf, notes } from "../../core/note.ts";

/** Why a contact is proposed. */
export const contactNote = notes({
  /** Digital channels reach it better than others. */
  "contact.digital": { affinity: "factor", mean: "factor" },
  /** So many more of a hundred periods with a taken contact than of those without one have an order. */
  "contact.gain": { points: "number" },
  /** Periods with a taken contact have an order no more often than those without one. */
  "contact.no_gain": {},
  /** Its orders and taken contacts fall there so many times as often as in an even week. */
  "contact.own_hours": { times: "number" },
  /** Accounts of its type take that share of contacts in the channel. */
  "contact.similar": { type: "name", share: "percent", contacts: "count" },
  /** In that channel it took so many of its contacts of the last year. */
  "contact.taken": { hits: "count", contacts: "count" },
  /** Near that hour, in any channel, it took so many of its contacts of the last year. */
  "contact.taken_then": { hits: "count", contacts: "count" },
  /** No contact of its own in the last year; the proposal rests on accounts like it. */
  "contact.unknown": {},
  /** The account welcomes the channel in these hours of that day. */
  "contact.window": { from: "clock", to: "clock" },
});

export type ContactNote = NoteOf<typeof contactNote>;
