import type { Words } from "../../../core/note.ts";
import type { contactNote } from "../../../models/heat/notes.ts";

export const contact: Words<typeof contactNote> = {
  "contact.digital": "Dijital kanallar ona daha iyi ulaşıyor: yatkınlığı {{affinity}}, ortalama {{mean}}.",
  "contact.own_hours":
    "Siparişleri ve kabul ettiği temaslar, düz bir haftaya göre {{times}} kat sık bu saate düşüyor.",
  "contact.similar":
    "Kendi türündeki müşteriler ({{type}}) bu kanaldaki temasların {{share}} kadarını kabul ediyor ({{contacts}} temas).",
  "contact.taken": "Bu kanalda son yılın {{contacts}} temasından {{hits}} tanesini kabul etti.",
  "contact.taken_then": "O saatlerde son yılın {{contacts}} temasından {{hits}} tanesini kabul etti.",
  "contact.unknown": "Son yılda hiç temas edilmedi: benzer müşterilere dayanır.",
  "contact.window": "O gün bu kanala {{from}} – {{to}} arasında açık.",
};
