import { z } from "zod";
import type { InLanguages } from "../../core/figures.ts";
import { dayNumber, isoDay } from "../../core/period.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import { described } from "./described.ts";
import { expected } from "./expected.ts";

/** What a lever's size may look like in a file; shown in every message about one. */
const CHANGE: InLanguages = {
  en: "a change such as +25%, 5%..10% or normal(10%, 2%)",
  tr: "+25%, 5%..10% ya da normal(10%, 2%) gibi bir değişim",
};
const SHARE: InLanguages = {
  en: "a share from 0% to 100% such as 10%, 5%..10% or normal(10%, 2%)",
  tr: "0% ile 100% arasında 10%, 5%..10% ya da normal(10%, 2%) gibi bir pay",
};

const PERCENT = String.raw`([+\-−]?\d+(?:[.,]\d+)?)\s*%`;
const SINGLE_TEXT = String.raw`^\s*${PERCENT}\s*$`;
const RANGE_TEXT = String.raw`^\s*${PERCENT}\s*\.\.\s*${PERCENT}\s*$`;
const NORMAL_TEXT = String.raw`^\s*normal\(\s*${PERCENT}\s*,\s*${PERCENT}\s*\)\s*$`;
const SINGLE = new RegExp(SINGLE_TEXT);
const RANGE = new RegExp(RANGE_TEXT);
const NORMAL = new RegExp(NORMAL_TEXT);
const ANY = new RegExp(`(?:${SINGLE_TEXT})|(?:${RANGE_TEXT})|(?:${NORMAL_TEXT})`);

/** Standard deviations beyond which a drawn normal practically never falls (6 in 100,000). */
const TAIL = 4;

/** Reads `+25%`, `5%..10%` or `normal(10%, 2%)` as shares of one. @returns null for anything else */
export function readValue(text: string): LeverValue | null {
  const single = SINGLE.exec(text);
  if (single) return fixed(share(single[1]!));
  const range = RANGE.exec(text);
  if (range) return { law: "range", low: share(range[1]!), high: share(range[2]!) };
  const normal = NORMAL.exec(text);
  return normal && { law: "normal", mean: share(normal[1]!), sd: share(normal[2]!) };
}

/** The same number in every run. */
export function fixed(value: number): LeverValue {
  return { law: "range", low: value, high: value };
}

/** @param text a number of percent, without the sign */
function share(text: string): number {
  // Through decimal digits: 7% is 0.07 and not 0.07 + 1e-17.
  const value = Number(`${text.replace("−", "-").replace(",", ".")}e-2`);
  return value === 0 ? 0 : value;
}

/** Mean of a value over runs. */
export function meanOf(value: LeverValue): number {
  return value.law === "normal" ? value.mean : (value.low + value.high) / 2;
}

/** Variance of a value over runs. */
export function varianceOf(value: LeverValue): number {
  return value.law === "normal" ? value.sd ** 2 : (value.high - value.low) ** 2 / 12;
}

/** The interval in which a value falls in practice: its range, or four standard deviations around its mean. */
export function spanOf(value: LeverValue): readonly [low: number, high: number] {
  if (value.law === "range") return [value.low, value.high];
  return [value.mean - TAIL * value.sd, value.mean + TAIL * value.sd];
}

export interface Bounds {
  /** Smallest and largest value; a normal keeps four standard deviations inside the smallest. */
  readonly low: number;
  readonly high: number;
  readonly what: InLanguages;
}

const CHANGES: Bounds = { low: -1, high: 10, what: CHANGE };

const CHANGED = {
  about: {
    en: "+25%, a range 5%..10%, or normal(10%, 2%), drawn run by run.",
    tr: "+25%, bir aralık 5%..10% ya da koşudan koşuya çekilen normal(10%, 2%).",
  },
  startWith: ["+10%", "-10%", "5%..10%", "normal(10%, 2%)"],
};

/** A relative change, −100% to +1000%. */
export const change = described(valueSchema(CHANGES), CHANGED);

/** A price: it cannot become zero. */
export const priceChange = described(valueSchema({ low: -0.9, high: 10, what: CHANGE }), CHANGED);

