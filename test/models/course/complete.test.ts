import { describe, expect, it } from "vitest";
import { absentSales } from "../../../data/market/absentSales.ts";
import type { Market } from "../../../data/market/market.ts";
import { completeHistory } from "../../../models/course/complete.ts";
import { forecastPaths } from "../../../models/course/forecast.ts";
import { groupHistory } from "../../../models/course/history.ts";
import { keepSales } from "../keepSales.ts";
import { smallMarket } from "../smallMarket.ts";

const market = smallMarket(5);
const GROUPS = 3;

function completed(of: Market) {
  const sold = groupHistory(of, of.accounts.territory);
  return completeHistory(sold, absentSales(of, sold.groupOf, sold.groups), of);
}

/** Mean own amount of the next year, and the spread of its draws. */
function yearAhead(of: Market): { readonly mean: number; readonly sd: number } {
  const none = new Float64Array(GROUPS);
  const { draws, own } = forecastPaths(completed(of), {
    ...of,
    horizon: 52,
    draws: 60,
    seed: 1,
    agentNoise: { brands: new Float64Array(of.brands.length), groupOwn: none, groupRivals: none },
  });
  const sums = Array.from({ length: draws }, (_, k) =>
    own.subarray(k * GROUPS * 52, (k + 1) * GROUPS * 52).reduce((a, b) => a + b, 0),
  );
  const mean = sums.reduce((a, b) => a + b, 0) / draws;
  return { mean, sd: Math.sqrt(sums.reduce((a, b) => a + (b - mean) ** 2, 0) / draws) };
}

describe("a history with absent weeks", () => {
  const full = groupHistory(market, market.accounts.territory);
  const holes = keepSales(market, i => {
    const t = market.sales.period[i];
    return !(t >= 70 && t < 78) && !(t >= 150 && t < 154);
  });

  it("stays as it is where nothing is absent", () => {
    expect(completed(market)).toEqual(full);
  });

  it("is filled with about what was sold, season and all, and keeps what is known", () => {
    const sum = (table: Float64Array, from: number, to: number) =>
      table.subarray(from * GROUPS, to * GROUPS).reduce((a, b) => a + b, 0);
    const filled = completed(holes);
    // Twice the standard error of the purchases of some hundred lines, in truth and in what stands in for it.
    for (const side of ["own", "rivals"] as const) {
      expect(filled[side].subarray(0, 70 * GROUPS)).toEqual(full[side].subarray(0, 70 * GROUPS));
      expect(Math.abs(sum(filled[side], 70, 78) / sum(full[side], 70, 78) - 1)).toBeLessThan(0.2);
      expect(Math.abs(sum(filled[side], 150, 154) / sum(full[side], 150, 154) - 1)).toBeLessThan(0.28);
    }
    expect(filled.byRival.every(amount => amount > 0)).toBe(true);
  });

  it("has a forecast like that of the full one, its interval at most twice as wide", () => {
    const whole = yearAhead(market);
    const broken = yearAhead(holes);
    expect(Math.abs(broken.mean / whole.mean - 1)).toBeLessThan(0.05);
    expect(broken.sd).toBeLessThan(2 * whole.sd);
  });
});

describe("a history with one huge row", () => {
  it("has a forecast that moves by less than a tenth for a row of a hundred times the usual", () => {
    const whole = yearAhead(market).mean;
    for (const row of [200, market.sales.count - 1]) {
      const amount = market.sales.amount.slice();
      amount[row] *= 100;
      const slipped = yearAhead({ ...market, sales: { ...market.sales, amount } }).mean;
      expect(Math.abs(slipped / whole - 1)).toBeLessThan(0.1);
    }
  });
});
