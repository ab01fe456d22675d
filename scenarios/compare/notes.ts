import { notes } from "../../core/note.ts";

/** What an answer rests on beside its levers. */
export const restsNote = notes({
  "rests.today": { quantity: "note" },
});

/** How cost and return were reckoned, and what is missing. */
export const economicsNote = notes({
  "economics.contact_face_to_face": {},
  "economics.contact_mean": {},
  "economics.goods_by_orders": {},
  "economics.no_contact_cost": {},
  "economics.no_margin": {},
  "economics.no_rep_week": {},
});

/** Why figures of a course are not told. */
export const withheldNote = notes({ "withheld.none": {}, "withheld.totals": {} });
