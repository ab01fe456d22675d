import { describe, expect, it } from "vitest";
import { chance } from "../../../core/chance.ts";
import {
  approximateTravel,
  type CallPlan,
  touredTravel,
  weekTravel,
} from "../../../territory/routes/weekTravel.ts";
import { roadMinutes } from "../../../territory/travel/minutes.ts";

function evenPlan(accounts: number, visits: number, homeLat: number): CallPlan {
  const luck = chance(accounts, 3);
  const around = (middle: number) =>
    Array.from({ length: accounts }, () => middle + 0.4 * (luck.uniform() - 0.5));
  return {
    home: { lat: homeLat, lon: 33 },
    lat: around(40),
    lon: around(33),
    visits: Array(accounts).fill(visits / accounts),
    days: 5,
  };
}

describe("a week's travel", () => {
  it.each([
    [60, 60, 40],
    [60, 60, 40.3],
    [200, 60, 40.3],
  ])(
    "of %i accounts, %i visits from %d° is approximated within 10% of tours",
    (accounts, visits, homeLat) => {
      const plan = evenPlan(accounts, visits, homeLat);
      expect(Math.abs(approximateTravel(plan) / touredTravel(plan) - 1)).toBeLessThan(0.1);
    },
  );

  it("of one account is there and back as often as it is visited", () => {
    const plan = { home: { lat: 40, lon: 33 }, lat: [40.1], lon: [33], visits: [0.5], days: 5 };
    expect(weekTravel(plan)).toBeCloseTo(roadMinutes(40, 33, 40.1, 33), 9);
    expect(approximateTravel(plan)).toBeCloseTo(roadMinutes(40, 33, 40.1, 33), 9);
  });

  it("is nothing without visits or places, and approximated where many are made", () => {
    const nothing = {
      home: { lat: 40, lon: 33 },
      lat: [40.1, Number.NaN],
      lon: [33, Number.NaN],
      visits: [0, 3],
      days: 5,
    };
    expect([weekTravel(nothing), approximateTravel(nothing)]).toEqual([0, 0]);
    const many = evenPlan(500, 300, 40);
    expect(weekTravel(many)).toBe(approximateTravel(many));
  });
});
