import {
  changeDigits,
  decimal,
  type Language,
  LOCALE,
  moneyInterval,
  NARROW_SPACE,
  percent,
  scaleOf,
  shortMoney,
  signed,
  currencySymbol as symbolOf,
  threeDigits,
  unitOf,
  whole,
} from "../../core/figures.ts";
import { currencyDecimals, MOST_DECIMALS } from "../../core/money.ts";

export { type Language, LOCALE };

/** An amount on an axis: no digits that say nothing, `₺2 M` rather than `₺2.00 M`. */
export function formatTick(value: number, currency: string, language: Language): string {
  const scale = scaleOf(value, language);
  const format = new Intl.NumberFormat(LOCALE[language], { maximumSignificantDigits: 3 });
  const figure = format.format(Math.abs(value) / (scale?.[0] ?? 1));
  return `${sign(value)}${currencySymbol(currency)}${figure}${unitOf(scale)}`;
}

/** A difference on an axis: `+₺400 k`. */
export function formatSignedTick(value: number, currency: string, language: Language): string {
  return signed(value, size => formatTick(size, currency, language));
}

/** A figure with its 90% interval where there is one: `₺12.4 M (10.9–14.1)`. */
export function formatEstimate(
  { mean, p05, p95 }: { mean: number; p05: number | null; p95: number | null },
  currency: string,
  language: Language,
): string {
  if (p05 === null || p95 === null) return shortMoney(mean, currency, language);
  return moneyInterval({ mean, p05, p95 }, currency, language);
}

/** A count with its 90% interval: `1,240 (980–1,530)`. */
export function formatCountEstimate(
  { mean, p05, p95 }: { mean: number; p05: number | null; p95: number | null },
  language: Language,
): string {
  const figure = (value: number) =>
    formatCount(value < 10 ? Math.round(10 * value) / 10 : Math.round(value), language);
  return p05 === null || p95 === null ? figure(mean) : `${figure(mean)} (${figure(p05)}–${figure(p95)})`;
}

/** A share with its 90% interval: `62.1% (57.0–66.8)`. */
export function formatShareEstimate(
  { mean, p05, p95 }: { mean: number; p05: number | null; p95: number | null },
  language: Language,
): string {
  const points = (part: number) => decimal(100 * part, 1, language);
  const main = percent(mean, language);
  return p05 === null || p95 === null ? main : `${main} (${points(p05)}–${points(p95)})`;
}

/** A difference: `+₺1.24 M`, `−₺12.0 k`, `₺0`. */
export function formatSignedAmount(value: number, currency: string, language: Language): string {
  return signed(value, size => shortMoney(size, currency, language));
}

/** A difference and where it lies in nine of ten runs, in one unit: `+₺1.24 M (0.41–2.10)`. */
export function formatUplift(
  { mean, p05, p95 }: { mean: number; p05: number; p95: number },
  currency: string,
  language: Language,
): string {
  const largest = Math.max(Math.abs(mean), Math.abs(p05), Math.abs(p95));
  const scale = scaleOf(largest, language);
  const main = signed(
    mean,
    size => `${currencySymbol(currency)}${threeDigits(size, scale, language)}${unitOf(scale)}`,
  );
  return `${main} (${range(p05, p95, value => threeDigits(value, scale, language))})`;
}

/** Where a difference lies in nine of ten runs, in one unit: `12.6–15.0 M`. */
export function formatAmountRange(p05: number, p95: number, language: Language): string {
  const scale = scaleOf(Math.max(Math.abs(p05), Math.abs(p95)), language);
  return `${range(p05, p95, value => threeDigits(value, scale, language))}${unitOf(scale)}`;
}

/** Both ends of an interval; where it holds negative values a dash would read as a minus. */
export function range(low: number, high: number, format: (value: number) => string): string {
  if (low >= 0) return `${format(low)}–${format(high)}`;
  return `${format(low)} … ${plus(high)}${format(high)}`;
}

/** A difference of counts: `+8,058`, `−12.3 k`. */
export function formatSignedCount(value: number, language: Language): string {
  return signed(Math.round(value), size => formatCount(size, language));
}

function plus(value: number): string {
  return value > 0 ? "+" : "";
}

/** A whole number with separators, or shortened from 100,000 up. */
export function formatCount(value: number, language: Language): string {
  if (Math.abs(value) < 1e5) return new Intl.NumberFormat(LOCALE[language]).format(value);
  const scale = scaleOf(value, language);
  return `${threeDigits(value, scale, language)}${unitOf(scale)}`;
}

/** A whole number with all of its digits: rows are counted to the last one. */
export function formatWhole(value: number, language: Language): string {
  return whole(value, language);
}

/** An amount to its last decimal, at least to the minor unit of its currency, which stands elsewhere: `2,762,301,342.61`. */
export function formatExactAmount(value: number, currency: string, language: Language): string {
  const minimumFractionDigits = currencyDecimals(currency);
  const maximumFractionDigits = Math.max(minimumFractionDigits, MOST_DECIMALS);
  return new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits, maximumFractionDigits }).format(
    value,
  );
}

/** Points to a tenth: `7.5`, `7,5`. */
export function formatPoints(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(value);
}

/** A number between 0 and 1 with two decimals: `0.72`. */
export function formatUnit(value: number, language: Language): string {
  return decimal(value, 2, language);
}

/** A share of runs: `97%`; all but a few of them is not all of them, `99.6%`. */
export function formatChance(share: number, language: Language): string {
  const nearlyAll = (share > 0.99 && share < 1) || (share > 0 && share < 0.01);
  return percent(share, language, nearlyAll ? 1 : 0);
}

/** A relative change with its sign: `+4.2%`, `+0.04%`. */
export function formatChange(change: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], {
    style: "percent",
    maximumFractionDigits: changeDigits(change),
    signDisplay: "exceptZero",
  })
    .format(change)
    .replace("-", "−");
}

/** A bare number of two significant digits, shortened: for weights and legends. */
export function formatWeight(value: number, language: Language): string {
  const scale = Math.abs(value) < 1e4 ? null : scaleOf(value, language);
  const format = new Intl.NumberFormat(LOCALE[language], { maximumSignificantDigits: 2 });
  return `${format.format(value / (scale?.[0] ?? 1))}${unitOf(scale)}`;
}

/** A bare number of at most two significant digits with its unit: `28 k`, `1.4 M`, `0.35`. */
export function formatShort(value: number, language: Language): string {
  const scale = scaleOf(value, language);
  const format = new Intl.NumberFormat(LOCALE[language], { maximumSignificantDigits: 2 });
  return `${format.format(value / (scale?.[0] ?? 1))}${unitOf(scale)}`;
}

/** The shortest usual symbol of a currency: ₺, $, €. */
function currencySymbol(currency: string): string {
  return symbolOf(currency, NARROW_SPACE);
}

function sign(value: number): string {
  return value < 0 ? "−" : "";
}
