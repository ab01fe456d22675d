import { describe, expect, it } from "vitest";
import { expectedCalendar } from "../../../data/market/calendarAhead.ts";
import { entry, plantCalendar } from "../../models/course/plantedCalendar.ts";

const WEEKS = 156;
const market = plantCalendar(1, { weeks: WEEKS, calendar: [], effect: () => 0 });
const END = market.periodStart[WEEKS - 1] + 7;
const weeksAhead = (calendar: typeof market.calendar, years = 1) =>
  expectedCalendar({ ...market, calendar }, END + 364 * years)
    .filter(({ start }) => start >= END)
    .map(({ start }) => (start - END) / 7);

describe("the calendar ahead", () => {
  it("has what is dated, and yearly promotions and closures again where nothing is", () => {
    const yearly = [20, 73, 124].map(week => entry("promotion", week, 3));
    expect(weeksAhead(yearly)).toEqual([20]);
    expect(weeksAhead(yearly, 2)).toEqual([20, 72]);
    expect(weeksAhead([...yearly, entry("promotion", WEEKS + 8, 2)])).toEqual([8]);
    // Another brand's dates say nothing of ours.
    expect(weeksAhead([...yearly, entry("promotion", WEEKS + 8, 2, { brand: 1 })])).toEqual([8, 20]);
    expect(weeksAhead([72, 124].map(week => entry("closure", week, 1)))).toEqual([20]);
  });

  it("does not repeat what was there once, nor launches, stock-outs and prices", () => {
    expect(weeksAhead([entry("promotion", 124, 3)])).toEqual([]);
    expect(weeksAhead([60, 124].map(week => entry("promotion", week, 3)))).toEqual([]);
    for (const kind of ["launch", "stockout", "price"] as const)
      expect(weeksAhead([72, 124].map(week => entry(kind, week, 3)))).toEqual([]);
  });

  it("comes back by months where periods are months", () => {
    const periodStart = Int32Array.from({ length: 36 }, (_, m) => Date.UTC(2022, m, 1) / 86_400_000);
    const start = (year: number) => Date.UTC(year, 4, 10) / 86_400_000;
    const calendar = [2023, 2024].map(year => ({
      ...entry("promotion", 0, 2),
      start: start(year),
      end: start(year) + 13,
    }));
    const monthly = { ...market, period: "month" as const, periodStart, calendar };
    const ahead = expectedCalendar(monthly, Date.UTC(2026, 0, 1) / 86_400_000).slice(2);
    expect(ahead).toEqual([{ ...calendar[1], start: start(2025), end: start(2025) + 13 }]);
  });
});
