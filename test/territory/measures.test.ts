import { circle } from "@turf/turf";
import type { Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { territoryMeasures } from "../../territory/measures.ts";
import { today } from "../../territory/plan/plan.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const plan = today(market);
const none = market.territories.map(() => null);

describe("measures of territories", () => {
  it("are compact as Polsby and Popper have it: a circle 1, a square π/4", () => {
    const [lon, lat, side] = [30, 0.01, 0.1];
    const square: Polygon = {
      type: "Polygon",
      coordinates: [
        [
          [lon, lat],
          [lon + side, lat],
          [lon + side, lat + side],
          [lon, lat + side],
          [lon, lat],
        ],
      ],
    };
    const disc = circle([30, 0], 10, { steps: 256 }).geometry;
    const { compactness } = territoryMeasures(plan, market, [square, disc]);
    expect(compactness[0]).toBeCloseTo(Math.PI / 4, 2);
    expect(compactness[1]).toBeCloseTo(1, 2);
  });

  it("take hours from visits and capacity from reps; balance is each one's part of the mean of all", () => {
    const m = territoryMeasures(plan, market, none);
    expect(Array.from(m.callCapacity)).toEqual(market.territories.map(() => 60));
    const { visits, accounts, periodStart } = market;
    const from = periodStart.length - 52;
    const recent = Array.from(visits.account.keys()).filter(i => visits.period[i]! >= from);
    const usual = visits.minutes.filter(minutes => minutes > 0);
    const mean = usual.length > 0 ? usual.reduce((a, b) => a + b, 0) / usual.length : 20;
    const hoursOf = (t: number) =>
      recent
        .filter(i => accounts.territory[visits.account[i]!] === t)
        .reduce((sum, i) => sum + (visits.minutes[i]! > 0 ? visits.minutes[i]! : mean), 0) /
      60 /
      52;
    const hours = market.territories.map((_, t) => hoursOf(t));
    const all = hours.reduce((a, b) => a + b, 0);
    expect(all).toBeGreaterThan(1);
    hours.forEach((expected, t) => {
      expect(m.workloadHours[t]).toBeCloseTo(expected, 9);
      expect(m.balance[t]).toBeCloseTo((hours.length * expected) / all, 9);
    });
    expect(m.compactness.every(Number.isNaN)).toBe(true);
  });

  it("know no hours where nobody visits, and balance by sales of all brands of the last year then", () => {
    const quiet = { ...market, visits: { ...market.visits, count: 0 } };
    const m = territoryMeasures(plan, quiet, none);
    expect(m.workloadHours.every(Number.isNaN)).toBe(true);
    const sold = market.territories.map(() => 0);
    const { sales, accounts, periodStart } = market;
    sales.amount.forEach((amount, i) => {
      if (sales.period[i]! >= periodStart.length - 52)
        sold[accounts.territory[sales.account[i]!]!]! += amount;
    });
    const all = sold.reduce((a, b) => a + b, 0);
    sold.forEach((amount, t) => {
      expect(m.balance[t]).toBeCloseTo((sold.length * amount) / all, 9);
    });
    expect(new Set(m.balance).size).toBeGreaterThan(1);
  });

  it("follow a plan: an area takes its hours with it, and nobody else's change", () => {
    const before = territoryMeasures(plan, market, none).workloadHours;
    const area = market.areas.findIndex((_, a) => plan.territory[market.accounts.area.indexOf(a)] === 0);
    const moved = plan.moveArea(market.areas[area]!.id, market.territories[1]!.id);
    const after = territoryMeasures(moved, market, none).workloadHours;
    expect(after[0]).toBeLessThan(before[0]!);
    expect(after[0]! + after[1]!).toBeCloseTo(before[0]! + before[1]!, 9);
    expect(Array.from(after.slice(2))).toEqual(Array.from(before.slice(2)));
  });
});
