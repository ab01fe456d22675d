const DAY_MS = 86_400_000;

/** `2021-01-04` from days since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** First day of the period that is `ahead` periods after the one that starts on `start`. */
export function periodAfter(start: number, ahead: number, period: "week" | "month"): number {
  if (period === "week") return start + 7 * ahead;
  const date = new Date(start * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1) / DAY_MS;
}

/** Periods in a year: 52 weeks or 12 months. */
export function yearPeriods(period: "week" | "month"): number {
  return period === "week" ? 52 : 12;
}
