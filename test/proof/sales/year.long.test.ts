import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type ScoredYear, summaryOf } from "../../../bench/yearTable.ts";
import { dayNumber } from "../../../core/period.ts";
import { loadMarket } from "../../../data/loadMarket.ts";
import { withOwnBrand } from "../../../proof/cut/ownBrand.ts";
import { backtestSales } from "../../../proof/sales/backtest.ts";
import { createRunner } from "../../../sim/runner.ts";
import { IOWA, ingestedIowa } from "../../iowa.ts";

/** Owners and years that the forecast was developed on; others are scored in docs/results.md. */
const OWNERS = ["SAZERAC", "JIM BEAM BRANDS", "BROWN-FORMAN"];
const ORIGINS = ["2016-12-31", "2018-12-31"];

/** A year ahead of Iowa, a real market, as three owners see it. */
describe.skipIf(!existsSync(IOWA))("the year ahead of Iowa", () => {
  let summary: ReturnType<typeof summaryOf>;

  beforeAll(async () => {
    const market = await loadMarket((await ingestedIowa()).database);
    const origins = ORIGINS.map(
      day => market.periodStart.filter(start => start + 6 <= dayNumber(day)).length,
    );
    const runner = createRunner({ threads: 2 });
    const years: ScoredYear[] = [];
    for (const own of OWNERS) {
      const options = { holdout: 52, origins, runs: 64, seed: 1 };
      const scores = await backtestSales(withOwnBrand(market, own), runner, options);
      years.push(...scores.map((score, i) => ({ market: market.name, own, origin: ORIGINS[i]!, score })));
    }
    await runner.close();
    summary = summaryOf(years);
  });

  it("territories: errs less than the same week a year before and than a plain index, and says how much", () => {
    const { wape_naive, wape_index, crps_naive, in80, in95, above_naive } = summary.territories!;
    expect(wape_naive).toBeLessThanOrEqual(0.83);
    expect(wape_index).toBeLessThan(1);
    expect(crps_naive).toBeLessThanOrEqual(0.82);
    expect(Math.abs(in80 - 0.8)).toBeLessThanOrEqual(0.06);
    expect(in95).toBeGreaterThanOrEqual(0.91);
    expect(above_naive).toBeLessThanOrEqual(1);
    const owners = Object.values(summary.owners).map(owner => owner.wape_naive!);
    expect(Math.max(...owners)).toBeLessThanOrEqual(0.92);
  });

  it("the market's year: at the right level, neither high nor low, inside of its interval", () => {
    const { years, level, below_median, inside90 } = summary.sum;
    expect(Math.abs(level - 1)).toBeLessThanOrEqual(0.03);
    expect(Math.abs(below_median / years - 0.5)).toBeLessThanOrEqual(0.3);
    expect(inside90 / years).toBeGreaterThanOrEqual(0.8);
  });

  it("accounts: errs less than repeating last year, small ones and large ones, and knows who buys again", () => {
    const { wape_last_year, worst, in90, deciles, of_deciles, bins, of_bins, brier_silence } =
      summary.accounts!;
    expect(wape_last_year).toBeLessThan(1);
    expect(worst).toBeLessThan(1.15);
    expect(Math.abs(in90 - 0.9)).toBeLessThanOrEqual(0.04);
    expect(deciles / of_deciles).toBeGreaterThanOrEqual(0.85);
    expect(bins / of_bins).toBeGreaterThanOrEqual(0.85);
    expect(brier_silence!).toBeLessThan(1);
  });
});
