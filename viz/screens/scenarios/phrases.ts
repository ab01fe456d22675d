import type { Language } from "../../format/number.ts";
import { type Sentences, sentenceIn } from "../../format/sentence.ts";

/**
 * Messages, notes and sources come from the scenarios in English, as the command line prints them. These are their
 * Turkish forms by pattern; $1 and $2 are what the pattern caught. What is not listed stays English.
 */
const TURKISH: Sentences = [
  // Levers and quantities.
  [/^visits$/, "ziyaretler"],
  [/^capacity$/, "kapasite"],
  [/^territories$/, "satış bölgeleri"],
  [/^price$/, "fiyat"],
  [/^discovery$/, "keşif"],
  [/^rival_exit$/, "rakip çıkışı"],
  [/^rival_promotion$/, "rakip promosyonu"],
  [/^demand$/, "talep"],
  [/^season$/, "sezon"],
  [/^today's course: rates$/, "bugünkü gidiş: alım sıklığı"],
  [/^today's course: amounts$/, "bugünkü gidiş: tutarlar"],
  [/^today's course: preferences$/, "bugünkü gidiş: tercihler"],
  [/^today's course: repurchase$/, "bugünkü gidiş: kim yeniden alır"],
  [/^today's course: inertia$/, "bugünkü gidiş: alışkanlık"],
  [/^today's course: visits$/, "bugünkü gidiş: ziyaretler"],
  [/^today's course: windows$/, "bugünkü gidiş: temas pencereleri"],
  [/^today's course: forecast$/, "bugünkü gidiş: tahmin"],
  [/^today's course: discovery$/, "bugünkü gidiş: keşif"],
  [/^today's course: dark$/, "bugünkü gidiş: görünmeyen müşteriler"],
  [/^today's course: awareness$/, "bugünkü gidiş: bilinirlik"],
  // Sources.
  [
    /^order lines of the last three years, gamma prior by type$/,
    "son üç yılın siparişleri, türe göre gama önseli",
  ],
  [
    /^order lines of the last three years, shrunk to the type$/,
    "son üç yılın siparişleri, türün ortalamasına çekilmiş",
  ],
  [
    /^order lines of the last three years, Dirichlet prior by type$/,
    "son üç yılın siparişleri, türe göre Dirichlet önseli",
  ],
  [
    /^([\d,]+) of ([\d,]+) sites bought again within a year of ([\d,]+) earlier ends? of history, by silence and frequency$/,
    "önceki $3 tarihten sonraki bir yılda $2 yerin $1 tanesi yeniden aldı; sessizliğe ve sıklığa göre",
  ],
  [
    /^too little history to count who buys again: Pareto\/NBD by rate and silence$/,
    "kimin yeniden aldığını saymaya yetecek geçmiş yok: hıza ve sessizliğe göre Pareto/NBD",
  ],
  [
    /^repeat buying between single-brand periods \((.+)\)$/,
    "tek markalı dönemler arasında yinelenen alım ($1)",
  ],
  [
    /^too few repeats to measure; no inertia assumed$/,
    "ölçmeye yetecek yineleme yok; alışkanlık yok sayıldı",
  ],
  [/^(\d+) weeks of sales$/, "$1 haftalık satış"],
  [/^(\d+) months of sales$/, "$1 aylık satış"],
  [
    /^elasticity of personal selling (\S+) \(([^)]+)\); carry-over (\S+) a week, and half the effect at twice the usual goodwill, are assumptions$/,
    "yüz yüze satışın esnekliği $1 ($2); haftadan haftaya taşınan etki $3 ve alışılmış ilginin iki katında yarım etki varsayımdır",
  ],
  [/^Bass p ([^\s,]+), q (\S+) a year \((.+)\)$/, "Bass: yılda p $1, q $2 ($3)"],
  [/^price elasticity (\S+) \((.+)\)$/, "fiyat esnekliği $1 ($2)"],
  [
    /^a prospecting visit comes upon a dark account with chance (.+)$/,
    "keşif ziyareti karanlık bir müşteriye $1 olasılıkla rastlar",
  ],
  [
    /^([\d,]+) unseen accounts on average, in ([\d,]+) candidate slots$/,
    "ortalama $1 görünmeyen müşteri, $2 aday yerde",
  ],
  [/^seasons of the forecast$/, "tahminin mevsimleri"],
  [/^no visits in the last year$/, "son yılda ziyaret yok"],
  [/^no contact windows: every contact counts as inside$/, "temas penceresi yok: her temas içeride sayılır"],
  [
    /^windows of ([\d,]+) accounts; a contact outside is worth (\S+) \(assumption\)$/,
    "$1 müşterinin pencereleri; pencere dışındaki temasın değeri $2 (varsayım)",
  ],
  [
    /^a contact outside the window is worth (\S+) of one inside$/,
    "pencere dışındaki bir temas, içindekinin $1 katı değerindedir",
  ],
  [
    /^a change of rep costs 0 to 17\.6% of a customer's revenue \((.+)\)$/,
    "temsilci değişikliği müşterinin cirosunun %0–17,6’sına mal olur ($1)",
  ],
  [
    /^what a change of rep costs is made up over 26 weeks$/,
    "temsilci değişikliğinin kaybı 26 haftada kapanır",
  ],
  [
    /^rivals do not answer a price, and the category does not grow by it$/,
    "rakipler fiyata karşılık vermez, kategori fiyatla büyümez",
  ],
  [/^preferences learned from sales$/, "satışlardan öğrenilen tercihler"],
  [
    /^who bought the brand buys as often as before, and chooses among the rest in proportion to them$/,
    "markayı alanlar eskisi kadar sık alır ve kalanlar arasında tercihleri oranında seçer",
  ],
  [
    /^a promotion brings no dip after it, and one that is moved or changed works as it would have$/,
    "promosyondan sonra düşüş olmaz; taşınan ya da değiştirilen promosyon olduğu gibi etki eder",
  ],
  [/^the size is the scenario's own$/, "büyüklük senaryonun kendi sözüdür"],
  // Cost and return.
  [
    /^a contact costs the mean of the last year's channels$/,
    "bir temasın maliyeti, son yılın kanallarının ortalamasıdır",
  ],
  [
    /^a contact costs as much as one face to face.*$/,
    "bir temasın maliyeti yüz yüze ziyaretinki kadardır: ziyaretlerde maliyeti bilinen bir kanal yok",
  ],
  [
    /^no return: market\.yaml gives no economics\.margin$/,
    "getiri yok: market.yaml içinde economics.margin yok",
  ],
  [
    /^contacts cost nothing here: market\.yaml gives no economics\.contact_cost$/,
    "temaslar burada maliyetsiz: market.yaml içinde economics.contact_cost yok",
  ],
  [
    /^more calls cost no rep weeks here: market\.yaml gives no economics\.rep_week$/,
    "ek aramalar burada temsilci haftası tutmaz: market.yaml içinde economics.rep_week yok",
  ],
  [
    /^cost of goods goes with own orders at today's prices, not with amounts$/,
    "malın maliyeti tutarla değil, bugünkü fiyatlarla kendi siparişlerimizle artar",
  ],
  // Remarks.
  [
    /^rivals' sales are known from totals of areas alone: no agent buys from rivals, so a course has no market and no own share$/,
    "rakip satışları yalnızca alan toplamlarından biliniyor: hiçbir müşteri rakipten alım oynamaz, bu yüzden bir gidişin ne pazarı ne kendi payı vardır",
  ],
  [
    /^rivals' sales are nowhere in the input: a course has no market and no own share$/,
    "rakip satışları girdide hiç yok: bir gidişin ne pazarı ne kendi payı vardır",
  ],
  [/^the rival that leaves is (.+)$/, "ayrılan rakip: $1"],
  [
    /^(\d+) promotions? of ([^:]+): (.+) moved by (-?\d+) periods; (\d+) of them out of the horizon, and so not at all$/,
    "$2 markasının $1 promosyonu: $3 $4 dönem kayar; $5 tanesi ufkun dışına çıkar ve hiç olmaz",
  ],
  [
    /^(\d+) promotions? of ([^:]+): (.+) moved by (-?\d+) periods$/,
    "$2 markasının $1 promosyonu: $3 $4 dönem kayar",
  ],
  [/^(\d+) promotions? of ([^:]+): (.+) does not take place$/, "$2 markasının $1 promosyonu: $3 yapılmaz"],
  [/^(\d+) promotions? of ([^:]+): (.+) is changed$/, "$2 markasının $1 promosyonu: $3 değişir"],
  [
    /^the lever (\S+) changes nothing: its size is zero$/,
    "$1 kaldıracı hiçbir şeyi değiştirmez: büyüklüğü sıfır",
  ],
  [
    /^the lever (\S+) changes nothing here: the market has no visits in the last year, so the twin knows no contacts$/,
    "$1 kaldıracı burada hiçbir şeyi değiştirmez: pazarın son yılında ziyaret yok, ikiz temas bilmiyor",
  ],
  [
    /^discovery finds nobody here: the twin does not hold unrecorded accounts; the calls are spent$/,
    "keşif burada kimseyi bulmaz: ikiz kayıtsız müşterileri içermiyor; aramalar harcanır",
  ],
  [/^the plan gives every account the territory it has today$/, "plan her müşteriye bugünkü bölgesini verir"],
  [
    /^(\S+) accounts get another territory, (\S+) another rep$/,
    "$1 müşteri başka bir bölgeye, $2 müşteri başka bir temsilciye geçer",
  ],
];

/** Parts of messages, in the order in which they are replaced. */
const PARTS: Sentences = [
  [/^lever (\d+)/, "kaldıraç $1"],
  [
    /\blever "([^"]+)" is not available in this version; available are /,
    '"$1" kaldıracı bu sürümde yok; olanlar: ',
  ],
  [/\bunknown lever "/, 'bilinmeyen kaldıraç "'],
  [/\bunknown key "/, 'bilinmeyen anahtar "'],
  [/"([^"]+)" is missing/, '"$1" eksik'],
  [/; did you mean "([^"]+)"\?/, '; "$1" mi demek istediniz?'],
  [/; available are /, "; olanlar: "],
  [/\? available are /, "? olanlar: "],
  [/; known keys: /, "; bilinen anahtarlar: "],
  [/; known: /, "; bilinenler: "],
  [/; nearest: /, "; en yakınlar: "],
  [
    /expected a market with rivals' sales at accounts, got one with rivals' sales as totals of areas alone; add rows of rivals to sales/,
    "beklenen: rakip satışları müşteri düzeyinde bilinen bir pazar; burada yalnızca alan toplamları var; satışlara rakip satırları ekleyin",
  ],
  [
    /expected a market with rivals' sales at accounts, got one with no sales of rivals; add rows of rivals to sales/,
    "beklenen: rakip satışları müşteri düzeyinde bilinen bir pazar; burada rakip satışı hiç yok; satışlara rakip satırları ekleyin",
  ],
  [
    /expected a time in which (.{1,60}) has a promotion by the market's calendar, got none; it has none in the horizon; after it: /,
    "beklenen: pazarın takvimine göre $1 markasının promosyonu olan bir zaman; ufukta hiç yok, sonrasında: ",
  ],
  [
    /expected a time in which (.{1,60}) has a promotion by the market's calendar, got none; it has none in the horizon/,
    "beklenen: pazarın takvimine göre $1 markasının promosyonu olan bir zaman; ufukta hiç yok",
  ],
  [
    /expected a time in which (.{1,60}) has a promotion by the market's calendar, got none; it has /,
    "beklenen: pazarın takvimine göre $1 markasının promosyonu olan bir zaman; olanlar: ",
  ],
  [
    /expected accounts in an area where (.{1,60}) has a promotion then, got none; it has them in /,
    "beklenen: o zaman $1 markasının promosyonu olan bir alanın müşterileri; promosyon olan alanlar: ",
  ],
  [
    /expected at least one account that buys anything, got (\d+) that do not; (\d+) elsewhere do/,
    "beklenen: alım yapan en az bir müşteri; buradaki $1 müşteri almıyor, başka yerde $2 müşteri alıyor",
  ],
  [
    /expected at least one account that a rep visits, got (\d+) that do not; (\d+) elsewhere do/,
    "beklenen: bir temsilcinin ziyaret ettiği en az bir müşteri; buradaki $1 müşteriye gidilmiyor, başka yerde $2 müşteriye gidiliyor",
  ],
  [
    /expected at least one account there, got none; accounts by key: /,
    "beklenen: orada en az bir müşteri; anahtara göre müşteri sayısı: ",
  ],
  [/: 0, with accounts are /, ": 0, müşterisi olanlar: "],
  [/expected a name of the market/, "beklenen: bu pazarda olan bir ad"],
  [
    /expected a change such as \+25%, 5%\.\.10% or normal\(10%, 2%\)/,
    "beklenen: +25%, 5%..10% ya da normal(10%, 2%) gibi bir değişim",
  ],
  [/expected a share from 0% to 100% such as /, "beklenen: %0 ile %100 arasında bir pay, örneğin "],
  [
    /expected a list of levers; \[\] is today's course/,
    "beklenen: bir kaldıraç listesi; [] bugünkü gidiştir",
  ],
  [/expected a lever such as /, "beklenen: bir kaldıraç, örneğin "],
  [/expected a whole number of periods from (\d+) to (\d+)/, "beklenen: $1 ile $2 arasında tam sayıda dönem"],
  [/expected a name such as /, "beklenen: bir ad, örneğin "],
  [/expected a scenario with name and levers/, "beklenen: adı ve kaldıraçları olan bir senaryo"],
  [/not readable as YAML/, "YAML olarak okunamıyor"],
  [/an empty file/, "boş bir dosya"],
  [/\bexpected /, "beklenen: "],
  [/, got /, ", gelen: "],
];

/** A note or a source in the page's language. */
export function inLanguage(phrase: string, language: Language): string {
  return sentenceIn(language, TURKISH, phrase);
}

/** A message about a scenario's text in the page's language, part by part. */
export function messageIn(message: string, language: Language): string {
  if (language === "en") return message;
  return PARTS.reduce((text, [pattern, words]) => text.replace(pattern, words), message);
}
