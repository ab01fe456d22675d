const DAY_MS = 86_400_000;

/** `2021-01-04` from days since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Last day of the period that starts on `day`. */
export function periodEnd(day: number, period: "week" | "month"): number {
  if (period === "week") return day + 6;
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / DAY_MS;
}

/** First day of the period `steps` after the one that starts on `day`. */
export function shiftPeriod(day: number, steps: number, period: "week" | "month"): number {
  if (period === "week") return day + 7 * steps;
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + steps, 1) / DAY_MS;
}

/** Periods in a year: 52 weeks or 12 months. */
export function yearPeriods(period: "week" | "month"): number {
  return period === "week" ? 52 : 12;
}
