import { describe, expect, it } from "vitest";
import { cellToString } from "../../../core/hexgrid.ts";
import { darkGrid } from "../../../models/dark/evidence/grid.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { today } from "../../../territory/plan/plan.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const plan = today(market);
const { patches, cells } = darkGrid(market, plan.place);
const ids = Array.from(cells.h3, cellToString);

describe("territories of places where accounts may be", () => {
  it("are those that the plan gives them, by area here", () => {
    const named = Array.from(patches.area, area => (area < 0 ? null : market.plan.areas[area]));
    expect(named.filter(t => t !== null).length).toBeGreaterThan(100);
    named.forEach((territory, p) => {
      if (territory !== null) expect(patches.territory[p]).toBe(territory);
    });
  });

  it("move with a cell, whatever area it lies in", () => {
    const cell = patches.cell[patches.area.findIndex(area => area >= 0)];
    const to = (patches.territory[patches.cell.indexOf(cell)] + 1) % market.territories.length;
    const moved = darkGrid(market, plan.flip(ids[cell], market.territories[to].id).place).patches;
    moved.territory.forEach((territory, p) => {
      expect(territory).toBe(patches.cell[p] === cell ? to : patches.territory[p]);
    });
  });

  it("are those of the known accounts around them where the plan says nothing", () => {
    const open = darkGrid(market, () => -1).patches;
    expect(open.territory.includes(-1)).toBe(false);
    const { area, territory, count } = market.accounts;
    const inhabited = new Map(Array.from({ length: count }, (_, i) => [area[i], territory[i]]));
    open.area.forEach((a, p) => {
      if (a >= 0 && inhabited.has(a)) expect(open.territory[p]).toBe(inhabited.get(a));
    });
  });
});
