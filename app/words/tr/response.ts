import type { Words } from "../../../core/note.ts";
import type { responseNote } from "../../../models/response/notes.ts";

export const response: Words<typeof responseNote> = {
  "response.no_visits": "son yılda ziyaret yok",
  "response.no_windows": "temas penceresi yok: her temas içeride sayılır",
  "response.outside_window": "pencere dışındaki bir temas, içindekinin {{worth}} katı değerindedir",
  "response.own_sales_only": "yalnızca kendi satışlarınız biliniyor: ziyaretler tercihleri değiştiremez",
  "response.prior_month":
    "yüz yüze satışın esnekliği {{elasticity}} (Albers, Mantrala, Sridhar 2010); aydan aya taşınan etki {{carry_over}} ve alışılmış ilginin iki katında yarım etki varsayımdır",
  "response.prior_week":
    "yüz yüze satışın esnekliği {{elasticity}} (Albers, Mantrala, Sridhar 2010); haftadan haftaya taşınan etki {{carry_over}} ve alışılmış ilginin iki katında yarım etki varsayımdır",
  "response.windows": "{{accounts}} müşterinin pencereleri ve temsilcilerinin onları aradığı saatler",
};
