import type { Words } from "../../../core/note.ts";
import type { routesNote } from "../../../territory/routes/notes.ts";

export const routes: Words<typeof routesNote> = {
  "routes.home_middle":
    "{{rep}} için ev konumu verilmemiş (temsilcilerin enlemi ve boylamı): turlar müşterilerin ortasından başlar.",
  "routes.by_circle":
    "Yolda: kuş uçuşu × {{detour}}, kapıdan kapıya saatte {{speed}} km (market.yaml içindeki travel).",
  "routes.by_matrix":
    "Yolda: bildiği yerlerde {{file}} ({{count}} yol); başka yerlerde kuş uçuşu uzaklıktan.",
  "routes.gain":
    "Kazanç: ziyaret olmasa gelmeyecek olan siparişlerimiz (sonraki en iyi temastan) çarpı müşterinin bir siparişinin tutarı; ziyaretlerin getirisinin %90 aralığı ±{{share}}. Müşteriler buna ve sıralarının ne kadar geldiğine göre seçilir.",
  "routes.no_gain":
    "Burada ziyaretlerin sipariş getirdiği bilinmiyor: müşteriler bir siparişlerinin tutarına ve sıralarının ne kadar geldiğine göre seçilir.",
  "routes.visits_weekly_calls":
    "Haftanın ziyaretleri: haftada {{calls}} temas (weekly_calls); son yılda bunların {{share}} kadarı ziyaretti.",
  "routes.visits_past_visits": "Haftanın ziyaretleri: son yıldaki gibi haftada {{visits}}.",
  "routes.visits_hours": "Haftanın ziyaretleri: saatlerin yettiği kadar; haftalık temas sayısı verilmemiş.",
  "routes.no_past_visits":
    "Son yılda hiç ziyaret yok: her ziyaret {{minutes}} dakika sürer, bütün müşterilerin sırası aynı ölçüde gelmiştir.",
  "routes.day_off": "{{day}} günü tur yok: {{name}}.",
  "routes.no_days": "Haftada hiç çalışma günü yok.",
  "routes.no_accounts": "{{rep}} adlı temsilcinin satış bölgelerinde açık müşteri yok.",
  "routes.closed": "{{count}} müşteri o haftanın saatlerinde ziyaret kabul etmiyor.",
  "routes.unplaced": "{{count}} müşterinin koordinatı yok.",
  "routes.other_channel":
    "{{count}} müşteriye ziyaretten başka bir yolla ulaşmak daha iyi, ya da hiç ulaşılamıyor.",
  "routes.not_this_week": "{{count}} müşteri daha ziyaret edilebilir; başka bir haftayı bekliyor.",
};
