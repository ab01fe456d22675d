import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { visitHabits } from "../../../territory/routes/habits.ts";
import type { RepWeek } from "../../../territory/routes/repWeek.ts";
import { visitWindows } from "../../../territory/routes/windows.ts";
import { cases } from "../../further.ts";
import { mondayAfter, plantedMarket, type Window, weekOf } from "./market.ts";

const hours = { from: 540, to: 1080 };
const stopsOf = (week: RepWeek) => week.days.flatMap(({ timetable }) => timetable?.stops ?? []);
const own = (market: Market, rep: number) =>
  [...market.accounts.territory.keys()].filter(
    i => market.territories[market.accounts.territory[i]!]?.repId === market.reps[rep]!.id,
  );

/** Every visit whole in a window of its account, and the clock going on from stop to stop within the hours. */
function keepsTime(market: Market, { days }: RepWeek): void {
  const windows = visitWindows(market);
  for (const { day, timetable } of days) {
    if (timetable === null) continue;
    let clock = timetable.leave;
    expect(clock).toBeGreaterThanOrEqual(hours.from - 1e-6);
    for (const { stop, road, arrive, start, end } of timetable.stops) {
      expect(arrive).toBeCloseTo(clock + road, 6);
      expect(start).toBeGreaterThanOrEqual(arrive - 1e-6);
      const open = windows(stop, day);
      expect(open.some((from, w) => w % 2 === 0 && from <= start + 1e-6 && end <= open[w + 1]! + 1e-6)).toBe(
        true,
      );
      clock = end;
    }
    expect(timetable.back).toBeGreaterThanOrEqual(clock);
    expect(timetable.back).toBeLessThanOrEqual(hours.to + 1e-6);
  }
}

const someWindows = fc.array(
  fc.record({
    account: fc.nat(400),
    allowed: fc.constantFrom<0 | 1>(0, 1, 1),
    days: fc.integer({ min: 1, max: 127 }),
    from: fc.integer({ min: 0, max: 18 }),
  }),
  { maxLength: 150 },
);

