import { describe, expect, it } from "vitest";
import { type CallPlan, touredTravel } from "../../../bench/weekTours.ts";
import { chance } from "../../../core/chance.ts";
import type { Market } from "../../../data/market/market.ts";
import type { PlacedPlan } from "../../../territory/measures/placedPlan.ts";
import { travel } from "../../../territory/measures/travel.ts";
import { roadMinutes, USUAL_TRAVEL } from "../../../territory/travel/minutes.ts";
import { callsOf } from "../../../territory/units/calls.ts";

const HOME = { lat: 40.3, lon: 33 };

/** One territory of accounts at random in a square, each visited so many times a year. */
function scattered(accounts: number, aYear: number): { plan: CallPlan; placed: PlacedPlan } {
  const luck = chance(accounts, 3);
  const around = (middle: number) =>
    Float64Array.from({ length: accounts }, () => middle + 0.4 * (luck.uniform() - 0.5));
  const [lat, lon] = [around(40), around(33)];
  const account = Int32Array.from({ length: aYear * accounts }, (_, v) => Math.floor(v / aYear));
  const territories = [{ id: "T", name: "T", repId: "R" }];
  const market = {
    period: "week",
    periodStart: Int32Array.from({ length: 52 }, (_, p) => 4 + 7 * p),
    reps: [{ id: "R", ...HOME }],
    territories,
    areas: [],
    cells: { lat: [], lon: [] },
    accounts: {
      ...{ count: accounts, lat, lon, cell: new Int32Array(accounts).fill(-1) },
      territory: new Int32Array(accounts),
    },
    visits: {
      ...{ count: account.length, account, channel: account.map(() => 0) },
      period: account.map((_, v) => (v % aYear) * Math.floor(52 / aYear)),
      minutes: Float64Array.from(account, () => 30),
    },
  } as unknown as Market;
  const ground = {
    ...{ market, roads: { settings: USUAL_TRAVEL, matrix: null } },
    weights: { accounts: callsOf(market) },
  };
  const placed = {
    ...{ ground, plan: { territories }, count: 1 },
    ofAccount: new Int32Array(accounts),
  } as unknown as PlacedPlan;
  return { plan: { home: HOME, lat, lon, visits: Array(accounts).fill(aYear / 52), days: 5 }, placed };
}

describe("travel of a plan", () => {
  it.each([
    [60, 52],
    [200, 13],
  ])("of %i accounts, %i visits a year each, is near that of tours", (accounts, aYear) => {
    const { plan, placed } = scattered(accounts, aYear);
    const ratio = travel(placed).plan / touredTravel(plan);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
  });

  it("of one account is there and back as often as it is visited", () => {
    const { plan, placed } = scattered(1, 26);
    const expected = roadMinutes(HOME.lat, HOME.lon, plan.lat[0]!, plan.lon[0]!);
    expect(travel(placed).plan).toBeCloseTo(expected, 9);
    expect(touredTravel(plan)).toBeCloseTo(expected, 9);
  });
});
