import { currencySymbol, decimal, signed, whole } from "../../core/figures.ts";

/** Figures and tables as people read them in a terminal. */

/** Mean with its 5% and 95% points. */
export interface Interval {
  readonly mean: number;
  readonly p05: number;
  readonly p95: number;
}

const SCALES = [
  { from: 1e9, unit: " bn" },
  { from: 1e6, unit: " M" },
  { from: 1e3, unit: " k" },
  { from: 0, unit: "" },
] as const;

/** `12,345`. */
export function count(value: number): string {
  return whole(value);
}

/** `12.3%` of a share. */
export function percent(share: number): string {
  return new Intl.NumberFormat("en", {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
    .format(share)
    .replace("-", "−");
}

/** `+12.3%`, `−4.0%`, `0.0%`. */
export function signedPercent(share: number): string {
  return signed(share, percent);
}

/** `₺12.4 M`. @param currency ISO 4217 code. */
export function money(value: number, currency: string): string {
  const { from, unit } = scaleOf(value);
  return `${value < 0 ? "−" : ""}${currencySymbol(currency, " ")}${scaled(Math.abs(value), from)}${unit}`;
}

/** `₺12.4 M (10.9–14.1)`: mean and 90% interval in one unit. */
export function moneyInterval(value: Interval, currency: string): string {
  const { from } = scaleOf(value.mean);
  const digits = digitsOf(value.mean, from);
  return `${money(value.mean, currency)} (${scaled(value.p05, from, digits)}–${scaled(value.p95, from, digits)})`;
}

/** `1,234 (1,100–1,400)`. */
export function countInterval(value: Interval): string {
  return `${count(value.mean)} (${count(value.p05)}–${count(value.p95)})`;
}

/** `21.3% (20.1–22.4)`. */
export function percentInterval(value: Interval): string {
  const points = (share: number) => decimal(share * 100, 1);
  return `${percent(value.mean)} (${points(value.p05)}–${points(value.p95)})`;
}

/** Exact amount from minor units: `2,762,012,345.67`. */
export function exactAmount(minor: number, minorUnits: number): string {
  return decimal(minor / minorUnits, Math.round(Math.log10(minorUnits)));
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

function scaleOf(value: number): (typeof SCALES)[number] {
  // 999,500 rounds to 1.00 M, not to 1,000 k.
  return SCALES.find(scale => Math.abs(value) >= scale.from * 0.9995) ?? SCALES[3];
}

function scaled(value: number, from: number, digits = digitsOf(value, from)): string {
  return decimal(value / Math.max(from, 1), digits);
}

/** Three significant digits in a scale, cents below it. */
function digitsOf(value: number, from: number): number {
  const size = Math.abs(value / Math.max(from, 1));
  if (size >= 100) return 0;
  return from === 0 || size < 10 ? 2 : 1;
}
