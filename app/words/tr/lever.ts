import type { Words } from "../../../core/note.ts";
import type { leverNote } from "../../../scenarios/levers/notes.ts";

export const lever: Words<typeof leverNote> = {
  "lever.learned_preferences": "satışlardan öğrenilen tercihler",
  "lever.no_answer_to_price": "rakipler fiyata karşılık vermez, kategori fiyatla büyümez",
  "lever.no_dip_after_promotion":
    "promosyondan sonra düşüş olmaz; taşınan ya da değiştirilen promosyon olduğu gibi etki eder",
  "lever.of": "{{lever}}",
  "lever.price_elasticity": "fiyat esnekliği {{elasticity}} (Bijmolt, van Heerde, Pieters 2005)",
  "lever.rep_change_cost":
    "temsilci değişikliği müşterinin cirosunun %0–17,6’sına mal olur (Schmitz et al. 2020)",
  "lever.rep_change_made_up": "temsilci değişikliğinin kaybı 26 haftada kapanır",
  "lever.same_buyers_choose_anew":
    "markayı alanlar eskisi kadar sık alır ve kalanlar arasında tercihleri oranında seçer",
  "lever.seasons": "tahminin mevsimleri",
  "lever.size_given": "büyüklük senaryonun kendi sözüdür",
};
