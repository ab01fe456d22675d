import type { Words } from "../../../core/note.ts";
import type { promotionNote } from "../../../scenarios/effects/notes.ts";

export const promotion: Words<typeof promotionNote> = {
  "promotion.history_month":
    "{{brand}} markasının geçmişteki {{count}} promosyonu, çevresindeki aylara karşı",
  "promotion.history_week":
    "{{brand}} markasının geçmişteki {{count}} promosyonu, çevresindeki haftalara karşı",
  "promotion.prior":
    "esneklik {{elasticity}} (Bijmolt vd. 2005), indirim derinliği {{depth}}; ölçecek geçmiş yok",
};
