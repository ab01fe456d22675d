import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { loadMarket } from "../../../data/loadMarket.ts";
import type { Market } from "../../../data/market/market.ts";
import { truncateMarket } from "../../../proof/cut/truncate.ts";
import { backtestSales } from "../../../proof/sales/backtest.ts";
import { createRunner } from "../../../sim/runner.ts";
import { IOWA, ingestedIowa } from "../../iowa.ts";

const DAY = 86_400_000;

describe.skipIf(!existsSync(IOWA))("forecast of Iowa, a real market", () => {
  let market: Market;

  beforeAll(async () => {
    market = await loadMarket((await ingestedIowa()).database);
  });

  it("beats seasonal naive over four half-years, with an 80% interval that holds 70–90%", async () => {
    const origins = ["2018-07-01", "2018-12-30", "2019-06-30", "2019-12-29"].map(
      day => market.periodStart.filter(start => start + 6 <= Date.parse(day) / DAY).length,
    );
    const runner = createRunner({ threads: 2 });
    const judged = await backtestSales(market, runner, { holdout: 26, origins, runs: 64, seed: 1 });
    await runner.close();
    const scores = judged.map(({ brands }) => brands[0]!.territories!);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const ratio = mean(scores.map(s => s.wape)) / mean(scores.map(s => s.wapeSeasonalNaive));
    expect(ratio).toBeLessThanOrEqual(0.85);
    const held = mean(scores.map(s => s.coverage80));
    expect(held).toBeGreaterThanOrEqual(0.7);
    expect(held).toBeLessThanOrEqual(0.9);
    expect(mean(scores.map(s => s.crps))).toBeLessThan(mean(scores.map(s => s.crpsSeasonalNaive)));
  });

  it("a market cut at an origin knows nothing of what came after", () => {
    const cut = truncateMarket(market, 339);
    expect(cut.periodStart.length).toBe(339);
    expect(Math.max(...cut.periodStart)).toBeLessThan(market.periodStart[339]);
    expect(cut.sales.period.reduce((a, b) => Math.max(a, b), 0)).toBe(338);
    let own = 0;
    let all = 0;
    for (let i = 0; i < market.sales.count; i++)
      if (market.sales.period[i] < 339) all += market.sales.amount[i];
    for (let i = 0; i < cut.sales.count; i++) own += cut.sales.amount[i];
    expect(own).toBe(all);
    const known = new Set(cut.accounts.ids);
    const late = market.accounts.ids.filter((_, i) => market.accounts.opened[i] >= market.periodStart[339]);
    expect(late.length).toBeGreaterThan(50);
    expect(late.filter(id => known.has(id))).toEqual([]);
  });
});
