import type { Words } from "../../../core/note.ts";
import type { pulledNote } from "../../../scenarios/levers/notes.ts";

export const pulled: Words<typeof pulledNote> = {
  "pulled.days": "{{from}} – {{to}}",
  "pulled.more": "ve {{promotions}} tane daha",
  "pulled.nobody_to_find":
    "keşif burada kimseyi bulmaz: ikiz karanlık müşterileri içermiyor; aramalar harcanır",
  "pulled.plan_moves":
    "{{accounts}} müşteri başka bir satış bölgesine, {{reps}} müşteri başka bir temsilciye geçer; satış bölgesi rakamları plana göredir",
  "pulled.plan_new_rep_month":
    "{{rep}} son yılda temas kurmamış; ötekiler gibi ayda {{calls}} arama yaptığı varsayılır",
  "pulled.plan_new_rep_week":
    "{{rep}} son yılda temas kurmamış; ötekiler gibi haftada {{calls}} arama yaptığı varsayılır",
  "pulled.plan_no_contacts":
    "ikiz hiç temas bilmiyor: plan, kimin temsilcisini yitirdiğinden başka bir şeyi değiştirmez",
  "pulled.plan_no_travel":
    "temsilcilerin hiçbir müşterisinin yeri bilinmiyor: yolda geçen süre bilinmez ve bir şey değiştirmez",
  "pulled.plan_same":
    "plan her müşteriye bugünkü satış bölgesini ve temsilcisini verir: hiçbir şeyi değiştirmez",
  "pulled.plan_vacant":
    "{{territory}}: satış bölgesi müşteri alır ama temsilcisi yok ya da son yılda temas kurmamış; bu müşterilere gidilmez",
  "pulled.promotions_changed": "{{brand}} markasının {{count}} promosyonu değişir: {{days}}",
  "pulled.promotions_moved": "{{brand}} markasının {{count}} promosyonu {{periods}} dönem kayar: {{days}}",
  "pulled.promotions_moved_out":
    "{{brand}} markasının {{count}} promosyonu {{periods}} dönem kayar: {{days}}; {{out}} tanesi ufkun dışına çıkar ve hiç olmaz",
  "pulled.promotions_stopped": "{{brand}} markasının {{count}} promosyonu yapılmaz: {{days}}",
  "pulled.rival_leaves": "ayrılan rakip: {{brand}}",
};
