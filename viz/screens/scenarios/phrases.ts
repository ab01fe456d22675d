import type { Language } from "../../format/number.ts";
import type { Sentences } from "../../format/sentence.ts";

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

/** A message about a scenario's text in the page's language, part by part. */
export function messageIn(message: string, language: Language): string {
  if (language === "en") return message;
  return PARTS.reduce((text, [pattern, words]) => text.replace(pattern, words), message);
}
