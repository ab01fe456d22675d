import { InputError } from "../../core/errors.ts";
import { dayNumber, dayOf, isoDay, type Period, periodStartOf, shiftPeriod } from "../../core/period.ts";
import { guessSpan, type Span, spanStart } from "./spans.ts";

/** What a text such as `2024-03` or `2024-Q1` stands for. `start` is the first day, since 1970-01-01. */
export interface CoveredPeriod {
  readonly start: number;
  readonly span: Exclude<Span, "day">;
}

const QUARTER = /^(\d{4})[\s\-/.]*[QÇC]\s*([1-4])$/i;
const QUARTER_FIRST = /^(?:([1-4])\s*(?:\.\s*)?(?:çeyrek|ceyrek|quarter)|[QÇC]([1-4]))[\s\-/.]*(\d{4})$/i;

/** Months, quarters, years and ISO weeks that say themselves what they are; null for anything else. */
export function readCoveredPeriod(text: string): CoveredPeriod | null {
  const quarter = QUARTER.exec(text);
  if (quarter) return ofQuarter(quarter[1]!, quarter[2]!);
  const first = QUARTER_FIRST.exec(text);
  if (first) return ofQuarter(first[3]!, (first[1] ?? first[2])!);
  const week = /^(\d{4})-?W(\d{1,2})$/i.exec(text);
  if (week) return ofIsoWeek(Number(week[1]), Number(week[2]));
  const yearFirst = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (yearFirst) return ofMonth(yearFirst[1]!, yearFirst[2]!);
  const monthFirst = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (monthFirst) return ofMonth(monthFirst[2]!, monthFirst[1]!);
  return /^\d{4}$/.test(text) ? { start: dayNumber(`${text}-01-01`), span: "year" } : null;
}

function ofMonth(year: string, month: string): CoveredPeriod | null {
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  return { start: dayNumber(`${year}-${String(m).padStart(2, "0")}-01`), span: "month" };
}

function ofQuarter(year: string, quarter: string): CoveredPeriod {
  const month = String(3 * Number(quarter) - 2).padStart(2, "0");
  return { start: dayNumber(`${year}-${month}-01`), span: "quarter" };
}

/** ISO 8601: week 1 is the one with the year's first Thursday, hence with 4 January. */
function ofIsoWeek(year: number, week: number): CoveredPeriod | null {
  const fourth = dayNumber(`${year}-01-04`);
  const monday = shiftPeriod(periodStartOf(fourth, "week"), week - 1, "week");
  const thursday = isoDay(monday + 3);
  return week >= 1 && thursday.startsWith(String(year)) ? { start: monday, span: "week" } : null;
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/;
const LOCAL = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?: .*)?$/;

/**
 * Days as numbers since 1970-01-01, ISO or local. Whether days or months come first in dates with slashes is told by
 * what is over 12; dates with points are day first, as everywhere where they are used.
 * @param format the source's own `date_format`, or undefined
 * @throws InputError `ambiguous_date` when nothing tells
 */
export function readDays(
  texts: readonly string[],
  format: string | undefined,
  where: { readonly file: string; readonly column: string },
): Map<string, number> {
  const local = texts.map(t => LOCAL.exec(t)).filter(m => m !== null);
  const dayFirst = format ? format.indexOf("D") < format.indexOf("M") : isDayFirst(local, where);
  const days = new Map<string, number>();
  for (const text of texts) {
    const iso = ISO.exec(text);
    const own = LOCAL.exec(text);
    const parts = iso ? iso.slice(1, 4) : own ? ymd(own, dayFirst) : null;
    const day = parts && realDay(parts.map(Number) as [number, number, number]);
    if (day !== null) days.set(text, day);
  }
  return days;
}

function ymd(match: RegExpExecArray, dayFirst: boolean): string[] {
  const [, a, , b, year] = match as unknown as [string, string, string, string, string];
  return dayFirst ? [year, b, a] : [year, a, b];
}

function isDayFirst(dates: readonly RegExpExecArray[], where: { file: string; column: string }): boolean {
  const open = dates.filter(d => d[2] !== ".");
  const over = (part: 1 | 3) => open.some(d => Number(d[part]) > 12);
  if (open.length === 0 || (over(1) && !over(3))) return true;
  if (over(3) && !over(1)) return false;
  const example = open[0]![0];
  const message = `${where.file}: ${where.column} "${example}" can be day/month or month/day, and the column does not tell which; say it on the source in market.yaml: date_format: DD/MM/YYYY or MM/DD/YYYY`;
  throw new InputError("ambiguous_date", message, { ...where, example });
}

/** 31.02. is no day. */
function realDay([year, month, day]: [number, number, number]): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOf(date) : null;
}

/**
 * What each text of a `period` column stands for. Dates stand for the coarsest calendar unit whose first (or last)
 * days they all are; dates that are no such days, for the period of the market that holds them.
 * @param given `span` of the source, which decides over dates
 */
export function coveredPeriods(
  texts: readonly string[],
  market: Period,
  given: CoveredPeriod["span"] | undefined,
  days: ReadonlyMap<string, number>,
): Map<string, CoveredPeriod> {
  const sorted = [...new Set(days.values())].sort((a, b) => a - b);
  const guessed = given ?? (sorted.length > 0 ? guessSpan(sorted) : "day");
  const span = guessed === "day" ? market : guessed;
  const periods = new Map<string, CoveredPeriod>();
  for (const text of texts) {
    const day = days.get(text);
    const own = readCoveredPeriod(text) ?? (day === undefined ? null : { start: spanStart(day, span), span });
    if (own) periods.set(text, own);
  }
  return periods;
}
