import { describe, expect, it } from "vitest";
import type { AreaSalesColumns, Market } from "../../../data/market/market.ts";
import { areaPanel } from "../../../models/dark/evidence/panel.ts";
import { hideAccounts } from "../../../proof/hide.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "one city")!
  .make(5);
const YEAR = 52;

/** [area] minor units of all brands, or of the own one, that known accounts bought in the last year. */
function soldByArea({ sales, accounts, areas, periodStart }: Market, own: boolean): Float64Array {
  const sums = new Float64Array(areas.length);
  for (let i = 0; i < sales.count; i++) {
    const area = accounts.area[sales.account[i]];
    const recent = sales.period[i] >= periodStart.length - YEAR;
    if (recent && area >= 0 && (!own || sales.brand[i] === 0)) sums[area] += sales.amount[i];
  }
  return sums;
}

describe("a panel's totals of the last year", () => {
  it.each(["start", "overlap"] as const)("are the sales themselves, whether weeks fall by %s", fall => {
    const { market: left } = hideAccounts(market, { by: "random", seed: 3, share: 0.2, withPanel: fall });
    const panel = areaPanel(left)!;
    expect(panel.weeksBy).toBe(fall === "start" ? "start" : "days");
    const [all, own] = [soldByArea(market, false), soldByArea(market, true)];
    const sum = (column: Float64Array) => column.reduce((total, v) => total + (Number.isNaN(v) ? 0 : v), 0);
    expect(Math.abs(sum(panel.all) / sum(all) - 1)).toBeLessThan(0.005);
    expect(Math.abs(sum(panel.own) / sum(own) - 1)).toBeLessThan(0.005);
    // Twelve months and 52 weeks are not the same days, and an area's last days are not the market's.
    all.forEach((amount, a) => {
      if (amount > 0) expect(Math.abs(panel.all[a] / amount - 1)).toBeLessThan(0.06);
    });
  });

  it("leave an error of what nobody knows that is as large as it is told", () => {
    const { market: left } = hideAccounts(market, {
      by: "random",
      seed: 3,
      share: 0.3,
      withPanel: "overlap",
    });
    const panel = areaPanel(left)!;
    const [all, known] = [soldByArea(market, false), soldByArea(left, false)];
    const strays = Array.from(all, (amount, a) => {
      const unknown = amount - known[a];
      const error = Math.hypot(panel.error * amount, Math.sqrt(panel.windowError * unknown));
      return unknown > 0 ? (panel.all[a] - amount) / error : 0;
    }).filter(z => z !== 0);
    expect(strays.length).toBeGreaterThan(8);
    const spread = Math.sqrt(strays.reduce((sum, z) => sum + z * z, 0) / strays.length);
    expect(spread).toBeGreaterThan(0.4);
    expect(spread).toBeLessThan(1.6);
  });

  it("are none without rows of areas, and none for areas that the rows leave out", () => {
    const { market: left } = hideAccounts(market, { by: "random", seed: 3, withPanel: true });
    const rows = Array.from(left.areaSales.area.keys()).filter(i => left.areaSales.area[i] !== 0);
    const pick = <T>(column: ArrayLike<T>) => rows.map(i => column[i]);
    const t = left.areaSales;
    const without: AreaSalesColumns = {
      count: rows.length,
      area: Int32Array.from(pick(t.area)),
      areaIds: pick(t.areaIds),
      start: Int32Array.from(pick(t.start)),
      last: Int32Array.from(pick(t.last)),
      span: pick(t.span),
      brand: Int32Array.from(pick(t.brand)),
      source: Int32Array.from(pick(t.source)),
      amount: Float64Array.from(pick(t.amount)),
    };
    expect(areaPanel({ ...left, areaSales: without })!.all[0]).toBeNaN();
    const none = { ...without, count: 0, area: new Int32Array(0) };
    expect(areaPanel({ ...left, areaSales: none })).toBeNull();
  });
});
