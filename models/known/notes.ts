import { notes } from "../../core/note.ts";

/** What the accounts' rates, amounts and preferences rest on. */
export const knownNote = notes({
  "known.amounts": {},
  "known.inertia": {},
  "known.inertia_prior": {},
  "known.preferences": {},
  "known.rates": {},
  "known.rates_default": {},
  "known.repurchase": { again: "count", sites: "count", count: "count" },
  "known.repurchase_prior": {},
});
