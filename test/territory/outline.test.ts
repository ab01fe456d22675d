import { area, booleanPointInPolygon } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { territoryOutlines } from "../../territory/outline.ts";
import { today } from "../../territory/plan/plan.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const plan = today(market);
const sizeOf = (outline: ReturnType<typeof territoryOutlines>[number]) =>
  outline === null ? 0 : area(outline as Polygon | MultiPolygon);

describe("outlines of a plan", () => {
  const outlines = territoryOutlines(plan, market);

  it("hold the accounts of their territory where it follows areas, and are as large as these", () => {
    const { lat, lon, count } = market.accounts;
    for (let i = 0; i < count; i += 7) {
      const outline = outlines[plan.territory[i]!] as Polygon | MultiPolygon;
      expect(booleanPointInPolygon([lon[i]!, lat[i]!], outline)).toBe(true);
    }
    const inhabited = new Set(market.accounts.area);
    const areas = market.areas
      .filter((_, a) => inhabited.has(a))
      .reduce((sum, a) => sum + area(a.geometry), 0);
    expect(outlines.reduce((sum, outline) => sum + sizeOf(outline), 0) / areas).toBeCloseTo(1, 3);
  });

  it("move with an area", () => {
    const moved = market.accounts.area.find((_, i) => plan.territory[i] === 0)!;
    const { id, geometry } = market.areas[moved]!;
    const after = territoryOutlines(plan.moveArea(id, market.territories[1]!.id), market);
    expect((sizeOf(outlines[0]!) - sizeOf(after[0]!)) / area(geometry)).toBeCloseTo(1, 3);
    expect((sizeOf(after[1]!) - sizeOf(outlines[1]!)) / area(geometry)).toBeCloseTo(1, 3);
    expect(after.slice(2)).toEqual(outlines.slice(2));
  });

  it("are drawn by cells where accounts do not follow areas, new territories included", () => {
    const wild = market.accounts.ids.reduce(
      (made, account, i) => (i % 3 === 0 ? made.moveAccount(account, market.territories[i % 5]!.id) : made),
      plan.withTerritory({ id: "T-new", name: "T-new", repId: null }),
    );
    const cell = market.cells.h3[market.accounts.cell[0]!]!.toString(16);
    const drawn = territoryOutlines(wild.flip(cell, "T-new"), market);
    expect(drawn).toHaveLength(market.territories.length + 1);
    const { lat, lon } = market.cells;
    const centre = [lon[market.accounts.cell[0]!]!, lat[market.accounts.cell[0]!]!];
    expect(booleanPointInPolygon(centre, drawn.at(-1) as Polygon | MultiPolygon)).toBe(true);
  });
});
