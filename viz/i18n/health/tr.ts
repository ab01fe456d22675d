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
  "sales.title": "Kendi satış tahminimiz",
  "sales.hint": "hata, tutturulamayan tutarın satılana oranıdır (WAPE)",
  "sales.none":
    "Son yıl gizlenemedi: geçmiş iki yıl ve bir dönemden kısa. Daha eski satışları ekleyip pazarı yeniden kurun.",
  "sales.hidden.week_one": "{{count}} hafta",
  "sales.hidden.week_other": "{{count}} hafta",
  "sales.hidden.month_one": "{{count}} ay",
  "sales.hidden.month_other": "{{count}} ay",
  "sales.better":
    "{{origin}} gününden sonraki {{hidden}} gizlendi. Tahminin hatası {{error}}: daha iyi olan ölçütün ({{benchmark}}) {{ratio}} katı.",
  "sales.worse":
    "{{origin}} gününden sonraki {{hidden}} gizlendi. Tahminin hatası {{error}}: ölçütün ({{benchmark}}) {{ratio}} katı; ölçüt daha iyiydi.",
  "sales.ahead": "Ne kadar ileri",
  "sales.weeks": "{{from}}–{{to}}. hafta",
  "sales.months": "{{from}}–{{to}}. ay",
  "sales.month": "{{from}}. ay",
  "sales.week": "{{from}}. hafta",
  "sales.whole": "tümü",
  "sales.territories": "Satış bölgesine göre",
  "sales.market": "Pazar",
  "sales.forecast": "Tahmin",
  "sales.naive": "Bir yıl önceki",
  "sales.index": "Endeks",
  "sales.coverage80": "%80 içinde",
  "sales.coverage95": "%95 içinde",
  "sales.benchmarks":
    "Ölçütler: bir yıl önceki, aynı dönemin satışıdır; endeks, son yarıyılın düzeyi çarpı dönemin yıl içindeki payıdır. %80 içinde: tahminin %80 aralığında kalan satışlar.",
  "sales.sum.held":
    "Toplamda gerçekleşenin {{level}} kadarı tahmin edildi ve %90 aralık tuttu. CRPS, mevsimsel saf tahminin {{crps}} katı.",
  "sales.sum.missed":
    "Toplamda gerçekleşenin {{level}} kadarı tahmin edildi ve %90 aralık tutmadı. CRPS, mevsimsel saf tahminin {{crps}} katı.",
  "sales.brands": "Markaya ve ne kadar ileri olduğuna göre",
  "sales.brands.hint":
    "satış bölgelerinde, bölge yoksa pazarda hata; altında, daha iyi olan ölçütün hatasına oranı: 1’in altında tahmin daha iyidir",
  "sales.brand": "Marka",
  "sales.accounts": "Müşteri müşteri",
  "sales.accounts.hint": "önceki iki yılda almış {{sites}} müşteri",
  "sales.accounts.better":
    "Beklenen tutarların hatası {{error}}: geçen yılı tekrarlamanın ({{repeated}}) {{ratio}} katı.",
  "sales.accounts.worse":
    "Beklenen tutarların hatası {{error}}: geçen yılı tekrarlamanın ({{repeated}}) {{ratio}} katı; tekrarlamak daha iyiydi.",
  "sales.accounts.inside": "Son yılda almış müşterilerin %90 aralıkları {{held}} için tuttu; doğrusu %90.",
  "sales.accounts.chance":
    "Bir yıl içinde yeniden alanlar: Brier puanı {{brier}}, yalnızca son alımdan beri geçen süreyle {{silence}}; azı iyi.",
  "sales.tenth": "Müşterilerin onda biri, en büyükten",
  "sales.expected": "Beklenen",
  "sales.came": "Alınan",
  "sales.ratio": "Beklenen ÷ alınan",
  "sources.learned": "Her büyüklüğün dayanağı",
  "sources.learned.hint": "veri: bu pazardan öğrenildi; ön bilgi: yayından ya da varsayım",
  "sources.quantity": "Büyüklük",
  "sources.from": "Kaynak",
  "sources.because": "Dayanağı",
  "sources.data": "veri",
  "sources.assumption": "varsayım",
  "sources.prior": "ön bilgi",
};
