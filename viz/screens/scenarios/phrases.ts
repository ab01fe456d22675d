import type { Language } from "../../format/number.ts";
import { type Sentences, sentenceIn } from "../../format/sentence.ts";

/**
 * Messages, notes and sources come from the scenarios in English, as the command line prints them. These are their
 * Turkish forms by pattern; $1 and $2 are what the pattern caught. What is not listed stays English.
 */
const TURKISH: Sentences = [
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
    /^(\S+) accounts get another territory, (\S+) another rep; figures by territory are by the plan$/,
    "$1 müşteri başka bir bölgeye, $2 müşteri başka bir temsilciye geçer; bölgelerin sayıları plana göredir",
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