/** A share, 0% to 100%. */
export const shareOfAll = valueSchema({ low: 0, high: 1, what: SHARE });

function valueSchema({ low, high, what }: Bounds) {
  const kind = expected(what);
  return z.union([z.string().regex(ANY, kind), z.number()], kind).transform((given, context): LeverValue => {
    const fault = (what: InLanguages, hint?: InLanguages) => {
      context.addIssue({ code: "custom", message: expected(what).error, params: { hint } });
      return z.NEVER;
    };
    if (typeof given === "number" && Math.abs(given) > 1) return fault(what, withoutSign(given));
    const value = typeof given === "number" ? fixed(given) : readValue(given)!;
    if (value.law === "range" && value.low > value.high) return fault(SMALLER_FIRST);
    if (value.law === "normal" && value.sd < 0) return fault(NO_NEGATIVE);
    const [from, to] = spanOf(value);
    if (from < low || to > high) return fault(within(percent(low), percent(high), value));
    return value;
  });
}

const SMALLER_FIRST: InLanguages = {
  en: "the smaller end of a range first",
  tr: "aralığın önce küçük ucu",
};

const NO_NEGATIVE: InLanguages = {
  en: "a standard deviation of 0% or more in normal(mean, standard deviation)",
  tr: "normal(ortalama, standart sapma) içinde en az 0% standart sapma",
};

function withoutSign(given: number): InLanguages {
  return {
    en: `a number without % is a fraction: write ${given}%`,
    tr: `% işareti olmayan sayı kesirdir: ${given}% yazın`,
  };
}

function within(low: string, high: string, { law }: LeverValue): InLanguages {
  const normal = law === "normal";
  return {
    en: `${low} to ${high}${normal ? " within four standard deviations of the mean" : ""}`,
    tr: `${low} ile ${high} arası${normal ? ", ortalamanın dört standart sapma çevresinde" : ""}`,
  };
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}

/** A length of calendar time: days, weeks or months. */
export interface Span {
  readonly count: number;
  readonly unit: "d" | "w" | "m";
}

const SPAN = /^\s*([+-]?\d{1,4})\s*([dwm])\s*$/;

const SHIFT = expected({
  en: "a move in time such as 2w or -2w (d days, w weeks, m months)",
  tr: "2w ya da -2w gibi bir kaydırma (d gün, w hafta, m ay)",
});

/** A move in time: `4w` later, `-2w` earlier. */
export const shift = described(
  z
    .string(SHIFT)
    .regex(SPAN, SHIFT)
    .transform((text): Span => {
      const [, count, unit] = SPAN.exec(text)!;
      return { count: Number(count), unit: unit as Span["unit"] };
    }),
  {
    about: {
      en: "A move in time: 2w later, -2w earlier.",
      tr: "Zamanda kaydırma: 2w daha geç, -2w daha erken.",
    },
    startWith: ["2w", "-2w", "4w"],
  },
);

/** A day, or a length of time after the first day of the horizon. */
export type Moment = { readonly day: number } | { readonly after: Span };

const MOMENT = expected({
  en: "a day such as 2026-03-01, or a time after the start such as 8w",
  tr: "2026-03-01 gibi bir gün ya da başlangıçtan sonra 8w gibi bir süre",
});

const REAL_DAY = expected({ en: "a day that the calendar has", tr: "takvimde olan bir gün" });

/** `from` and `to` of a lever. Days are counted from 1970-01-01. */
export const moment = z
  .string(MOMENT)
  .regex(/^(?:\d{4}-\d{2}-\d{2}|\d{1,4}[dwm])$/, MOMENT)
  .transform((text, context): Moment => {
    const span = /^(\d+)([dwm])$/.exec(text);
    if (span) return { after: { count: Number(span[1]), unit: span[2] as Span["unit"] } };
    const day = dayNumber(text);
    if (Number.isNaN(day) || isoDay(day) !== text) {
      context.addIssue({ code: "custom", message: REAL_DAY.error });
      return z.NEVER;
    }
    return { day };
  });
