import type { Words } from "../../../core/note.ts";
import type { promotionNote } from "../../../scenarios/effects/notes.ts";

export const promotion: Words<typeof promotionNote> = {
  "promotion.history_month": {
    one: "{{count}} promotion of {{brand}} in history, against the months around it",
    other: "{{count}} promotions of {{brand}} in history, against the months around them",
  },
  "promotion.history_week": {
    one: "{{count}} promotion of {{brand}} in history, against the weeks around it",
    other: "{{count}} promotions of {{brand}} in history, against the weeks around them",
  },
  "promotion.prior":
    "elasticity {{elasticity}} (Bijmolt et al. 2005) at a depth of {{depth}}; no history to measure it",
};
