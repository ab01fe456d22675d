import type { Words } from "../../../core/note.ts";
import type { constraintNote } from "../../../territory/constraints/notes.ts";

export const constraint: Words<typeof constraintNote> = {
  "constraint.nobody": "{{count}} birim kimsenin değil: {{units}}",
  "constraint.empty": "{{territory}} içinde birim yok",
  "constraint.pieces": "{{territory}} {{count}} parça; en büyüğünden ayrı duranlar: {{units}}",
  "constraint.uneven": "{{territory}}, {{balance}} hedefinden {{off}} sapıyor; izin verilen {{tolerance}}",
  "constraint.capacity": "{{territory}} yükü {{load}}, kapasitesi {{capacity}}",
  "constraint.disruption": "Tutarın {{moved}} kadarı temsilci değiştiriyor; izin verilen {{most}}",
  "constraint.locked": "{{count}} kilitli birim başka yerde: {{units}}",
  "constraint.workload": "iş yükü",
  "constraint.potential": "potansiyel",
  "constraint.customers": "müşteri",
  "constraint.prospects": "aday müşteri",
  "constraint.travel": "yol süresi",
};
