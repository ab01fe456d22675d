import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { historyBars } from "../../viz/screens/accounts/history.ts";
import { segmentRuns } from "../../viz/screens/accounts/segmentRuns.ts";
import { describeDays } from "../../viz/screens/accounts/windows.ts";

/** `count` weeks from Monday, 4 January 2021, with made-up whole amounts. */
function weeks(count: number, own: readonly number[], rivals: readonly number[] | null) {
  const periods = Array.from({ length: count }, (_, k) =>
    new Date(Date.UTC(2021, 0, 4 + 7 * k)).toISOString().slice(0, 10),
  );
  return { periods, own: [...own], rivals: rivals && [...rivals] };
}

describe("bars of an account's history", () => {
  it("hold every amount, whatever their length", () => {
    const amounts = fc.array(fc.integer({ min: -50, max: 1000 }), { minLength: 1, maxLength: 700 });
    fc.assert(
      fc.property(amounts, own => {
        const { bars } = historyBars(weeks(own.length, own, own), "week");
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(bars.map(bar => bar.own))).toBe(sum(own));
        expect(sum(bars.map(bar => bar.rivals!))).toBe(sum(own));
        expect(bars.length).toBeLessThanOrEqual(110);
        for (let k = 1; k < bars.length; k++) {
          expect(bars[k]!.start.getTime()).toBeGreaterThanOrEqual(bars[k - 1]!.end.getTime());
        }
      }),
    );
  });

  it("are weeks for two years, months for five, quarters for a generation", () => {
    const ones = (count: number) => new Array<number>(count).fill(1);
    const binOf = (count: number) => historyBars(weeks(count, ones(count), null), "week").bin;
    expect([binOf(104), binOf(260), binOf(700)]).toEqual(["week", "month", "quarter"]);
    const { bars } = historyBars(weeks(260, ones(260), null), "week");
    expect(bars[0]).toEqual({
      start: new Date(Date.UTC(2021, 0, 1)),
      end: new Date(Date.UTC(2021, 1, 1)),
      own: 4,
      rivals: null,
    });
  });

  it("are none without periods", () => {
    expect(historyBars({ periods: [], own: [], rivals: null }, "month").bars).toEqual([]);
  });
});

describe("days in words", () => {
  const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  it.each([
    [[0, 1, 2, 3, 4], "Mon–Fri"],
    [[0, 2, 3], "Mon, Wed, Thu"],
    [[6, 0, 1, 2], "Mon–Wed, Sun"],
    [[], ""],
  ])("%j is %s", (days, text) => {
    expect(describeDays(days, names)).toBe(text);
  });
});

describe("the path through segments", () => {
  it("joins dates that follow one another in one segment, and no others", () => {
    const path = ["a", "a", null, "b", "a"].map((segment, k) => ({ date: `2024-0${k + 1}-01`, segment }));
    expect(segmentRuns(path)).toEqual([
      { segment: "a", from: "2024-01-01", length: 2 },
      { segment: null, from: "2024-03-01", length: 1 },
      { segment: "b", from: "2024-04-01", length: 1 },
      { segment: "a", from: "2024-05-01", length: 1 },
    ]);
    expect(segmentRuns([])).toEqual([]);
  });
});
