import type { Language } from "../../format/number.ts";
import { type Sentences, sentenceIn } from "../../format/sentence.ts";

/** What the estimate of the unseen part says of itself comes in English, as the command line prints it. */
const TURKISH: Sentences = [
  [
    /^totals of areas say how much is unseen; its number and places are estimated$/,
    "ne kadarının görünmediğini bölge toplamları söylüyor; sayısı ve yerleri kestirildi",
  ],
  [
    /^a second list says how many are unseen; what they buy is estimated$/,
    "kaç müşterinin görünmediğini ikinci liste söylüyor; ne kadar aldıkları kestirildi",
  ],
  [
    /^totals of areas say how much is unseen, a second list says how many$/,
    "ne kadarının görünmediğini bölge toplamları, kaç müşterinin görünmediğini ikinci liste söylüyor",
  ],
  [
    /^weakly identified: neither totals of areas nor a second list say how much is unseen$/,
    "zayıf belirleniyor: ne kadarının görünmediğini söyleyen ne bölge toplamı ne ikinci liste var",
  ],
  [
    /^where known accounts were hidden, the estimate of accounts was off by (.+): it is shown times (\d+)\.(\d+), and its interval includes such errors$/,
    "bilinen müşteriler saklandığında müşteri sayısı tahmini $1 saptı: sayı $2,$3 ile çarpılarak gösteriliyor, aralığı bu sapmaları da içeriyor",
  ],
  [
    /^where known accounts were hidden, the estimate of sales was off by (.+): it is shown times (\d+)\.(\d+), and its interval includes such errors$/,
    "bilinen müşteriler saklandığında satış tahmini $1 saptı: tutar $2,$3 ile çarpılarak gösteriliyor, aralığı bu sapmaları da içeriyor",
  ],
  [
    /^([\d,]+) of ([\d,]+) areas have totals; the others borrow what these teach, with wider intervals$/,
    "$2 bölgenin $1 tanesinin toplamı var; ötekiler onlardan öğrenileni alıyor, aralıkları daha geniş",
  ],
  [
    /^of ([\d,]+) list entries ([\d,]+) name their account and ([\d,]+) were matched by place, name and type \(about (\d+)\.(\d)% of those without an id wrongly\); ([\d,]+) are accounts nobody has recorded$/,
    "$1 liste kaydının $2 tanesi müşterisini adıyla söylüyor, $3 tanesi yer, ad ve türle eşleştirildi (numarasızların yaklaşık %$4,$5 kadarı yanlış); $6 tanesi kimsenin kaydetmediği müşteri",
  ],
  [
    /^the level rests on a prior: a company knows some two thirds of its market, and a half or nine tenths would be no surprise$/,
    "düzeyi bir önsele dayanıyor: bir şirket pazarının üçte ikisi kadarını bilir; yarısı ya da onda dokuzu da şaşırtmaz",
  ],
  [
    /^([\d,]+) of ([\d,]+) areas look as if nobody had worked them$/,
    "$2 bölgenin $1 tanesinde hiç çalışılmamış gibi görünüyor",
  ],
  [
    /^rivals' sales are nowhere in the input: the own brand's share rests on a prior$/,
    "girdide rakip satışı yok: kendi markanızın payı bir önsele dayanıyor",
  ],
  [
    /^how many have never heard of the own brand, and so what they buy of it, rests on a prior$/,
    "kaçının kendi markanızı hiç duymadığı, dolayısıyla ondan ne kadar aldıkları bir önsele dayanıyor",
  ],
];

/** A note of the estimate in the page's language. */
export function darkNote(note: string, language: Language): string {
  return sentenceIn(language, TURKISH, note);
}
