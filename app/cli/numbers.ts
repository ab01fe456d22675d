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

/** A parser of an option that is a share above 0% and below 100%: `5%` or `0.05`. */
export function share(option: string): (text: string) => number {
  return text => {
    const match = /^\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%?)\s*$/.exec(text);
    const value = match ? Number(match[1]!.replace(",", ".")) / (match[2] ? 100 : 1) : Number.NaN;
    if (value > 0 && value < 1) return value;
    const expected = "a share above 0% and below 100% such as 5% or 0.05";
    throw new InputError("bad_option", `${option} ${text}: expected ${expected}, got "${text}"`, {
      option,
      text,
    });
  };
}

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
