import { describe, expect, test } from "vitest";
import { dayNumber } from "../../core/period.ts";
import { ANKARA } from "../../data/examples/ankara.ts";
import {
  autoregression,
  holidaysOf,
  isoDate,
  promotionUtility,
  pulsesOf,
  typeIndex,
  weeksOf,
} from "../../data/synthetic/calendar.ts";
import { stream } from "../../data/synthetic/random.ts";

const weeks = weeksOf(ANKARA.history);
const at = (iso: string) => weeks[Math.floor((dayNumber(iso) - weeks[0]!.start) / 7)]!;

describe("the moving calendar", () => {
  test("history is 260 Mondays from 2021-01-04 to 2025-12-22", () => {
    expect(weeks.length).toBe(260);
    expect(isoDate(weeks[0]!.start)).toBe("2021-01-04");
    expect(isoDate(weeks.at(-1)!.start)).toBe("2025-12-22");
  });

  test("Ramadan moves through the years: 29 or 30 days from its first day", () => {
    for (const [first, year] of [
      ["2021-04-13", 2021],
      ["2022-04-02", 2022],
      ["2023-03-23", 2023],
      ["2024-03-11", 2024],
      ["2025-03-01", 2025],
    ] as const) {
      const ofYear = weeks.filter(w => isoDate(w.start).startsWith(String(year)));
      const days = Math.round(7 * ofYear.reduce((sum, w) => sum + w.ramadan, 0));
      expect([29, 30]).toContain(days);
      expect(at(first).ramadan).toBeGreaterThan(0);
      expect(at(isoDate(dayNumber(first) + 10)).ramadan).toBe(1);
      expect(at(isoDate(dayNumber(first) - 7)).ramadan).toBe(0);
    }
  });

  test("the feasts last three and four days, and each has a week before it", () => {
    for (const year of ["2021", "2022", "2023", "2024", "2025"]) {
      const ofYear = weeks.filter(w => isoDate(w.start).startsWith(year));
      expect(Math.round(7 * ofYear.reduce((sum, w) => sum + w.feast, 0))).toBe(7);
      expect(Math.round(7 * ofYear.reduce((sum, w) => sum + w.beforeFeast, 0))).toBe(14);
    }
    expect(at("2024-06-16").feast).toBeGreaterThan(0); // Kurban Bayramı 2024
    expect(at("2025-03-30").feast).toBeGreaterThan(0); // Ramazan Bayramı 2025
  });
});

describe("holidays", () => {
  test("Ramadan and the two feasts of each year, on the days that Turkey kept them give or take one", () => {
    const of = (year: string) =>
      holidaysOf(dayNumber(`${year}-01-01`), 365).map(
        h => `${h.name} ${isoDate(h.from)} ${h.to - h.from + 1}`,
      );
    expect(of("2024")).toEqual([
      "ramadan 2024-03-11 30",
      "ramadanFeast 2024-04-10 3",
      "sacrificeFeast 2024-06-16 4",
    ]);
    expect(of("2025")).toEqual([
      "ramadan 2025-03-01 29",
      "ramadanFeast 2025-03-30 3",
      "sacrificeFeast 2025-06-06 4",
    ]);
  });

  test("their days are those of the weeks", () => {
    const first = weeks[0]!.start;
    const days = (name: string) =>
      holidaysOf(first, 7 * weeks.length).reduce(
        (sum, h) => sum + (h.name === name ? h.to - h.from + 1 : 0),
        0,
      );
    const shares = (part: "ramadan" | "feast") => Math.round(7 * weeks.reduce((sum, w) => sum + w[part], 0));
    expect(days("ramadan")).toBe(shares("ramadan"));
    expect(days("ramadanFeast") + days("sacrificeFeast")).toBe(shares("feast"));
  });
});

describe("promotions", () => {
  test("a pulse tied to the year comes in the same weeks, one tied to Ramadan moves with it", () => {
    const starts = (name: string) =>
      pulsesOf(ANKARA.promotions.find(p => p.name === name)!, weeks).map(p => isoDate(weeks[p.from]!.start));
    expect(starts("Anafartan bahar kampanyası").map(d => d.slice(5, 7))).toEqual(Array(5).fill("04"));
    expect(starts("Gordiyan Ramazan yüklemesi")).toEqual([
      "2021-03-29",
      "2022-03-14",
      "2023-03-06",
      "2024-02-26",
      "2025-02-10",
    ]);
  });

  test("a pulse lifts its own brand, then dips, then is over", () => {
    const promotion = ANKARA.promotions[0]!;
    const pulse = pulsesOf(promotion, weeks)[0]!;
    const utility = promotionUtility([pulse], promotion.brand, weeks.length);
    expect(utility.slice(pulse.from, pulse.to)).toEqual(Array(promotion.weeks).fill(promotion.lift));
    expect(utility.slice(pulse.to, pulse.dipTo)).toEqual(Array(promotion.dipWeeks).fill(-promotion.dip));
    expect(utility.filter(u => u !== 0).length).toBe(promotion.weeks + promotion.dipWeeks);
    expect(promotionUtility([pulse], "Telvane", weeks.length).every(u => u === 0)).toBe(true);
  });
});

describe("the index", () => {
  test("without shocks it is trend, cycle and moving holidays and nothing else", () => {
    const type = ANKARA.types.find(t => t.id === "kafe")!;
    const demand = { ...ANKARA.demand, typeShock: 0, trend: 0 };
    const index = typeIndex(stream(1, "none"), weeks, type, demand, new Array(weeks.length).fill(0));
    const fasting = weeks.findIndex(w => w.ramadan === 1 && w.beforeFeast === 0);
    const cycleOnly = typeIndex(
      stream(1, "none"),
      weeks,
      { ...type, ramadan: 0 },
      demand,
      new Array(weeks.length).fill(0),
    );
    expect(Math.log(index[fasting]! / cycleOnly[fasting]!)).toBeCloseTo(type.ramadan, 10);
  });

  test("shocks keep their spread and their memory", () => {
    const path = autoregression(stream(3, "ar"), 20_000, 0.03, 0.7);
    const variance = path.reduce((s, x) => s + x * x, 0) / path.length;
    const lagged = path.slice(1).reduce((s, x, i) => s + x * path[i]!, 0) / (path.length - 1);
    expect(Math.sqrt(variance)).toBeCloseTo(0.03, 2);
    expect(lagged / variance).toBeGreaterThan(0.66);
    expect(lagged / variance).toBeLessThan(0.74);
  });
});
