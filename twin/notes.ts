import { type NoteOf, notes } from "../core/note.ts";

/** The quantities that are learned: what a twin and what is learned beside it rest on. */
export const quantityNote = notes({
  "quantity.amounts": {},
  "quantity.awareness": {},
  "quantity.calendar": {},
  "quantity.dark": {},
  "quantity.dark_own": {},
  "quantity.discovery": {},
  "quantity.forecast": {},
  "quantity.inertia": {},
  "quantity.preferences": {},
  "quantity.rates": {},
  "quantity.repurchase": {},
  "quantity.segments": {},
  "quantity.unaware": {},
  "quantity.visits": {},
  "quantity.wallet": {},
  "quantity.wasted_contacts": {},
  "quantity.windows": {},
});

type Key = NoteOf<typeof quantityNote>["key"];
export type Quantity = Key extends `quantity.${infer Name}` ? Name : never;
export const QUANTITIES = Object.keys(quantityNote.kinds).map(key =>
  key.slice("quantity.".length),
) as Quantity[];
