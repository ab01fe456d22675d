/** How a figure is written for people, in a terminal and on the page. */

export type Language = "en" | "tr";

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
