import { describe, expect, it } from "vitest";
import { quantileSorted } from "../../../core/stats.ts";
import { absentSales } from "../../../data/market/absentSales.ts";
import type { CalendarEntry, Market } from "../../../data/market/market.ts";
import { learnCalendar, withCalendar } from "../../../models/course/calendar.ts";
import { reachOf } from "../../../models/course/calendarTerms.ts";
import { fitCourse } from "../../../models/course/course.ts";
import { forecastPaths } from "../../../models/course/forecast.ts";
import { groupHistory } from "../../../models/course/history.ts";
import { FURTHER } from "../../further.ts";
import { covers, entry, plantCalendar } from "./plantedCalendar.ts";

const WEEKS = 156;
const HORIZON = 26;
const GROUPS = 3;

/** Factors on own amounts ahead, [draw × territory × week], ascending over draws at a territory and week. */
function factorsAhead(market: Market, draws = 200) {
  const history = groupHistory(market, market.accounts.territory);
  const absent = absentSales(market, history.groupOf, GROUPS);
  const calendar = learnCalendar(market, history, absent, HORIZON)!;
  const ones = (length: number) => new Float64Array(length).fill(1);
  const size = draws * GROUPS * HORIZON;
  const unit = {
    draws,
    horizon: HORIZON,
    own: ones(size),
    rivals: ones(size),
    rivalMix: new Float64Array(draws * HORIZON * 2).fill(Math.log(0.5)),
  };
  const paths = withCalendar(unit, WEEKS, calendar, 1);
  return (side: "own" | "rivals", group: number, h: number) =>
    Float64Array.from({ length: draws }, (_, k) => paths[side][(k * GROUPS + group) * HORIZON + h]).sort();
}

function course(market: Market, draws = 30) {
  const none = new Float64Array(GROUPS);
  return fitCourse(market, market.accounts.territory, {
    horizon: HORIZON,
    draws,
    seed: 3,
    agentNoise: () => ({ brands: none, groupOwn: none, groupRivals: none }),
  });
}

/** Mean own amount by week ahead of a territory, or of all. */
function ownAhead(market: Market, group: number | null = null): Float64Array {
  const { paths } = course(market);
  const sum = new Float64Array(HORIZON);
  paths.own.forEach((amount, at) => {
    const g = Math.floor(at / HORIZON) % GROUPS;
    if (group === null || g === group) sum[at % HORIZON] += amount / paths.draws;
  });
  return sum;
}

const over = (values: Float64Array, from: number, to: number) =>
  values.subarray(from, to).reduce((sum, v) => sum + v, 0);

/** Own and rival promotions at weeks that move from year to year, and one of each ahead. */
const promotions: readonly CalendarEntry[] = [
  ...[8, 40, 66, 101, 130].map(week => entry("promotion", week, 3, { depth: 0.2 })),
  ...[20, 55, 88, 118, 145].map(week => entry("promotion", week, 3, { depth: 0.2, brand: 1 })),
  entry("promotion", WEEKS + 5, 3, { depth: 0.2 }),
  entry("promotion", WEEKS + 14, 3, { depth: 0.2, brand: 1 }),
];
const LIFT = 0.4;
const LOSS = -0.12;
const DIP = -0.15;

function effect(brand: number, _: number, week: number): number {
  let sum = 0;
  for (const one of promotions) {
    if (covers(one, week)) sum += one.brand === brand ? LIFT : LOSS;
    const after = { ...one, start: one.end + 1, end: one.end + 14 };
    if (covers(after, week) && one.brand === brand) sum += DIP;
  }
  return sum;
}

