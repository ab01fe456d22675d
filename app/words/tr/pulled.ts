import type { Words } from "../../../core/note.ts";
import type { pulledNote } from "../../../scenarios/levers/notes.ts";

export const pulled: Words<typeof pulledNote> = {
  "pulled.days": "{{from}} – {{to}}",
  "pulled.more": "ve {{promotions}} tane daha",
  "pulled.nobody_to_find":
    "keşif burada kimseyi bulmaz: ikiz karanlık müşterileri içermiyor; aramalar harcanır",
  "pulled.plan_moves":
    "{{accounts}} müşteri başka bir satış bölgesine, {{reps}} müşteri başka bir temsilciye geçer; satış bölgesi rakamları plana göredir",
  "pulled.plan_same": "plan her müşteriye bugünkü satış bölgesini verir",
  "pulled.plan_unknown_rep":
    "{{territory}}: satış bölgesi müşteri alır ama ikiz, temsilcisinin temaslarını bilmiyor; bu müşterilere gidilmez",
  "pulled.promotions_changed": "{{brand}} markasının {{count}} promosyonu değişir: {{days}}",
  "pulled.promotions_moved": "{{brand}} markasının {{count}} promosyonu {{periods}} dönem kayar: {{days}}",
  "pulled.promotions_moved_out":
    "{{brand}} markasının {{count}} promosyonu {{periods}} dönem kayar: {{days}}; {{out}} tanesi ufkun dışına çıkar ve hiç olmaz",
  "pulled.promotions_stopped": "{{brand}} markasının {{count}} promosyonu yapılmaz: {{days}}",
  "pulled.rival_leaves": "ayrılan rakip: {{brand}}",
};
