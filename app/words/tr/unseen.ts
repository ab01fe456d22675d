import type { Words } from "../../../core/note.ts";
import type { unseenNote } from "../../results/dark/notes.ts";

export const unseen: Words<typeof unseenNote> = {
  "unseen.aware": "kendi markanızın bilinmeyen müşterilerdeki payı, bilinenlerdekinin yanında",
  "unseen.aware_prior": "bilinmeyen müşterilerin markayı bilen payı: yarısı kadar, her şey olabilir",
  "unseen.own": "bilinmeyen müşterilerdeki kendi satışımız: bölge toplamlarından bilinenler düşülünce kalan",
  "unseen.own_prior":
    "bilinmeyen müşterilerdeki kendi satışımız: markayı bilen, bilinen müşteriler gibi alır; kaçının bildiği bir önseldir",
};
