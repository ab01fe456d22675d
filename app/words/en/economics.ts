import type { Words } from "../../../core/note.ts";
import type { economicsNote } from "../../../scenarios/compare/notes.ts";

export const economics: Words<typeof economicsNote> = {
  "economics.contact_face_to_face":
    "a contact costs as much as one face to face: the visits name no channel with a cost",
  "economics.contact_mean": "a contact costs the mean of the last year's channels",
  "economics.goods_by_orders": "cost of goods goes with own orders at today's prices, not with amounts",
  "economics.no_contact_cost": "contacts cost nothing here: market.yaml gives no economics.contact_cost",
  "economics.no_margin": "no return: market.yaml gives no economics.margin",
  "economics.no_rep_week": "more calls cost no rep weeks here: market.yaml gives no economics.rep_week",
};
