import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { dayNumber, isoDay, type Period, periodStartOf, shiftPeriod, weekday } from "../../core/period.ts";
import { findHistory } from "../../data/ingest/periods.ts";
import { guessSpan } from "../../data/ingest/spans.ts";

function range(from: string, to: string, keep: (day: number) => boolean = () => true): number[] {
  const days: number[] = [];
  for (let d = dayNumber(from); d <= dayNumber(to); d++) if (keep(d)) days.push(d);
  return days;
}

const weekly = { history: {}, period: "week" } as const;
const monthly = { history: {}, period: "month" } as const;

describe("history in whole periods", () => {
  test("days that are cut in the middle of a week leave only whole weeks, and say so", () => {
    const history = findHistory(range("2020-12-03", "2020-12-30"), weekly);
    expect(history.starts.map(isoDay)).toEqual(["2020-12-07", "2020-12-14", "2020-12-21"]);
    expect(history.notes.map(inEnglish)).toEqual([
      "the first week is not whole: 2020-12-03 to 2020-12-06 is left out of history",
      "the last week is not whole: 2020-12-28 to 2020-12-30 is left out of history",
    ]);
  });

  test("dates that all are Mondays stand for whole weeks", () => {
    const mondays = range("2012-01-02", "2020-12-28", d => weekday(d) === 0);
    const history = findHistory(mondays, weekly);
    expect(history.starts.length).toBe(470);
    expect(isoDay(history.last)).toBe("2021-01-03");
    expect(history.notes).toEqual([]);
  });

  test("shops that rest on Sunday have whole weeks", () => {
    const history = findHistory(
      range("2020-12-07", "2020-12-26", d => weekday(d) !== 6),
      weekly,
    );
    expect(history.starts.map(isoDay)).toEqual(["2020-12-07", "2020-12-14", "2020-12-21"]);
  });

  test("history.to in the middle of a week cuts that week off, even where dates stand for weeks", () => {
    const mondays = range("2020-11-02", "2020-12-28", d => weekday(d) === 0);
    const history = findHistory(mondays, {
      period: "week",
      history: { from: "2020-11-10", to: "2020-12-16" },
    });
    expect(history.starts.map(isoDay)).toEqual(["2020-11-16", "2020-11-23", "2020-11-30", "2020-12-07"]);
  });

  test("months: first days stand for months; days in the middle do not", () => {
    const firsts = ["2020-01-01", "2020-02-01", "2020-03-01"].map(dayNumber);
    expect(findHistory(firsts, monthly).starts.length).toBe(3);
    expect(findHistory(range("2020-01-15", "2020-04-29"), monthly).starts.map(isoDay)).toEqual([
      "2020-02-01",
      "2020-03-01",
    ]);
  });

  test("monthly dates in a weekly market are refused", () => {
    const firsts = ["2020-01-01", "2020-02-01", "2020-03-01"].map(dayNumber);
    expect(() => findHistory(firsts, weekly)).toThrow(/period is week; put period: month/);
  });

  test("every period inside is whole, adjoining, and inside what the days cover", () => {
    const days = fc.uniqueArray(fc.integer({ min: 18_000, max: 18_400 }), { minLength: 200, maxLength: 400 });
    const period = fc.constantFrom("week", "month") as fc.Arbitrary<Period>;
    fc.assert(
      fc.property(days, period, (unsorted, p) => {
        const sorted = unsorted.sort((a, b) => a - b);
        const { starts, last } = findHistory(sorted, { history: {}, period: p });
        starts.forEach((s, i) => {
          expect(periodStartOf(s, p)).toBe(s);
          if (i > 0) expect(s).toBe(shiftPeriod(starts[i - 1]!, 1, p));
        });
        expect(starts[0]).toBeGreaterThanOrEqual(sorted[0]! - 6);
        expect(last).toBeLessThanOrEqual(sorted.at(-1)! + 6);
      }),
      { seed: 3 },
    );
  });
});

test("what one row of area totals covers is read off the dates", () => {
  const days = (...iso: string[]) => iso.map(dayNumber);
  expect(guessSpan(days("2019-01-01", "2020-01-01"))).toBe("year");
  expect(guessSpan(days("2019-12-31", "2020-12-31"))).toBe("year");
  expect(guessSpan(days("2020-01-01", "2020-04-01", "2020-07-01"))).toBe("quarter");
  expect(guessSpan(days("2020-01-31", "2020-02-29", "2020-03-31"))).toBe("month");
  expect(guessSpan(days("2020-12-07", "2020-12-14"))).toBe("week");
  expect(guessSpan(days("2020-12-07", "2020-12-08"))).toBe("day");
});
