import type { Words } from "../../../core/note.ts";
import type { writtenNote } from "../../../models/written/notes.ts";

export const written: Words<typeof writtenNote> = {
  "written.awareness": "Bass: yılda p {{innovation}}, q {{imitation}} (Sultan, Farley, Lehmann 1990)",
  "written.discovery": "keşif ziyareti karanlık bir müşteriye {{chance}} olasılıkla rastlar",
  "written.months_of_sales": "{{count}} aylık satış",
  "written.segment_moves": "{{segments}} segment arasında çeyrekten çeyreğe {{moves}} geçiş",
  "written.segments_alone": "{{segments}} segment; aralarındaki geçişler için geçmiş çok kısa",
  "written.dark_accounts": "ortalama {{mean}} karanlık müşteri, {{candidates}} aday yerde",
  "written.weeks_of_sales": "{{count}} haftalık satış",
};
