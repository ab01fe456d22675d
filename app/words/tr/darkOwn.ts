import type { Words } from "../../../core/note.ts";
import type { darkOwnNote } from "../../results/dark/notes.ts";

export const darkOwn: Words<typeof darkOwnNote> = {
  "dark_own.aware":
    "kendi markanızın karanlık müşterilerdeki payı; yanında bilinenlerdeki payı, ziyaretlerin etkisi çıkarılmış olarak; karanlık müşterilerin markayı ne kadar beğendiği bir varsayımdır",
  "dark_own.aware_prior": "karanlık müşterilerin markayı bilen payı: yarısı kadar, her şey olabilir",
  "dark_own.sales":
    "karanlık müşterilerdeki kendi satışımız: bölge toplamlarından bilinenler düşülünce kalan",
  "dark_own.sales_prior":
    "karanlık müşterilerdeki kendi satışımız: markayı bilen, bilinen müşteriler gibi alır; kaçının bildiği bir önseldir",
};
