/** How a figure is written for people, in a terminal and on the page. */

export const LANGUAGES = ["en", "tr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type InLanguages = Readonly<Record<Language, string>>;

/** A text as its writer speaks, or one in every language. */
export type WrittenText = string | InLanguages;

/** A text in a language, where it is given in that; else as it is. */
export function inLanguage(text: WrittenText, language: Language): string {
  return typeof text === "string" ? text : text[language];
}

/** Locale of numbers and dates. */
export const LOCALE: Record<Language, string> = { en: "en-US", tr: "tr-TR" };

/** A whole number with all of its digits: `12,345`, `12.345`. */
export function whole(value: number, language: Language = "en"): string {
  return decimal(value, 0, language);
}

/** A number with so many digits behind the mark: `1,234.50`, `−0.20`. */
export function decimal(value: number, digits: number, language: Language = "en"): string {
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(LOCALE[language], format).format(value).replace("-", "−");
}

/** A number of at most so many significant digits: `1,230`, `0.0123`. */
export function significant(value: number, digits: number, language: Language = "en"): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumSignificantDigits: digits })
    .format(value)
    .replace("-", "−");
}

/** A share of 1: `12.3%`, `%12,3`. */
export function percent(share: number, language: Language = "en", digits = 1): string {
  return new Intl.NumberFormat(LOCALE[language], {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(share)
    .replace("-", "−");
}

/** Digits after the mark of a relative change in percent: below a tenth of a percent one would show none of it. */
export function changeDigits(change: number): number {
  return Math.abs(change) < 0.001 && change !== 0 ? 2 : 1;
}

/** An amount of three significant digits with its unit: `₺12.4 M`, `₺12,4 mn`. @param currency ISO 4217 code */
export function shortMoney(value: number, currency: string, language: Language = "en"): string {
  const scale = scaleOf(value, language);
  const size = `${threeDigits(Math.abs(value), scale, language)}${unitOf(scale)}`;
  return `${value < 0 ? "−" : ""}${currencySymbol(currency, NARROW_SPACE)}${size}`;
}

/** An amount and its 90% interval in one unit: `₺12.4 M (10.9–14.1)`. */
export function moneyInterval(
  { mean, p05, p95 }: { readonly mean: number; readonly p05: number; readonly p95: number },
  currency: string,
  language: Language = "en",
): string {
  const scale = scaleOf(mean, language);
  const [low, high] = [p05, p95].map(end => threeDigits(end, scale, language));
  return `${shortMoney(mean, currency, language)} (${low}–${high})`;
}

/** `09:30` from hours since midnight with a fraction. */
export function clock(hours: number): string {
  const minutes = Math.round(60 * hours);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** What large numbers are counted in: a size and its unit; null: ones. */
export type Scale = readonly [size: number, unit: string] | null;

const SCALES: Record<Language, readonly NonNullable<Scale>[]> = {
  en: [
    [1e9, "bn"],
    [1e6, "M"],
    [1e3, "k"],
  ],
  tr: [
    [1e9, "mr"],
    [1e6, "mn"],
    [1e3, "bin"],
  ],
};

/** Between a figure and its unit: narrow, and no line breaks there. */
export const NARROW_SPACE = "\u202f";

export function scaleOf(value: number, language: Language): Scale {
  // 999,500 rounds to 1.00 M, not to 1,000 k.
  return SCALES[language].find(([size]) => Math.abs(value) >= size * 0.9995) ?? null;
}

/** The three significant digits of a value in a scale. */
export function threeDigits(value: number, scale: Scale, language: Language): string {
  // Below a unit hundredths are the last that mean something: what a subtraction leaves over is no amount.
  const small = scale === null && Math.abs(value) < 1;
  return new Intl.NumberFormat(LOCALE[language], {
    minimumSignificantDigits: scale ? 3 : 1,
    maximumSignificantDigits: 3,
  })
    .format(small ? Math.round(100 * value) / 100 : value / (scale?.[0] ?? 1))
    .replace("-", "−");
}

/** The unit behind a figure, with the space before it. */
export function unitOf(scale: Scale): string {
  return scale ? `${NARROW_SPACE}${scale[1]}` : "";
}

/** An ISO day: `2021-01-04`, `04.01.2021`. */
export function shortDay(iso: string, language: Language = "en"): string {
  return language === "tr" ? iso.split("-").reverse().join(".") : iso;
}

/** A difference: its sign, then its size with whatever symbol and unit that has: `+₺5.29 M`, `−12 k`, `₺0`. */
export function signed(value: number, write: (size: number) => string): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${write(Math.abs(value))}`;
}

/** The shortest usual symbol of a currency: ₺, $, €; a code has the space behind it. */
export function currencySymbol(currency: string, space: string): string {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const symbol = parts.formatToParts(0).find(part => part.type === "currency")?.value ?? currency;
  return symbol.length > 1 ? `${symbol}${space}` : symbol;
}

/** A relative change with its sign: `+12.3%`, `−4.0%`, `+0.04%`, `0.0%`. */
export function signedPercent(change: number, language: Language = "en"): string {
  return signed(change, size => percent(size, language, changeDigits(change)));
}
