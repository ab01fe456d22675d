import type { Words } from "../../../core/note.ts";
import type { economicsNote } from "../../../scenarios/compare/notes.ts";

export const economics: Words<typeof economicsNote> = {
  "economics.contact_face_to_face":
    "bir temasın maliyeti yüz yüze ziyaretinki kadardır: ziyaretlerde maliyeti bilinen bir kanal yok",
  "economics.contact_mean": "bir temasın maliyeti, son yılın kanallarının ortalamasıdır",
  "economics.goods_by_orders":
    "malın maliyeti tutarla değil, bugünkü fiyatlarla kendi siparişlerimizle artar",
  "economics.no_contact_cost":
    "temaslar burada maliyetsiz: `market.yaml` dosyasında `economics.contact_cost` yok",
  "economics.no_margin": "getiri yok: `market.yaml` dosyasında `economics.margin` yok",
  "economics.no_rep_week":
    "ek aramalar burada temsilci haftası tutmaz: `market.yaml` dosyasında `economics.rep_week` yok",
};
