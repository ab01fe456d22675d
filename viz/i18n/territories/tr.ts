import type { territoriesEn } from "./en.ts";

/** The Turkish of territories. */
export const territoriesTr: Record<keyof typeof territoriesEn, string> = {
  "territories.title": "Satış bölgeleri",
  "territories.show": "Listenin gösterdiği",
  "territories.show.sales": "Satış",
  "territories.show.workload": "İş yükü",
  "territories.show.shape": "Biçim",
  "territories.hint.sales": "kendi satışımız ve payımız, son {{span}}",
  "territories.hint.workload":
    "son {{span}} boyunca haftada temas saati ve bütün satış bölgelerinin ortalamasına oranı: %100 dengeli demektir",
  "territories.hint.bySales":
    "veride temas yok: bütün markaların satışının bölgeler ortalamasına oranı, %100 dengeli demektir",
  "territories.hint.shape":
    "kompaktlık, 4π · alan ÷ çevre²: 1 tam dairedir; 0’a yaklaştıkça bölge girintili ya da uzundur",
  "territories.measures": "Bölgenin ölçüleri",
  "territories.workload": "İş yükü",
  "territories.hours": "haftada {{hours}} sa",
  "territories.hours.short": "{{hours}} sa",
  "territories.hours.note": "temas, son {{span}}",
  "territories.noContacts": "veride temas yok",
  "territories.capacity": "temas; temsilci haftada {{calls}} temas yapabilir",
  "territories.balance": "Denge",
  "territories.byWorkload": "ortalama iş yüküne oranı; %100 dengeli",
  "territories.bySales": "bütün markaların ortalama satışına oranı; %100 dengeli",
  "territories.compactness": "Kompaktlık",
  "territories.circle": "1 daire; 0’a yakın: girintili ya da uzun",
  "territories.tip": "{{territory}}: haftada {{hours}} sa temas, ortalamanın {{balance}} kadarı",
  "territories.empty": "Bu pazarda satış bölgesi yok. Karşılaştırmak için bölge tablosu ekleyin.",
  "territories.failed": "Satış bölgeleri yüklenemedi.",
};
