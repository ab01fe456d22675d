import type { Words } from "../../../core/note.ts";
import type { quantityNote } from "../../../twin/notes.ts";

export const quantity: Words<typeof quantityNote> = {
  "quantity.amounts": "Alım başına tutar",
  "quantity.awareness": "Bilinirlik",
  "quantity.calendar": "Takvimdeki kampanya, fiyat ve tedarik",
  "quantity.dark": "Karanlık müşteri ve satış",
  "quantity.dark_own": "Karanlık müşterilerde kendi satışımız",
  "quantity.discovery": "Karanlık müşterinin keşfi",
  "quantity.forecast": "Tahmin",
  "quantity.inertia": "Alışkanlık",
  "quantity.preferences": "Marka tercihleri",
  "quantity.rates": "Alım sıklıkları",
  "quantity.repurchase": "Kim yeniden alır",
  "quantity.segments": "Segmentler",
  "quantity.unaware": "Bizi hiç duymamış olanlar",
  "quantity.visits": "Ziyaretin etkisi",
  "quantity.wallet": "Cüzdanlar",
  "quantity.wasted_contacts": "Pencere dışı temaslar",
  "quantity.windows": "Temas pencereleri",
};
