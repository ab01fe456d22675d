import type { Words } from "../../../core/note.ts";
import type { backtestNote } from "../../../proof/notes.ts";

export const backtest: Words<typeof backtestNote> = {
  "backtest.no_territories":
    "tahmin satış bölgesine göre değil, yalnızca pazarın tamamı için puanlandı, çünkü satış bölgesi yok: accounts tablosuna territory_id ekleyin",
  "backtest.shorter_month":
    "geçmiş {{periods}} ay: istenen {{asked}} yerine {{hidden}} ay, {{asked_times}} kez yerine {{times}} kez gizlendi; böylece her zaman iki yıl görülür",
  "backtest.shorter_week":
    "geçmiş {{periods}} hafta: istenen {{asked}} yerine {{hidden}} hafta, {{asked_times}} kez yerine {{times}} kez gizlendi; böylece her zaman iki yıl görülür",
  "backtest.too_few_sites":
    "karanlık tarafın kestirimi puanlanmadı: açık ve koordinatı olan müşteri sayısı {{least}} altında, bir kısmını gizlemek için çok az",
  "backtest.too_short_month":
    "tahmin puanlanmadı: geçmiş {{periods}} ay; iki yıl ({{least}} ay) ve gizlenecek en az bir ay daha gerekir: daha eski satışları ekleyin",
  "backtest.too_short_week":
    "tahmin puanlanmadı: geçmiş {{periods}} hafta; iki yıl ({{least}} hafta) ve gizlenecek en az bir hafta daha gerekir: daha eski satışları ekleyin",
};
