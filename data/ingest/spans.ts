import {
  firstOfMonth,
  isoDay,
  monthOf,
  type Period,
  periodEnd,
  periodStartOf,
  shiftPeriod,
  weekday,
} from "../../core/period.ts";

/** What one row of dated totals covers. */
export type Span = "day" | Period | "quarter" | "year";

const MONTHS = { quarter: 3, year: 12 } as const;

/**
 * What one row covers, read off the dates of a source: the coarsest calendar unit whose first (or last) days hold all
 * dates; dates that share a weekday stand for weeks.
 * @param days distinct days, ascending
 */
export function guessSpan(days: readonly number[]): Span {
  const edges = (ends: readonly string[]) =>
    days.every(d => ends.includes(isoDay(d).slice(5))) ||
    days.every(d => ends.includes(isoDay(d + 1).slice(5)));
  if (days.length > 0 && edges(["01-01"])) return "year";
  if (edges(["01-01", "04-01", "07-01", "10-01"])) return "quarter";
  const first = days.every(d => isoDay(d).endsWith("-01")) || days.every(d => isoDay(d + 1).endsWith("-01"));
  if (first) return "month";
  return days.every(d => weekday(d) === weekday(days[0]!)) ? "week" : "day";
}

/** First day of the week (Monday), month, quarter or year that holds the day. */
export function spanStart(day: number, span: Exclude<Span, "day">): number {
  if (span === "week" || span === "month") return periodStartOf(day, span);
  const month = monthOf(day);
  return firstOfMonth(month - (month % MONTHS[span]));
}

/** Last day of the same. */
export function spanEnd(day: number, span: Exclude<Span, "day">): number {
  const start = spanStart(day, span);
  if (span === "week" || span === "month") return periodEnd(start, span);
  return shiftPeriod(start, MONTHS[span], "month") - 1;
}
