import { z } from "zod";
import { described } from "./described.ts";
import { expected } from "./expected.ts";
import { moment } from "./values.ts";

/** Longer than any name of a market. */
const LONGEST_NAME = 200;

/** One name or a list of names; ids that look like numbers stay as they are written. */
const NAMES = expected({
  en: "a name or a list of names such as [T04, T05]",
  tr: "bir ad ya da [T04, T05] gibi bir ad listesi",
});
const oneName = z.string(NAMES).min(1, NAMES).max(LONGEST_NAME, NAMES);
const names = z.union([oneName.transform(name => [name]), z.array(oneName).min(1, NAMES)], NAMES);

/** Stands for the largest territory, area, type, segment, account or rival, by amount over the last year. */
export const LARGEST = "$largest";

const largest = { startWith: [LARGEST] };

/** Where a lever pulls: accounts that are in one of the names of every key given. */
export const where = z.strictObject(
  {
    territories: described(names, {
      about: {
        en: "Ids or names of territories; $largest is the one with most own sales in the last year.",
        tr: "Satış bölgelerinin kodları ya da adları; $largest son yılda en çok satışımız olandır.",
      },
      names: "territories",
      ...largest,
    }).optional(),
    areas: described(names, {
      about: {
        en: "Ids or names of areas; $largest is the one with most own sales in the last year.",
        tr: "Bölgelerin kodları ya da adları; $largest son yılda en çok satışımız olandır.",
      },
      names: "areas",
      ...largest,
    }).optional(),
    cells: described(names, { about: { en: "H3 cells.", tr: "H3 hücreleri." } }).optional(),
    types: described(names, {
      about: {
        en: "Types of accounts; $largest is the one with most own sales in the last year.",
        tr: "Müşteri türleri; $largest son yılda en çok satışımız olandır.",
      },
      names: "types",
      ...largest,
    }).optional(),
    accounts: described(names, {
      about: { en: "Ids of accounts.", tr: "Müşteri kodları." },
      ...largest,
    }).optional(),
    segments: described(names, {
      about: {
        en: "Customer segments, as `penumbra segments` lists them; $largest is the one with most own sales.",
        tr: "Müşteri segmentleri, `penumbra segments` nasıl sıralıyorsa; $largest en çok satışımız olandır.",
      },
      ...largest,
    }).optional(),
  },
  expected({ en: "a place such as {territories: [T04]}", tr: "{territories: [T04]} gibi bir yer" }),
);

export type Where = z.infer<typeof where>;

/** Keys that every lever has: where and when it pulls. */
export const scope = {
  where: described(where, {
    about: {
      en: "Accounts that it touches; without it the whole market.",
      tr: "Dokunduğu müşteriler; yoksa tüm pazar.",
    },
  }).optional(),
  from: described(moment, {
    about: {
      en: "First day, or a time after the start such as 8w; without it the start.",
      tr: "İlk gün ya da başlangıçtan sonra 8w gibi bir süre; yoksa başlangıç.",
    },
  }).optional(),
  to: described(moment, {
    about: {
      en: "Last day, inclusive, or a time after the start; without it the end.",
      tr: "Son gün, o gün de içinde, ya da başlangıçtan sonra bir süre; yoksa son.",
    },
  }).optional(),
};

const BRAND = expected({
  en: "the name of a rival's brand, or $largest for the largest rival",
  tr: "bir rakip markanın adı ya da en büyük rakip için $largest",
});
/** A rival, by its brand. */
export const brand = described(z.string(BRAND).min(1, BRAND).max(LONGEST_NAME, BRAND), {
  about: {
    en: "A rival's brand; $largest is the largest rival of the last year.",
    tr: "Bir rakibin markası; $largest son yılın en büyük rakibidir.",
  },
  names: "rivals",
  ...largest,
});

const PLAN = expected({
  en: "the id of a saved plan or a CSV or GeoJSON file",
  tr: "kayıtlı bir planın kodu ya da bir CSV veya GeoJSON dosyası",
});
/** A plan of territories. */
export const plan = described(z.string(PLAN).min(1, PLAN).max(LONGEST_NAME, PLAN), {
  about: {
    en: "The id of a saved plan, or a .csv or .geojson file in the market folder.",
    tr: "Kayıtlı bir planın kodu ya da pazar klasöründe bir .csv veya .geojson dosyası.",
  },
  names: "plans",
});
