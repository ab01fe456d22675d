import type { Words } from "../../../core/note.ts";
import type { faultNote } from "../../../data/yaml/notes.ts";

export const fault: Words<typeof faultNote> = {
  "fault.limit": "metin okunandan uzun ya da fazla iç içe",
  "fault.market": "{{key}}: bu pazara uymuyor",
  "fault.missing": "{{key}} eksik",
  "fault.text": "henüz bir senaryo değil",
  "fault.unknown_key": "bilinmeyen anahtar: {{key}}",
  "fault.unknown_lever": "bilinmeyen kaldıraç",
  "fault.value": "{{key}}: değeri geçersiz",
  "fault.yaml": "YAML olarak okunamıyor",
};
