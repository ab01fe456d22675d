import type { ColumnKind, TableName } from "../config/schema.ts";

/** A remark in both languages. */
export interface Remark {
  readonly en: string;
  readonly tr: string;
}

/** What each table is, in the order in which a company does best to fill them in. */
export const TABLE_HELP: Readonly<Record<TableName, Remark>> = {
  accounts: {
    en: "the customers that you know, one row each; any other column becomes an attribute",
    tr: "bildiğiniz müşteriler, her satır bir müşteri; başka her sütun nitelik olur",
  },
  sales: {
    en: "sales of your brand, and of rivals where you have them; with area_id and no account_id: the area's total",
    tr: "markanızın satışları, varsa rakiplerinki de; account_id yerine area_id varsa o alanın toplamı",
  },
  visits: {
    en: "contacts of any channel with customers",
    tr: "müşterilerle her kanaldan yapılan temaslar",
  },
  areas: {
    en: "outlines of districts or bricks (GeoJSON)",
    tr: "ilçe ya da brick sınırları (GeoJSON)",
  },
  territories: {
    en: "today's plan: which area, cell or account belongs to which territory",
    tr: "bugünkü plan: hangi alan, hücre ya da müşteri hangi bölgede",
  },
  reps: {
    en: "the field force",
    tr: "saha ekibi",
  },
  calendar: {
    en: "promotions, price changes, launches, stockouts; public holidays are known already",
    tr: "kampanyalar, fiyat değişiklikleri, lansmanlar, stoksuzluk; resmi tatiller zaten bilinir",
  },
  sightings: {
    en: "other lists of the same market (chamber, directory, field notes): they show who is missing",
    tr: "aynı pazarın başka listeleri (oda, rehber, saha notu): kimin eksik olduğunu gösterir",
  },
  preferences: {
    en: "contact windows: who may be reached when, in which channel",
    tr: "temas pencereleri: kime, hangi kanaldan, ne zaman ulaşılabilir",
  },
  activity: {
    en: "any timed, placed signal: footfall, hours of orders, check-ins",
    tr: "zamanı ve yeri olan her iz: yaya sayımı, sipariş saati, yer bildirimi",
  },
  targets: {
    en: "sales targets, by territory and period",
    tr: "bölge ve döneme göre satış hedefleri",
  },
  opportunities: {
    en: "deals: opened, closed, won or lost",
    tr: "fırsatlar: açılış, kapanış, kazanıldı ya da kaybedildi",
  },
  tickets: {
    en: "complaints and service requests",
    tr: "şikâyet ve destek kayıtları",
  },
  surveys: {
    en: "answers: nps 0–10, csat 1–5",
    tr: "anket yanıtları: nps 0–10, csat 1–5",
  },
};

/** How a value of each kind may be written; text and keys need no word. */
export const KIND_HELP: Readonly<Record<ColumnKind, Remark | null>> = {
  text: null,
  key: null,
  number: { en: "12.5 or 12,5", tr: "12,5 ya da 12.5" },
  amount: { en: "1.234,56 or 1,234.56; minus for returns", tr: "1.234,56 ya da 1,234.56; iade eksi" },
  lat: { en: "latitude, 39.92", tr: "enlem, 39,92" },
  lon: { en: "longitude, 32.85", tr: "boylam, 32,85" },
  date: { en: "31.12.2024 or 2024-12-31", tr: "31.12.2024 ya da 2024-12-31" },
  instant: { en: "31.12.2024 14:05, or the day alone", tr: "31.12.2024 14:05 ya da yalnız gün" },
  word: { en: "one of", tr: "şunlardan biri" },
  flag: { en: "yes, no", tr: "evet, hayır" },
  weekdays: { en: "Mon-Fri or Mon,Thu", tr: "Pzt-Cum ya da Pzt,Per" },
  hour: { en: "9 or 17:30", tr: "9 ya da 17:30" },
  period: { en: "2024-12, 2024-Q4 or 2024-W50", tr: "2024-12, 2024-Ç4 ya da 2024-W50" },
};
