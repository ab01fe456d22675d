import type { Words } from "../../../core/note.ts";
import type { walletNote } from "../../../models/wallet/notes.ts";

export const wallet: Words<typeof walletNote> = {
  "wallet.cross_fitted":
    "{{teachers}} müşteri, çapraz öğrenilmiş ve görmediği katta ayarlanmış; hesap motoru {{backend}}",
  "wallet.none":
    "cüzdan yok: çeyrek yıl ya da daha uzun satışı olan {{teachers}} müşteri var; en az {{least}} gerekli",
  "wallet.own_only":
    "müşterilerdeki rakip satışları girdide yok; bu yüzden bu, benzer müşterilerin bizden aldığının %90’lık dilimidir, toplam alımlarının tavanı değildir ({{how}})",
  "wallet.pooled": "türleri ayırt etmeye yetecek kadar yok: {{teachers}} müşterinin hepsi benzer sayılır",
  "wallet.with_rivals":
    "müşterinin bizden aldığı ile benzer müşterilerin bir yılda rakiplerden aldığının %90’lık dilimi, en az bugüne dek aldığı kadar; tavanlar toplanmaz: böyle müşterilerin rakiplerden ortalama aldığı `headroom_expected` toplanır ({{how}})",
};
