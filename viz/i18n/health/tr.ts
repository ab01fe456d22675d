import type { healthEn } from "./en.ts";

/** The model health view's Turkish. */
export const healthTr: Record<keyof typeof healthEn, string> = {
  "screen.health": "Güven",
  "screen.health.hint": "Model sağlığı: ikiz, kendisinden gizleneni ne kadar bilebildi",
  "health.title": "Model sağlığı",
  "health.failed": "Model sağlığı yüklenemedi.",
  "health.dark": "Karanlık taraf",
  "health.dark.none":
    "Bu kurulumda karanlık müşteri ve satış tahmini yok. Pazarı bu sürümle yeniden kurun: `penumbra build`.",
  "health.situation.panel":
    "Bölge toplamlarına dayanır: bilinen ve karanlık satışlar bunlara eşitlenir; hücrelere dağılımı öğrenilir.",
  "health.situation.list":
    "Pazarın ikinci bir listesine dayanır: bir listede olup ötekinde olmayanlar, ikisinde de olmayanların sayısını söyler.",
  "health.situation.panel+list":
    "Bölge toplamlarına ve ikinci bir listeye birlikte dayanır: tutarları toplamlar, müşteri sayısını liste verir.",
  "health.situation.none":
    "Yalnızca kapsama ve açıklayıcı değişkenlere dayanır: veride ne bölge toplamı ne ikinci liste var, bu yüzden düzeyi zayıf belirlenir.",
  "situation.panel": "bölge toplamları",
  "situation.list": "ikinci liste",
  "situation.panel+list": "bölge toplamları ve ikinci liste",
  "situation.none": "yalnızca kapsama ve açıklayıcı değişkenler",
  "record.line_one":
    "Sicil: bilinenlerin {{hidden}} kadarı {{count}} yolla gizlendi. Sapma: müşteri sayısında {{accounts}}, tutarda {{amount}}; %90 aralık {{of}} denemenin {{held}} tanesinde tuttu.",
  "record.line_other":
    "Sicil: bilinenlerin {{hidden}} kadarı {{count}} yolla gizlendi. Ortalama sapma: müşteri sayısında {{accounts}}, tutarda {{amount}}; %90 aralık {{of}} denemenin {{held}} tanesinde tuttu.",
  "record.none": "Bu kurulumda sicili ölçülmedi.",
  "record.more": "Model sağlığı",
  "recovery.title": "Gizlenen yeniden bulundu mu?",
  "recovery.hint": "bilinen müşteriler modelden gizlendi, model onları tahmin etti",
  "recovery.none":
    "Bu kurulumda geri bulma ölçülmedi. Çalıştırın: `penumbra backtest KLASÖR --hide 0.3`, ya da pazarı yeniden kurun.",
  "recovery.by.random": "Rastgele",
  "recovery.by.small-far": "Önce küçük ve uzak olanlar",
  "recovery.by.area": "Bütün bölgeler",
  "recovery.kind": "Ne gizlendi",
  "recovery.accounts": "Müşteri",
  "recovery.amount": "Tutar",
  "recovery.error.hint": "tahmin ÷ gizlenen − 1",
  "recovery.held": "%90 içinde",
  "recovery.missed": "%90 dışında",
  "recovery.areas": "%90 içindeki bölgeler",
  "recovery.areas.hint": "müşteri · tutar; doğrusu %90",
  "recovery.spearman": "Hücrelerde sıra korelasyonu",
  "recovery.benchmarks": "Basit dağıtımlara karşı",
  "recovery.deviance": "Gizlenen sayıların hücrelerdeki uyumsuzluğu (Poisson sapması), azı iyi",
  "recovery.top": "Gizlenen tutarın en üst onda bir hücrede bulunan kısmı, çoğu iyi",
  "recovery.ours": "bu ikiz",
  "recovery.population": "nüfusa göre",
  "recovery.known": "bilinen müşteriye göre",
  "sales.title": "Gelecek kendi satışımız",
  "sales.hint": "son dönemler gizlendi, satış bölgesi ve döneme göre puanlandı",
  "sales.none":
    "Bu pazarda henüz denenmedi. Çalıştırın: `penumbra backtest KLASÖR`. Yayımlanan sonuçlar: `docs/results.md`.",
  "sales.measure": "Ölçü",
  "sales.ours": "Bu ikiz",
  "sales.naive": "Mevsimsel saf tahmin",
  "sales.wape": "Mutlak hata ÷ satış (WAPE)",
  "sales.crps": "Tüm tahmin dağılımının hatası (CRPS)",
  "sales.coverage80": "%80 aralığın içinde",
  "sales.coverage95": "%95 aralığın içinde",
  "sales.target": "doğrusu {{target}}",
  "sources.learned": "Her büyüklüğün dayanağı",
  "sources.learned.hint": "veri: bu pazardan öğrenildi; ön bilgi: yayından ya da varsayım",
  "sources.quantity": "Büyüklük",
  "sources.from": "Kaynak",
  "sources.because": "Dayanağı",
  "sources.data": "veri",
  "sources.assumption": "varsayım",
  "sources.prior": "ön bilgi",
};
