import type { Words } from "../../../core/note.ts";
import type { knownNote } from "../../../models/known/notes.ts";

export const known: Words<typeof knownNote> = {
  "known.amounts": "son üç yılın siparişleri, türün ortalamasına çekilmiş",
  "known.inertia": "tek markalı dönemler arasında yinelenen alım (Mantel-Haenszel)",
  "known.inertia_prior": "ölçmeye yetecek yineleme yok; alışkanlık yok sayıldı",
  "known.preferences": "her müşteriden her markada beklenen tutar, bir siparişinin tutarına bölünmüş",
  "known.rates":
    "her müşterinin her markadaki yıllık temposu, bir ila üç yıl önce ne kadar tuttuğuna göre ağırlıklandırılmış",
  "known.rates_default":
    "her müşterinin her markadaki yıllık temposu, varsayılan ağırlıklarla: geçmiş üç yıldan kısa ya da ağırlık öğrenmeye yetecek alıcı yok",
  "known.repurchase":
    "önceki {{count}} tarihten sonraki bir yılda {{sites}} yerin {{again}} tanesi yeniden aldı; sessizliğe, sıklığa ve ritme göre",
  "known.repurchase_prior":
    "kimin yeniden aldığını saymaya yetecek geçmiş yok: eşit ağırlıkla MBG/NBD, Pareto/NBD ve kendi ritmi",
};
