/** Length of a step of time; weeks start on Monday. */
export type Period = "week" | "month";

/** A history in whole periods: the first day of each, ascending. */
interface History {
  readonly period: Period;
  readonly periodStart: ArrayLike<number>;
}

/** Milliseconds of a day. Days are counted since 1970-01-01. */
export const DAY_MS = 86_400_000;

/** Midnight, UTC, at which a day begins. */
export function dateOf(day: number): Date {
  return new Date(day * DAY_MS);
}

/** The day that holds a moment, UTC. */
export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS);
}

/** `2021-01-04` of a day. */
export function isoDay(day: number): string {
  return dateOf(day).toISOString().slice(0, 10);
}

/** The day of `2021-01-04`; NaN for what is none. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

/** 0 = Monday. Day 0 (1970-01-01) was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The calendar month of a day by number: 12 · year + month (January = 0). */
export function monthOf(day: number): number {
  const date = dateOf(day);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** First day of a calendar month, by its number. */
export function firstOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
}

/** First day of the period that holds a day. */
export function periodStartOf(day: number, period: Period): number {
  return period === "week" ? day - weekday(day) : firstOfMonth(monthOf(day));
}

/** First day of the period `steps` after the one that starts on `day`. */
export function shiftPeriod(day: number, steps: number, period: Period): number {
  return period === "week" ? day + 7 * steps : firstOfMonth(monthOf(day) + steps);
}

/** Last day of the period that starts on `day`. */
export function periodEnd(day: number, period: Period): number {
  return shiftPeriod(day, 1, period) - 1;
}

/** Steps from the period that starts on `start` to the one that holds `day`; below 0 before it. */
export function periodsFrom(start: number, day: number, period: Period): number {
  return period === "week" ? Math.floor((day - start) / 7) : monthOf(day) - monthOf(start);
}

/** Index of the period that holds a day: 0 for days before history, the last for days after. */
export function periodAt(periodStart: ArrayLike<number>, day: number): number {
  let low = 0;
  let high = periodStart.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (periodStart[middle]! <= day) low = middle;
    else high = middle;
  }
  return low;
}

/** First day after history. */
export function historyEnd({ period, periodStart }: History): number {
  return shiftPeriod(periodStart[periodStart.length - 1]!, 1, period);
}

/** Periods in a year: 52 weeks or 12 months. */
export function yearPeriods(period: Period): number {
  return period === "week" ? 52 : 12;
}

/** Index of the first period of the last year of history, which is all of it where it is shorter. */
export function lastYearFrom({
  period,
  periodStart,
}: {
  readonly period: Period;
  readonly periodStart: { readonly length: number };
}): number {
  return Math.max(0, periodStart.length - yearPeriods(period));
}
