import { circle } from "@turf/turf";
import type { Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { territoryMeasures } from "../../territory/measures.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
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
    const two = { ...market, territories: market.territories.slice(0, 2) };
    const { compactness } = territoryMeasures(two, [square, disc]);
    expect(compactness[0]).toBeCloseTo(Math.PI / 4, 2);
    expect(compactness[1]).toBeCloseTo(1, 2);
  });

  it("take hours from visits, capacity from reps, and balance to a mean of one", () => {
    const m = territoryMeasures(market, none);
    expect(Array.from(m.callCapacity)).toEqual(market.territories.map(() => 60));
    expect(m.balance.reduce((a, b) => a + b, 0) / m.balance.length).toBeCloseTo(1, 9);
    expect(m.compactness.every(Number.isNaN)).toBe(true);
  });

  it("know no hours where nobody visits, and balance by sales then", () => {
    const quiet = { ...market, visits: { ...market.visits, count: 0 } };
    const m = territoryMeasures(quiet, none);
    expect(m.workloadHours.every(Number.isNaN)).toBe(true);
    expect(m.balance.reduce((a, b) => a + b, 0) / m.balance.length).toBeCloseTo(1, 9);
  });
});
