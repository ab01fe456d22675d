import Holidays from "date-holidays";
import { DAY_MS, dateOf, dayNumber } from "../../core/period.ts";

/**
 * Holidays of a country by day, moving ones included (Easter, Thanksgiving, the feasts of the Islamic year).
 * Days are counted since 1970-01-01.
 */
export interface HolidaySeries {
  readonly name: string;
  /** First and last day of every occurrence, ascending. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const KINDS = new Set(["public", "bank", "observance", "optional"]);

/**
 * Holidays whose occurrences fall between two days, one series a holiday name.
 * Substitute days and holidays that the country only has in some years are left as they are: a feature that
 * never varies in training is shrunk to nothing by its prior.
 * @param country ISO 3166-1 alpha-2; null or unknown gives an empty list
 */
export function holidaySeries(country: string | null, from: number, to: number): HolidaySeries[] {
  if (!country) return [];
  const calendar = new Holidays(country, { types: [...KINDS] as never[] });
  const spans = new Map<string, { start: number; end: number }[]>();
  let islamic = false;
  for (let year = dateOf(from).getUTCFullYear(); year <= dateOf(to).getUTCFullYear(); year++) {
    for (const holiday of calendar.getHolidays(year) ?? []) {
      if (holiday.substitute || !KINDS.has(holiday.type)) continue;
      islamic ||= /shawwal|dhu al-hijjah/i.test(holiday.rule);
      const start = dayNumber(holiday.date.slice(0, 10));
      const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY_MS));
      const list = spans.get(holiday.name) ?? [];
      list.push({ start, end: start + days - 1 });
      spans.set(holiday.name, list);
    }
  }
  const series = [...spans].map(([name, list]) => ({ name, spans: list.sort((a, b) => a.start - b.start) }));
  if (islamic) series.push({ name: "Ramadan", spans: ramadans(from, to) });
  return series;
}

/**
 * Public holidays of a country between two days, by day: those on which shops and offices are closed, substitutes among them.
 * @param country ISO 3166-1 alpha-2; null or unknown gives none
 */
export function publicHolidays(country: string | null, from: number, to: number): Map<number, string> {
  const found = new Map<number, string>();
  if (!country) return found;
  const calendar = new Holidays(country, { types: ["public"] as never[] });
  for (let year = dateOf(from).getUTCFullYear(); year <= dateOf(to).getUTCFullYear(); year++) {
    for (const holiday of calendar.getHolidays(year) ?? []) {
      if (holiday.type !== "public") continue;
      const start = dayNumber(holiday.date.slice(0, 10));
      const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY_MS));
      for (let day = Math.max(start, from); day < start + days && day <= to; day++)
        found.set(day, holiday.name);
    }
  }
  return found;
}

/** The fasting month by the Umm al-Qura calendar, which differs from a country's own by a day at most. */
function ramadans(from: number, to: number): { start: number; end: number }[] {
  const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
    month: "numeric",
    timeZone: "UTC",
  });
  const spans: { start: number; end: number }[] = [];
  for (let day = from - 30; day <= to + 30; day++) {
    if (Number.parseInt(format.format(dateOf(day)), 10) !== 9) continue;
    const last = spans.at(-1);
    if (last && last.end === day - 1) last.end = day;
    else spans.push({ start: day, end: day });
  }
  return spans;
}
