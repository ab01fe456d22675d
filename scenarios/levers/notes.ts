import type { InLanguages } from "../../core/figures.ts";
import { type NoteOf, notes } from "../../core/note.ts";

/** What is said of levers. A lever's own words stand in its object, in every language. */
export const leverNote = notes({
  "lever.of": { lever: "words" },
  "lever.handover_fades": { weeks: "number" },
  "lever.handover_missed": { low: "number", high: "number" },
  "lever.handover_published": { low: "share", high: "share" },
  "lever.handover_set": { low: "share", high: "share" },
  "lever.price_elasticity": { elasticity: "number" },
  "lever.says": { what: "words" },
  "lever.travel": { detour: "number", kmh: "number" },
});

/** A lever's own words on what its effect rests on. */
export function said(what: InLanguages): LeverNote {
  return leverNote("lever.says", { what });
}

/** What a lever does in this market, where that is not what one would think. */
export const pulledNote = notes({
  "pulled.days": { from: "day", to: "day" },
  "pulled.more": { promotions: "count" },
  "pulled.nobody_to_find": {},
  "pulled.plan_moves": { accounts: "count", reps: "count" },
  "pulled.plan_new_rep_month": { rep: "name", calls: "count" },
  "pulled.plan_new_rep_week": { rep: "name", calls: "count" },
  "pulled.plan_no_contacts": {},
  "pulled.plan_no_travel": {},
  "pulled.plan_same": {},
  "pulled.plan_vacant": { territory: "name" },
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

type LeverNote = NoteOf<typeof leverNote>;
