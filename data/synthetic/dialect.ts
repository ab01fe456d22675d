import { isoDate } from "./calendar.ts";
import { DECIMALS, MINOR_UNITS } from "./spec.ts";

/**
 * How the example's files write dates and numbers. A company in Turkey has files of its own with semicolons, decimal
 * commas and dates like 31.12.2024, and buys data with commas, points and ISO dates.
 */

/** `31.12.2024` of a day since 1970-01-01. */
export function turkishDate(day: number): string {
  const [y, m, d] = isoDate(day).split("-");
  return `${d}.${m}.${y}`;
}

/** A number with a decimal comma. */
export function decimalComma(value: number, digits: number): string {
  return value.toFixed(digits).replace(".", ",");
}

/** An amount in minor units with a decimal point: `12.50`. */
export function plainAmount(amount: number): string {
  return (amount / MINOR_UNITS).toFixed(DECIMALS);
}

/** The same with a decimal comma. */
export function turkishAmount(amount: number): string {
  return plainAmount(amount).replace(".", ",");
}

/** `2024-12-31 14:05` of a local minute since 1970-01-01 00:00. */
export function isoMinute(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16).replace("T", " ");
}
