import { type Language, LOCALE } from "./number.ts";

/** `4 Jan 2021`, `4 Oca 2021` from an ISO day. */
export function formatDay(day: string, language: Language): string {
  const locale = language === "en" ? "en-GB" : LOCALE[language];
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Short or full weekday names, Monday first. */
export function weekdayNames(language: Language, style: "short" | "long"): string[] {
  const format = new Intl.DateTimeFormat(LOCALE[language], { weekday: style, timeZone: "UTC" });
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(2024, 0, 1 + day))));
}

/** `09:00`; 24 becomes `24:00`, the end of the day. */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
