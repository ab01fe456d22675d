export const DAY_MS = 86_400_000;

/** `2026-03-01` from days since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