describe("effects of the calendar", () => {
  it("a market without entries keeps every bit, holidays or none", () => {
    const plain = plantCalendar(1, { weeks: WEEKS, calendar: [], effect: () => 0 });
    const none = new Float64Array(GROUPS);
    const { period, country, periodStart } = plain;
    const agentNoise = { brands: none, groupOwn: none, groupRivals: none };
    const paths = forecastPaths(groupHistory(plain, plain.accounts.territory), {
      ...{ period, country, periodStart, agentNoise },
      ...{ horizon: HORIZON, draws: 30, seed: 3 },
    });
    expect(course(plain).paths).toEqual(paths);
    const feasts = [entry("holiday", 30, 1), entry("holiday", WEEKS + 3, 1)];
    expect(course({ ...plain, calendar: feasts }).paths).toEqual(paths);
  });

  it("are found: intervals of the effect ahead hold the truth, of the promoted, the others and the dip", () => {
    const markets = 2 * FURTHER;
    const truth = [
      { side: "own", h: 6, log: LIFT },
      { side: "own", h: 8, log: DIP },
      { side: "own", h: 15, log: LOSS },
      { side: "rivals", h: 6, log: LOSS },
      // Rival 1 sells five sevenths of what rivals sell.
      { side: "rivals", h: 15, log: Math.log((5 * Math.exp(LIFT) + 2 * Math.exp(LOSS)) / 7) },
    ] as const;
    let held = 0;
    for (let seed = 1; seed <= markets; seed++) {
      const factors = factorsAhead(plantCalendar(seed, { weeks: WEEKS, calendar: promotions, effect }));
      for (const { side, h, log } of truth) {
        const draws = factors(side, 0, h);
        if (quantileSorted(draws, 0.05) < Math.exp(log) && Math.exp(log) < quantileSorted(draws, 0.95))
          held++;
        expect(Math.abs(Math.log(quantileSorted(draws, 0.5)) - log)).toBeLessThan(0.12);
      }
    }
    // 90% intervals; the five of a market are not independent.
    expect(held / (truth.length * markets)).toBeGreaterThan(FURTHER > 1 ? 0.78 : 0.6);
  });

  it("move the forecast by the right amount where a promotion is dated ahead, and not where none is", () => {
    const once = [entry("promotion", WEEKS - 42, 3, { depth: 0.2 })];
    const several = [16, 45, 84].map(week => entry("promotion", week, 3, { depth: 0.2 }));
    const past = [...several, ...once];
    const lifts = (calendar: readonly CalendarEntry[]) => (brand: number, _: number, week: number) =>
      brand === 0 && calendar.some(one => covers(one, week)) ? LIFT : 0;
    const quiet = plantCalendar(5, { weeks: WEEKS, calendar: [], effect: () => 0 });
    const market = plantCalendar(5, { weeks: WEEKS, calendar: past, effect: lifts(past) });
    // The same weeks a year after the last promotion are as they would be without it.
    const plain = ownAhead(market);
    expect(Math.abs(over(plain, 10, 13) / over(ownAhead(quiet), 10, 13) - 1)).toBeLessThan(0.08);
    const dated = { ...market, calendar: [...past, entry("promotion", WEEKS + 10, 3, { depth: 0.2 })] };
    const moved = ownAhead(dated);
    expect(Math.abs(over(moved, 10, 13) / over(plain, 10, 13) - Math.exp(LIFT))).toBeLessThan(0.15);
    expect(over(moved, 0, 10)).toBe(over(plain, 0, 10));
    // Half as deep, half of the effect.
    const shallow = { ...market, calendar: [...past, entry("promotion", WEEKS + 10, 3, { depth: 0.106 })] };
    const half = over(ownAhead(shallow), 10, 13) / over(plain, 10, 13);
    expect(Math.abs(half - Math.exp(LIFT / 2))).toBeLessThan(0.08);
  });

  it("of an area weigh by what it sells", () => {
    const past = [8, 40, 66, 101, 130].map(week => entry("promotion", week, 3, { depth: 0.2, area: 0 }));
    const calendar = [...past, entry("promotion", WEEKS + 5, 3, { depth: 0.2, area: 0 })];
    const market = plantCalendar(6, {
      weeks: WEEKS,
      calendar,
      effect: (brand, area, week) =>
        brand === 0 && area === 0 && past.some(one => covers(one, week)) ? LIFT : 0,
    });
    const factors = factorsAhead(market);
    // Areas 0 and 3 make up the first territory, and a sixth of the market.
    const half = Math.log1p(Math.expm1(LIFT) / 2);
    expect(Math.abs(Math.log(quantileSorted(factors("own", 0, 6), 0.5)) - half)).toBeLessThan(0.07);
    expect(factors("own", 1, 6).every(factor => factor === 1)).toBe(true);
  });

  it("of a closure leave the level alone and empty the weeks ahead", () => {
    const past = [60, 100].map(week => entry("closure", week, 2, { brand: -1 }));
    const shut = (_: number, __: number, week: number) => (past.some(one => covers(one, week)) ? -9 : 0);
    const quiet = plantCalendar(7, { weeks: WEEKS, calendar: [], effect: () => 0 });
    const closed = plantCalendar(7, { weeks: WEEKS, calendar: past, effect: shut });
    const before = ownAhead(quiet);
    const after = ownAhead({ ...closed, calendar: [...past, entry("closure", WEEKS + 4, 2, { brand: -1 })] });
    expect(Math.abs(over(after, 10, 26) / over(before, 10, 26) - 1)).toBeLessThan(0.06);
    expect(over(after, 4, 6)).toBeLessThan(0.4 * over(before, 4, 6));
  });

  it("begin with the day of a launch, never before it and never against it", () => {
    const launch = { ...entry("launch", 10, 1), kind: "launch" as const };
    const late = { ...launch, start: launch.start + 6 };
    const reach = (of: typeof launch, week: number) => reachOf(of, "named", launch.start + 7 * week, "week");
    expect([-1, 0].map(week => reach(late, week))).toEqual([0, 0]);
    expect(reach(launch, 13)).toBeCloseTo(1 - Math.exp(-94 / 91), 12);
  });

  it("are told: data where history has entries, a prior where only the year ahead has", () => {
    const ahead = [entry("promotion", WEEKS + 5, 3)];
    const plain = plantCalendar(8, { weeks: WEEKS, calendar: ahead, effect: () => 0 });
    const prior = course(plain).calendar!.source;
    expect(prior).toMatchObject({ from: "prior", note: { key: "course.calendar_prior" } });
    const market = plantCalendar(8, { weeks: WEEKS, calendar: promotions, effect });
    const { from, note } = course(market).calendar!.source;
    expect(from).toBe("data");
    expect(note.figures).toMatchObject({ own: { value: 5 }, rivals: { value: 5 }, ahead: { value: 2 } });
    // Unseen, a promotion of a fifth is the published elasticity's.
    const factor = quantileSorted(factorsAhead(plain)("own", 0, 6), 0.5);
    expect(Math.abs(Math.log(factor) + 1.62 * Math.log(0.8))).toBeLessThan(0.06);
  });
});
