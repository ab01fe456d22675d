import { notes } from "../../core/note.ts";

/** What the effect of a brand's promotions rests on. */
export const promotionNote = notes({
  "promotion.history_month": { count: "count", brand: "name" },
  "promotion.history_week": { count: "count", brand: "name" },
  "promotion.prior": { elasticity: "number", depth: "percent" },
});

/** What a lever on contacts meets. */
export const contactNote = notes({ "contacts.none_known": { lever: "words" } });
