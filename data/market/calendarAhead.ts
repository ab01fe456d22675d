import { DAY_MS, dateOf, historyEnd, yearPeriods } from "../../core/period.ts";
import type { CalendarEntry, Market } from "./market.ts";

/** Kinds that come back by the season. */
const YEARLY = new Set(["promotion", "closure"]);
/** Most days by which a yearly entry starts earlier or later than a year after the one before. */
const MOVES = 28;

/**
 * The calendar as it is expected: its entries, and those that come back. Where the calendar dates nothing after history
 * of a kind, brand and area, the promotions and closures of the last year come back 52 weeks (12 months) later, year
 * after year, if they were there in the year before too; one that was there once does not.
 * @param until first day that does not matter any more
 */
export function expectedCalendar(market: Market, until: number): readonly CalendarEntry[] {
  const end = historyEnd(market);
  const alike = (a: CalendarEntry) => (b: CalendarEntry) =>
    a.kind === b.kind && a.brand === b.brand && a.area === b.area;
  const dated = market.calendar.filter(entry => entry.end >= end);
  const lastYear = market.calendar.filter(
    entry =>
      YEARLY.has(entry.kind) &&
      entry.end < end &&
      entry.start >= later(end, -1, market) &&
      !dated.some(alike(entry)) &&
      market.calendar.filter(alike(entry)).some(before => {
        return Math.abs(later(before.start, 1, market) - entry.start) <= MOVES;
      }),
  );
  const back: CalendarEntry[] = [];
  for (let years = 1; later(end, years - 1, market) < until; years++)
    for (const entry of lastYear) back.push(laterEntry(entry, years, market));
  return [...market.calendar, ...back];
}

function laterEntry(entry: CalendarEntry, years: number, market: Market): CalendarEntry {
  const start = later(entry.start, years, market);
  return { ...entry, start, end: start + entry.end - entry.start };
}

/** The day some years later: years of 52 weeks, or of 12 months. */
function later(day: number, years: number, { period }: Pick<Market, "period">): number {
  if (period === "week") return day + 7 * years * yearPeriods("week");
  const date = dateOf(day);
  return Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()) / DAY_MS;
}
