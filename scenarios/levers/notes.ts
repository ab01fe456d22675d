import { type NoteOf, notes } from "../../core/note.ts";

/** What the levers' effects rest on. */
export const leverNote = notes({
  "lever.learned_preferences": {},
  "lever.no_answer_to_price": {},
  "lever.no_dip_after_promotion": {},
  "lever.of": { lever: "words" },
  "lever.price_elasticity": { elasticity: "number" },
  "lever.rep_change_cost": {},
  "lever.rep_change_made_up": {},
  "lever.same_buyers_choose_anew": {},
  "lever.seasons": {},
  "lever.size_given": {},
});

export type LeverNote = NoteOf<typeof leverNote>;
