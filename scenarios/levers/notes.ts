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

/** What a lever does in this market, where that is not what one would think. */
export const pulledNote = notes({
  "pulled.days": { from: "day", to: "day" },
  "pulled.more": { promotions: "count" },
  "pulled.nobody_to_find": {},
  "pulled.plan_moves": { accounts: "count", reps: "count" },
  "pulled.plan_same": {},
  "pulled.plan_unknown_rep": { territory: "name" },
  "pulled.promotions_changed": { count: "count", brand: "name", days: "note" },
  "pulled.promotions_moved": { count: "count", brand: "name", days: "note", periods: "number" },
  "pulled.promotions_moved_out": {
    count: "count",
    brand: "name",
    days: "note",
    periods: "number",
    out: "count",
  },
  "pulled.promotions_stopped": { count: "count", brand: "name", days: "note" },
  "pulled.rival_leaves": { brand: "name" },
});

export type LeverNote = NoteOf<typeof leverNote>;
