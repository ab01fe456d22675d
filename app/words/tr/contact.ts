import type { Words } from "../../../core/note.ts";
import type { contactNote } from "../../../models/heat/notes.ts";

export const contact: Words<typeof contactNote> = {
  "contact.digital": "Dijital kanallar ona daha iyi ulaşıyor: yatkınlığı {{affinity}}, ortalama {{mean}}.",
  "contact.gain":
    "Bu kanalda kabul edilen her yüz temasta, temassız yüz döneme göre {{points}} daha fazla sipariş geliyor.",
  "contact.no_gain":
    "Puan yok: müşteriler bu kanalda temas kabul ettiklerinde, temassız dönemlerden daha çok sipariş vermiyor. Bu, en kolay ulaşıldığı zamandır.",
  "contact.own_hours":
    "Siparişleri ve kabul ettiği temaslar, düz bir haftaya göre {{times}} kat sık bu saate düşüyor.",
  "contact.similar":
    "Kendi türündeki müşteriler ({{type}}) bu kanaldaki temasların {{share}} kadarını kabul ediyor ({{contacts}} temas).",
  "contact.taken": "Bu kanalda son yılın {{contacts}} temasından {{hits}} tanesini kabul etti.",
  "contact.taken_then": "O saatlerde son yılın {{contacts}} temasından {{hits}} tanesini kabul etti.",
  "contact.unknown": "Son yılda hiç temas edilmedi: benzer müşterilere dayanır.",
  "contact.window": "O gün bu kanala {{from}} – {{to}} arasında açık.",
};
