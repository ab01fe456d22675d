import {
  decimal,
  moneyInterval as intervalOf,
  type Language,
  NARROW_SPACE,
  percent,
  shortMoney,
  signed,
  whole,
} from "../../core/figures.ts";

/** Figures and tables as people read them in a terminal. */

/** Mean with its 5% and 95% points. */
export interface Interval {
  readonly mean: number;
  readonly p05: number;
  readonly p95: number;
}

/** `12,345`. */
export function count(value: number, language: Language = "en"): string {
  return whole(value, language);
}

/** `+12.3%`, `−4.0%`, `0.0%`. */
export function signedPercent(share: number, language: Language = "en"): string {
  return signed(share, size => percent(size, language));
}

/** `₺12.4 M`. @param currency ISO 4217 code. */
export function money(value: number, currency: string, language: Language = "en"): string {
  return inTerminal(shortMoney(value, currency, language));
}

/** `₺12.4 M (10.9–14.1)`: mean and 90% interval in one unit. */
export function moneyInterval(value: Interval, currency: string, language: Language = "en"): string {
  return inTerminal(intervalOf(value, currency, language));
}

/** `1,234 (1,100–1,400)`. */
export function countInterval(value: Interval, language: Language = "en"): string {
  const [mean, p05, p95] = [value.mean, value.p05, value.p95].map(v => count(v, language));
  return `${mean} (${p05}–${p95})`;
}

/** `21.3% (20.1–22.4)`. */
export function percentInterval(value: Interval, language: Language = "en"): string {
  const points = (share: number) => decimal(share * 100, 1, language);
  return `${percent(value.mean, language)} (${points(value.p05)}–${points(value.p95)})`;
}

/** Exact amount from minor units: `2,762,012,345.67`. */
export function exactAmount(minor: number, minorUnits: number, language: Language = "en"): string {
  return decimal(minor / minorUnits, Math.round(Math.log10(minorUnits)), language);
}

/** Rows as aligned columns: the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[], indent = "  "): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ");
  return rows.map(row => `${indent}${line(row).trimEnd()}\n`).join("");
}

/** Names before values, both to the left. */
export function list(rows: readonly (readonly [string, string])[], indent = "  "): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${indent}${name.padEnd(width)}  ${value}\n`).join("");
}

/** A narrow space is not a terminal's: many show it as wide as no other. */
function inTerminal(text: string): string {
  return text.replaceAll(NARROW_SPACE, " ");
}
