import { describe, expect, it } from "vitest";
import { periodEnd, shiftPeriod } from "../../../core/period.ts";
import { holidaySeries } from "../../../models/course/holidays.ts";
import { seasonalDesign } from "../../../models/course/seasonality.ts";

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const iso = (d: number): string => new Date(d * 86_400_000).toISOString().slice(0, 10);

describe("moving holidays", () => {
  it("knows Ramadan and the two feasts of Turkey as they move through the years", () => {
    const series = holidaySeries("TR", day("2023-01-01"), day("2025-12-31"));
    const ramadan = series.find(s => s.name === "Ramadan");
    expect(ramadan?.spans.map(s => iso(s.start))).toEqual(
      expect.arrayContaining(["2023-03-23", "2024-03-11", "2025-03-01"]),
    );
    const feasts = series.flatMap(s => s.spans.map(span => iso(span.start)));
    // Ramazan Bayramı 2024 began on 10 April, Kurban Bayramı on 16 June.
    expect(feasts).toContain("2024-04-10");
    expect(feasts).toContain("2024-06-16");
  });

  it("knows Easter and Thanksgiving", () => {
    const series = holidaySeries("US", day("2019-01-01"), day("2020-12-31"));
    const starts = (name: string) => series.find(s => s.name.startsWith(name))?.spans.map(s => iso(s.start));
    expect(starts("Thanksgiving")).toEqual(expect.arrayContaining(["2019-11-28", "2020-11-26"]));
    expect(starts("Easter")).toEqual(expect.arrayContaining(["2019-04-21", "2020-04-12"]));
  });

  it("has none where no country is known", () => {
    expect(holidaySeries(null, 0, 1000)).toEqual([]);
  });
});

describe("seasonal regressors", () => {
  const options = { country: "TR", from: day("2022-01-03"), to: day("2024-12-30"), harmonics: 3 };

  it("gives a holiday's week its share of the days, and the weeks around it theirs", () => {
    const design = seasonalDesign({ ...options, period: "week", holidays: true });
    const column = design.names.indexOf("Ramadan 0");
    let total = 0;
    for (let d = day("2024-02-26"); d <= day("2024-04-15"); d += 7) total += design.row(d)[column];
    expect(total).toBeCloseTo(1, 10);
    const before = design.names.indexOf("Ramadan -1");
    expect(design.row(day("2024-03-04"))[before]).toBeCloseTo(7 / 30, 10);
    expect(design.row(day("2024-03-04"))[column]).toBe(0);
  });

  it("repeats its harmonics after a year", () => {
    const design = seasonalDesign({ ...options, period: "month", holidays: false });
    const a = design.row(day("2022-03-01"));
    const b = design.row(day("2023-03-01"));
    for (let j = 0; j < a.length; j++) expect(Math.abs(a[j] - b[j])).toBeLessThan(0.02);
  });

  it("steps through weeks and months", () => {
    expect(iso(shiftPeriod(day("2024-01-31"), 1, "month"))).toBe("2024-02-01");
    expect(iso(shiftPeriod(day("2024-01-29"), 2, "week"))).toBe("2024-02-12");
    expect(iso(periodEnd(day("2024-02-01"), "month"))).toBe("2024-02-29");
  });
});
