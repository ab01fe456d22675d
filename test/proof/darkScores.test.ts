import { describe, expect, it } from "vitest";
import { scoreDark } from "../../proof/darkScores.ts";
import { hideAccounts } from "../../proof/hide.ts";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { proportional } from "./proportional.ts";

const planted = plantedMarkets()[1].make(4);
const whole = planted.market;
const { market, truth } = hideAccounts(whole, { by: "random", seed: 1 });
const estimate = proportional(market, { seed: 1, total: truth.count, draws: 200 });
const score = scoreDark(estimate, truth, { market, places: planted.places });
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

describe("scores of a dark estimate", () => {
  it("totals: error, interval and whether it holds", () => {
    expect(score.situation).toBe("none");
    expect(score.accounts.true).toBe(truth.count);
    expect(Math.abs(score.accounts.error)).toBeLessThan(0.01);
    expect(score.accounts.inside).toBe(true);
    expect(score.amount.true).toBe(sum(truth.amount52));
    expect(score.accounts.width).toBeCloseTo(score.accounts.p95 / score.accounts.p05, 12);
    const double = scoreDark(proportional(market, { seed: 1, total: 2 * truth.count }), truth, { market });
    expect(double.accounts.error).toBeCloseTo(1, 1);
    expect(double.accounts.inside).toBe(false);
    expect(double.coverage90.accounts).toBeLessThan(score.coverage90.accounts);
  });

  it("hidden at random, areas are covered about as often as the intervals say", () => {
    expect(score.coverage90.accounts).toBeGreaterThan(0.75);
  });

  it("a truth outside of the estimate's cells counts against it", () => {
    const away = { ...truth, h3: truth.h3.map(() => 0x861ec9027ffffffn) };
    const bad = scoreDark(estimate, away, { market });
    expect(bad.deviance).toBeGreaterThan(3 * score.deviance);
    expect(bad.top_tenth).toBeLessThan(0.01);
  });

  it("the benchmark by known accounts, with a floor, beats the same map without one; both are at the true total", () => {
    const { known, population } = score.benchmarks;
    expect(known.deviance).toBeLessThan(score.deviance);
    expect(known.deviance_at_estimate).toBeCloseTo(known.deviance, 0);
    expect(known.map).toContain("floor");
    expect(population).not.toBeNull();
    expect(population?.spearman_cells).toBeGreaterThan(0);
    const areas = market.areas.map(area => ({ ...area, population: null }));
    const bare = scoreDark(estimate, truth, { market: { ...market, areas } });
    expect(bare.benchmarks.population).toBeNull();
  });

  it("the market's total is known and dark together", () => {
    const dark = score.amount.mean - score.amount.true;
    const from = market.periodStart.length - 52;
    let known = 0;
    for (let i = 0; i < market.sales.count; i++)
      if (market.sales.period[i] >= from) known += market.sales.amount[i];
    expect(score.totals_error).toBeCloseTo(dark / (known + score.amount.true), 6);
    expect(score.totals_error_areas).toBeGreaterThanOrEqual(Math.abs(score.totals_error));
  });
});