describe("a rep's week", () => {
  it("visits accounts of the rep once each, in their windows and the hours, no more than it can", () => {
    fc.assert(
      fc.property(someWindows, fc.nat(3), (rows, rep) => {
        const market = plantedMarket(rows.map((row): Window => ({ ...row, to: row.from + 4 })));
        const week = weekOf(market, rep);
        const stops = stopsOf(week).map(({ stop }) => stop);
        expect(new Set(stops).size).toBe(stops.length);
        expect(stops.length).toBeLessThanOrEqual(week.visits);
        const mine = new Set(own(market, rep));
        expect(stops.every(stop => mine.has(stop))).toBe(true);
        keepsTime(market, week);
        const { windows, unplaced, otherChannel } = week.leftOut;
        expect(stops.length + week.notThisWeek + windows + unplaced + otherChannel).toBe(week.accounts);
      }),
      cases(4, 15),
    );
  });

  it("is the same however the accounts are ordered, and every time", () => {
    const market = plantedMarket([{ account: 3, from: 10, to: 12 }]);
    const told = (of: Market) =>
      weekOf(of, 0).days.map(({ timetable }) =>
        timetable?.stops.map(({ stop, start }) => [of.accounts.ids[stop], Math.round(start)]),
      );
    expect(told(reversed(market))).toEqual(told(market));
    expect(told(market)).toEqual(told(market));
  });

  it("starts in the middle of the accounts where no home is given, and says so", () => {
    const market = plantedMarket();
    const homeless = { ...market, reps: market.reps.map(rep => ({ ...rep, lat: null, lon: null })) };
    const { home } = weekOf(homeless, 0);
    const mine = own(market, 0).map(i => market.accounts.lat[i]!);
    expect(home?.known).toBe(false);
    expect(home!.lat).toBeGreaterThan(Math.min(...mine));
    expect(home!.lat).toBeLessThan(Math.max(...mine));
    expect(stopsOf(weekOf(homeless, 0)).length).toBeGreaterThan(5);
  });

  it("crosses the antimeridian by the short way", () => {
    const market = plantedMarket();
    const moved = (by: number): Market => ({
      ...market,
      reps: market.reps.map(rep => ({ ...rep, lon: wrapped(rep.lon! + by) })),
      accounts: { ...market.accounts, lon: market.accounts.lon.map(lon => wrapped(lon + by)) },
    });
    const middle = market.reps[0]!.lon!;
    const road = (of: Market) => stopsOf(weekOf(of, 0)).reduce((sum, stop) => sum + stop.road, 0);
    const east = moved(180 - middle);
    expect(
      own(east, 0).some(i => east.accounts.lon[i]! < 0) && own(east, 0).some(i => east.accounts.lon[i]! > 0),
    ).toBe(true);
    expect(road(east)).toBeCloseTo(road(moved(0)), 3);
  });

  it("is empty, with its reasons, where all windows are closed, all are unplaced, all days are off, or nobody is there", () => {
    const market = plantedMarket();
    const count = weekOf(market, 0).accounts;
    const closed = plantedMarket(own(market, 0).map(account => ({ account, allowed: 0 as const })));
    expect(weekOf(closed, 0)).toMatchObject({ leftOut: { windows: count }, notThisWeek: 0 });
    const nowhere = Float64Array.from(market.accounts.ids, () => Number.NaN);
    const unplaced = {
      ...market,
      reps: market.reps.map(rep => ({ ...rep, lat: null, lon: null })),
      accounts: {
        ...market.accounts,
        lat: nowhere,
        lon: nowhere,
        cell: new Int32Array(market.accounts.count).fill(-1),
      },
    };
    expect(weekOf(unplaced, 0)).toMatchObject({ home: null, leftOut: { unplaced: count } });
    const monday = mondayAfter(market);
    const off = weekOf(market, 0, { daysOff: new Set([0, 1, 2, 3, 4, 5, 6].map(day => monday + day)) });
    expect([off.days, off.visits]).toEqual([[], 0]);
    const jobless = { ...market, reps: [...market.reps, { ...market.reps[0]!, id: "R99" }] };
    expect(weekOf(jobless, market.reps.length)).toMatchObject({ accounts: 0, notThisWeek: 0 });
    for (const week of [weekOf(closed, 0), weekOf(unplaced, 0), off]) expect(stopsOf(week)).toEqual([]);
  });

  it("takes as many visits as its hours hold where neither calls nor visits are known, on Monday to Friday", () => {
    const market = plantedMarket();
    const { visits } = market;
    const none = {
      ...visits,
      count: 0,
      account: visits.account.subarray(0, 0),
      hourOfWeek: visits.hourOfWeek.subarray(0, 0),
    };
    const quiet: Market = {
      ...market,
      visits: none,
      reps: market.reps.map(rep => ({ ...rep, weeklyCalls: null })),
    };
    const habits = visitHabits(quiet, []);
    expect([habits.visits, habits.onSite[0], habits.weekdays]).toEqual([0, 20, null]);
    expect(habits.cadence.every(Number.isNaN)).toBe(true);
    const week = weekOf(quiet, 0, { habits });
    expect([week.visitsFrom, week.visits, week.days.length]).toEqual(["hours", 135, 5]);
    keepsTime(quiet, week);
    expect(stopsOf(week).length).toBeGreaterThan(30);
  });
});

function wrapped(lon: number): number {
  return ((lon + 540) % 360) - 180;
}

/** The market with its accounts the other way round. */
function reversed(market: Market): Market {
  const { accounts, visits, preferences } = market;
  const turned = (index: Int32Array) => index.map(i => (i < 0 ? i : accounts.count - 1 - i));
  return {
    ...market,
    accounts: {
      ...accounts,
      ids: accounts.ids.toReversed(),
      names: accounts.names.toReversed(),
      successor: turned(accounts.successor).reverse(),
      cell: accounts.cell.toReversed(),
      type: accounts.type.toReversed(),
      area: accounts.area.toReversed(),
      territory: accounts.territory.toReversed(),
      ownTerritory: accounts.ownTerritory.toReversed(),
      namedTerritory: accounts.namedTerritory.toReversed(),
      lat: accounts.lat.toReversed(),
      lon: accounts.lon.toReversed(),
      opened: accounts.opened.toReversed(),
      closed: accounts.closed.toReversed(),
    },
    visits: { ...visits, account: turned(visits.account) },
    preferences: { ...preferences, account: turned(preferences.account) },
  };
}
