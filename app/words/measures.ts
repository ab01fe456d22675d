import type { InLanguages, Language } from "../../core/figures.ts";
import type { MeasureName, MeasureUnit } from "../../territory/measures/list.ts";

/** What people call a measure, and what it is and rests on. */
export interface MeasureWords {
  readonly title: InLanguages;
  readonly meaning: InLanguages;
}

const words = (en: readonly [string, string], tr: readonly [string, string]): MeasureWords => ({
  title: { en: en[0], tr: tr[0] },
  meaning: { en: en[1], tr: tr[1] },
});

const balanced = (en: string, tr: string) =>
  words(
    [
      `balance of ${en}`,
      "part of an even share, 1: as much as the others on average; of the plan the coefficient of variation of these, 0: even",
    ],
    [
      `${tr} dengesi`,
      "eşit paya oranı, 1: ortalama kadar; planın bütünü için bu oranların değişim katsayısı, 0: eşit",
    ],
  );

const spread = (en: string, tr: string) =>
  words(
    [`${en}, largest over smallest`, "the territory with most over the one with least; 1: even"],
    [`${tr}, en çok / en az`, "en çok olan satış bölgesinin en az olana oranı; 1: eşit"],
  );

/** The measures of a plan for people, in the two languages. */
export const MEASURE_WORDS: Readonly<Record<MeasureName, MeasureWords>> = {
  workload: words(
    [
      "workload",
      "contacts of the last year × (time on site + their share of travel), hours a week; from the table visits",
    ],
    ["iş yükü", "son yılın temasları × (yerinde geçen süre + yol payı), haftada saat; visits tablosundan"],
  ),
  potential: words(
    [
      "potential",
      "own sales and headroom of known accounts and what dark accounts are expected to buy, a year; the interval is the dark side's",
    ],
    [
      "potansiyel",
      "bilinen müşterilerin bizden alımı ve büyüme payı ile karanlık müşterilerden beklenen alım, yılda; aralık karanlık tarafınkidir",
    ],
  ),
  amount: words(
    ["own sales", "of the last 52 weeks (12 months); from the table sales"],
    ["satışımız", "son 52 haftanın (12 ayın); sales tablosundan"],
  ),
  customers: words(
    ["customers", "sites that are open at the end of history; from the table accounts"],
    ["müşteri", "geçmişin sonunda açık olan müşteriler; accounts tablosundan"],
  ),
  prospects: words(
    ["prospects", "accounts that nobody has recorded, expected; from the estimate of the dark side"],
    ["aday müşteri", "kimsenin kaydetmediği, beklenen müşteriler; karanlık taraf tahmininden"],
  ),
  travel: words(
    [
      "travel",
      "minutes a week on the road: legs between stops, and the way from the rep's home (else the middle of the calls) and back each day; great circle × detour, or the file of travel times",
    ],
    [
      "yol",
      "haftada yolda geçen dakika: duraklar arası yol ve her gün temsilcinin evinden (yoksa temasların ortasından) gidiş dönüş; kuş uçuşu × dolambaç katsayısı ya da yol süreleri dosyası",
    ],
  ),
  balance_workload: balanced("workload", "iş yükü"),
  balance_potential: balanced("potential", "potansiyel"),
  balance_customers: balanced("customers", "müşteri"),
  balance_prospects: balanced("prospects", "aday müşteri"),
  balance_travel: balanced("travel", "yol"),
  ratio_workload: spread("workload", "iş yükü"),
  ratio_potential: spread("potential", "potansiyel"),
  ratio_customers: spread("customers", "müşteri"),
  ratio_prospects: spread("prospects", "aday müşteri"),
  ratio_travel: spread("travel", "yol"),
  parts: words(
    [
      "parts",
      "pieces that a territory is in, 1: contiguous; of the plan the most of any. A bridge to the nearest shore joins",
    ],
    [
      "parça",
      "satış bölgesinin parça sayısı, 1: bitişik; planın bütünü için en çoğu. En yakın kıyıya köprü birleştirir",
    ],
  ),
  enclaves: words(
    ["enclaves", "pieces that lie inside of one other territory"],
    ["iç parça", "başka bir satış bölgesinin içinde kalan parçalar"],
  ),
  bridges: words(
    ["bridges", "bridges over which a territory hangs together"],
    ["köprü", "satış bölgesini birleştiren köprüler"],
  ),
  islands: words(
    ["pieces of the market", "1: the market is one; others are joined to the nearest shore by a bridge"],
    ["pazarın parçaları", "1: pazar tek parça; ötekiler en yakın kıyıya köprüyle bağlanır"],
  ),
  polsby_popper: words(
    ["Polsby–Popper", "4π · area / outline², 1: a circle (1991); of the plan the mean"],
    ["Polsby–Popper", "4π · alan / çevre², 1: daire (1991); planın bütünü için ortalama"],
  ),
  reock: words(
    ["Reock", "area over that of the smallest circle around it, 1: a circle (1961); of the plan the mean"],
    ["Reock", "alanın çevreleyen en küçük daireye oranı, 1: daire (1961); planın bütünü için ortalama"],
  ),
  hull_ratio: words(
    ["convex hull ratio", "area over that of its convex hull, 1: no bays; of the plan the mean"],
    ["dışbükey örtü oranı", "alanın dışbükey örtüsüne oranı, 1: girintisiz; planın bütünü için ortalama"],
  ),
  cut_edges: words(
    ["cut edges", "pairs of neighbouring units that lie in different territories"],
    ["kesilen komşuluk", "ayrı satış bölgelerine düşen komşu birim çiftleri"],
  ),
  moved_accounts: words(
    ["customers that change rep", "against today's plan, by the territory that they come to"],
    ["temsilcisi değişen müşteri", "bugünkü plana göre, geldikleri satış bölgesinde"],
  ),
  moved_amount: words(
    ["sales that change rep", "own sales of the last 52 weeks (12 months) of customers that change rep"],
    ["temsilcisi değişen satış", "temsilcisi değişen müşterilerin son 52 haftalık (12 aylık) satışı"],
  ),
  moved_share: words(
    [
      "disruption",
      "sales that change rep over all of the territory; of the plan over all that has a territory today",
    ],
    [
      "el değiştirme",
      "temsilcisi değişen satışın satış bölgesindeki payı; planın bütünü için bugün bölgesi olan satıştaki payı",
    ],
  ),
  home_inside: words(
    ["home inside", "1: the rep lives in the territory; from the table reps"],
    ["evi içinde", "1: temsilci satış bölgesinde oturuyor; reps tablosundan"],
  ),
  home_km: words(
    ["way from home", "kilometres as the crow flies from the rep's home to a customer, on average"],
    ["evden uzaklık", "temsilcinin evinden bir müşteriye kuş uçuşu kilometre, ortalama"],
  ),
  contacts: words(
    ["contacts", "a week of the last year, all channels; from the table visits"],
    ["temas", "son yılda haftada, bütün kanallar; visits tablosundan"],
  ),
  capacity_use: words(
    [
      "use of capacity",
      "contacts over those that the rep can make in a week (weekly_calls of the table reps)",
    ],
    [
      "kapasite kullanımı",
      "temasların, temsilcinin haftada yapabileceklerine oranı (reps tablosunda weekly_calls)",
    ],
  ),
  vacant: words(["vacant", "1: no rep has the territory"], ["boş", "1: satış bölgesinin temsilcisi yok"]),
  coverage: words(
    ["coverage", "share of all customers in a territory that has a rep"],
    ["kapsama", "temsilcisi olan bir satış bölgesindeki müşterilerin payı"],
  ),
};

/** Units of measures; amounts are in the market's currency. */
export const MEASURE_UNITS: Readonly<Record<MeasureUnit, InLanguages>> = {
  hours_a_week: { en: "h a week", tr: "saat/hafta" },
  minutes_a_week: { en: "min a week", tr: "dk/hafta" },
  contacts_a_week: { en: "a week", tr: "haftada" },
  currency_a_year: { en: "", tr: "" },
  sites: { en: "", tr: "" },
  accounts: { en: "", tr: "" },
  km: { en: "km", tr: "km" },
  share: { en: "", tr: "" },
  ratio: { en: "", tr: "" },
  count: { en: "", tr: "" },
};

/** The title of a measure in a language. */
export function measureTitle(name: MeasureName, language: Language): string {
  return MEASURE_WORDS[name].title[language];
}
