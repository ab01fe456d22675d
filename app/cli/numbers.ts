import { InputError } from "../../core/errors.ts";
import { DAY_MS, dayNumber, isoDay } from "../../core/period.ts";
import { MAX_SEED } from "../../core/rng.ts";

/** A parser of a whole-number option; anything else is an {@link InputError} that says what was expected. */
export function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return text => {
    const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const range = `a whole number from ${least} to ${most}`;
    throw new InputError("bad_option", `${option} ${text}: expected ${range}, got "${text}"`, {
      option,
      text,
    });
  };
}

export const seed = wholeNumber("--seed", 0, MAX_SEED);
export const threads = wholeNumber("--threads", 1, 256);

/** A parser of an option that is a share above 0% and below 100%: `5%` or `0.05`. */
export function share(option: string): (text: string) => number {
  return text => {
    const match = /^(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%?)$/.exec(text.trim());
    const value = match ? Number(match[1]!.replace(",", ".")) / (match[2] ? 100 : 1) : Number.NaN;
    if (value > 0 && value < 1) return value;
    const expected = "a share above 0% and below 100% such as 5% or 0.05";
    throw new InputError("bad_option", `${option} ${text}: expected ${expected}, got "${text}"`, {
      option,
      text,
    });
  };
}

/** A parser of an option that is a number with a unit: `30d`, `500MB`. Gives it in the smallest unit. */
export function quantity(
  option: string,
  units: Readonly<Record<string, number>>,
  example: string,
): (text: string) => number {
  return text => {
    const [, number, unit] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s{0,3}([A-Za-z]{1,3})\s*$/.exec(text) ?? [];
    const factor = Object.entries(units).find(([name]) => name.toLowerCase() === unit?.toLowerCase())?.[1];
    if (number !== undefined && factor !== undefined) return Number(number) * factor;
    const expected = `a number and one of ${Object.keys(units).join(", ")}, such as ${example}`;
    const message = `${option} ${text}: expected ${expected}, got "${text}"`;
    throw new InputError("bad_option", message, { option, text });
  };
}

/** Milliseconds. */
export const TIME_UNITS = { min: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS } as const;
/** Bytes. */
export const SIZE_UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const;

/** A parser of an option that is one of some words. */
export function oneOf<T extends string>(option: string, words: readonly T[]): (text: string) => T {
  return text => {
    const word = words.find(known => known === text);
    if (word !== undefined) return word;
    throw new InputError(
      "bad_option",
      `${option} ${text}: expected one of ${words.join(", ")}, got "${text}"`,
      {
        option,
        text,
      },
    );
  };
}

/** A parser of an option that is a day. */
export function isoDayOption(option: string): (text: string) => string {
  return text => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayNumber(text) : Number.NaN;
    if (!Number.isNaN(day) && isoDay(day) === text) return text;
    const message = `${option} ${text}: expected a day such as 2027-01-04, got "${text}"`;
    throw new InputError("bad_option", message, { option, text });
  };
}
