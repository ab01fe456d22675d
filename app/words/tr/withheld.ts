import type { Words } from "../../../core/note.ts";
import type { withheldNote } from "../../../scenarios/compare/notes.ts";

export const withheld: Words<typeof withheldNote> = {
  "withheld.none": "rakip satışları girdide hiç yok: bir gidişin ne pazarı ne pazar payı vardır",
  "withheld.totals":
    "rakip satışları yalnızca bölge toplamlarından biliniyor: hiçbir müşteri rakipten almaz, bu yüzden bir gidişin ne pazarı ne pazar payı vardır",
};
