import { InputError } from "../../core/errors.ts";

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
