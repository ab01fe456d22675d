/**
 * Words that a column may hold, and how companies write them, in English and in Turkish.
 *
 * Spellings are compared folded: case, accents, spaces, hyphens and underscores do not count, so `YÜZ YÜZE`,
 * `yuz yuze` and `yüz-yüze` are one word.
 */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** Contact channels. */
export const CHANNELS = ["face_to_face", "phone", "sms", "email", "whatsapp", "ivr", "web"] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_WORDS: Record<Channel, readonly string[]> = {
  face_to_face: [
    "f2f",
    "visit",
    "in person",
    "ziyaret",
    "yüz yüze",
    "saha",
    "saha ziyareti",
    "yüz yüze ziyaret",
  ],
  phone: ["telephone", "call", "telefon", "tel", "arama", "çağrı"],
  sms: ["text message", "kısa mesaj"],
  email: ["mail", "e-mail", "e-posta", "eposta"],
  whatsapp: ["wa", "wp", "whats app"],
  ivr: ["voice response", "sesli yanıt", "sesli yanıt sistemi"],
  web: ["website", "portal", "internet", "web sitesi"],
};

/** Kinds of `calendar` entries. */
const CALENDAR_KINDS = ["holiday", "promotion", "price", "launch", "stockout", "closure"] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

export const CALENDAR_WORDS: Record<CalendarKind, readonly string[]> = {
  holiday: ["feast", "tatil", "resmi tatil", "bayram", "dini bayram"],
  promotion: ["promo", "campaign", "promosyon", "kampanya", "indirim"],
  price: ["price change", "fiyat", "fiyat değişikliği", "zam"],
  launch: ["new product", "lansman", "yeni ürün"],
  stockout: ["out of stock", "stoksuzluk", "stok yok", "yok satma"],
  closure: ["closed", "kapanış", "kapalı"],
};

/** How a deal ended. */
const OUTCOMES = ["won", "lost", "open"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_WORDS: Record<Outcome, readonly string[]> = {
  won: ["win", "closed won", "kazanıldı", "kazanılan", "kazandık", "olumlu"],
  lost: ["loss", "closed lost", "kaybedildi", "kaybedilen", "kaybettik", "olumsuz"],
  open: ["in progress", "pending", "açık", "devam ediyor", "sürüyor", "beklemede"],
};

export const FLAG_WORDS = {
  yes: ["y", "true", "1", "x", "evet", "e", "var", "doğru", "olur"],
  no: ["n", "false", "0", "hayır", "h", "yok", "yanlış", "olmaz"],
} as const satisfies Vocabulary;

/** Kinds of `activity` that have a meaning here; every other kind stays as it is written. */
export const ACTIVITY_WORDS = {
  orders: ["order", "sipariş", "siparişler"],
  footfall: ["pedestrians", "yaya", "yaya sayımı", "ayak trafiği"],
  check_ins: ["check-in", "yer bildirimi"],
} as const satisfies Vocabulary;

/** A spelling without what does not count. */
export function foldWord(text: string): string {
  return text
    .toLocaleLowerCase("tr")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\s_\-./']/gu, "")
    .replaceAll("ı", "i");
}

/** The word that a text stands for. @returns null when it is none of the vocabulary's */
export function wordReader(vocabulary: Vocabulary): (text: string) => string | null {
  const words = new Map<string, string>();
  for (const [word, spellings] of Object.entries(vocabulary)) {
    for (const spelling of [word, ...spellings]) words.set(foldWord(spelling), word);
  }
  return text => words.get(foldWord(text)) ?? null;
}
