import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dateOf,
  dayNumber,
  dayOf,
  firstOfMonth,
  historyEnd,
  isoDay,
  lastYearFrom,
  monthOf,
  type Period,
  periodAt,
  periodEnd,
  periodStartOf,
  periodsFrom,
  shiftPeriod,
  weekday,
} from "../../core/period.ts";

const day = fc.integer({ min: -20_000, max: 40_000 });
const period = fc.constantFrom<Period>("week", "month");

describe("days", () => {
  test("have one name, and a moment lies in one of them", () => {
    expect([isoDay(0), dayNumber("1970-01-01"), weekday(0)]).toEqual(["1970-01-01", 0, 3]);
    expect(dayNumber("2024-02-29")).toBe(19_782);
    expect(dayOf(new Date("2024-02-29T23:59:59Z"))).toBe(19_782);
    expect(dayNumber("29.02.2024")).toBeNaN();
    fc.assert(
      fc.property(day, d => {
        expect([dayNumber(isoDay(d)), dayOf(dateOf(d))]).toEqual([d, d]);
        expect(weekday(d)).toBe((dateOf(d).getUTCDay() + 6) % 7);
        expect(firstOfMonth(monthOf(d))).toBe(dayNumber(`${isoDay(d).slice(0, 7)}-01`));
      }),
      { seed: 5 },
    );
  });
});

describe("periods", () => {
  test("hold their days, and lie one after the other without a gap", () => {
    fc.assert(
      fc.property(day, period, fc.integer({ min: -60, max: 60 }), (d, p, steps) => {
        const start = periodStartOf(d, p);
        expect(start <= d && d <= periodEnd(start, p)).toBe(true);
        expect(shiftPeriod(start, 1, p)).toBe(periodEnd(start, p) + 1);
        expect(shiftPeriod(shiftPeriod(start, steps, p), -steps, p)).toBe(start);
        expect(periodsFrom(shiftPeriod(start, -steps, p), d, p)).toBe(steps);
      }),
      { seed: 6 },
    );
  });

  test("are found by a day; days outside of history fall to its ends", () => {
    const periodStart = [10, 17, 24];
    expect([3, 10, 16, 17, 30, 99].map(d => periodAt(periodStart, d))).toEqual([0, 0, 0, 1, 2, 2]);
  });
});

test("the last year is 52 weeks or 12 months; a shorter history is all of it", () => {
  const months = Array.from({ length: 14 }, (_, m) => firstOfMonth(12 * 2022 + m));
  expect(lastYearFrom({ period: "month", periodStart: months })).toBe(2);
  expect(lastYearFrom({ period: "week", periodStart: months })).toBe(0);
  expect(isoDay(historyEnd({ period: "month", periodStart: months }))).toBe("2023-03-01");
});
