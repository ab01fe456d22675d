import { beforeAll, describe, expect, it } from "vitest";
import { simulateBaseline } from "../../app/stages/baseline.ts";
import type { Market } from "../../data/market/market.ts";
import { tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { pickRows } from "../../data/tables/rows.ts";
import { fitTwin } from "../../models/fit.ts";
import { withEvidence } from "../../proof/evidence.ts";
import { plant } from "../../proof/planted/plantedMarkets.ts";
import { SHAPES } from "../../proof/planted/shapes.ts";
import { describePair, type PairedRun, playPair } from "../../scenarios/compare/compare.ts";
import { createRunner } from "../../sim/runner.ts";
import type { Twin } from "../../twin/source.ts";
import { compiled } from "./tinyTwin.ts";

const SMALL = { ...SHAPES[0]!, accounts: [600, 600] as const };

/** A planted market as a company sees it that has only its own sales by account: rivals' are totals of areas. */
function ownSalesAlone(market: Market): Market {
  const own = Array.from(market.sales.brand.keys()).filter(row => market.sales.brand[row] === 0);
  return { ...market, sales: pickRows(market.sales, Int32Array.from(own)) };
}

describe("a planted market whose rivals are known from totals of areas alone", () => {
  let market: Market;
  let twin: Twin;
  const compare = async (of: Market, levers: string): Promise<PairedRun> => {
    const runner = createRunner({ threads: 1 });
    const sides = [
      await compiled({ market: of, twin }, "[]", 4),
      await compiled({ market: of, twin }, levers, 4),
    ] as const;
    return playPair(of, twin, sides, runner, { runs: 16, seed: 2 })
      .then(describePair)
      .finally(() => runner.close());
  };

  beforeAll(() => {
    market = ownSalesAlone(plant(SMALL, 11).market);
    twin = fitTwin(market, { seed: 1, draws: 16 });
  });

  it("has neither market nor own share in a course, and says why", async () => {
    const { uplift, by_territory, by_period, exceedance, withheld, remarks } = await compare(
      market,
      "[{lever: demand, change: -5%}]",
    );
    for (const part of [uplift, ...Object.values(by_territory)])
      expect(part).toMatchObject({ market_amount: null, own_share: null, orders: null });
    expect(by_period[0]!.a).toMatchObject({ market_amount: null, own_share: null });
    expect(Object.keys(exceedance)).not.toContain("own_share");
    expect(uplift.own_amount!.relative).toBeCloseTo(-0.05, 1);
    expect(withheld!.metrics).toContain("own_share");
    expect(withheld!.reason.key).toBe("withheld.totals");
    expect(remarks).toContainEqual(withheld!.reason);
  });

  it("says so too where no rival is known at all", async () => {
    const { uplift, withheld } = await compare(withEvidence(market, "list"), "[]");
    expect(uplift.market_amount).toBeNull();
    expect(withheld!.reason.key).toBe("withheld.none");
  });

  it("refuses levers on rivals, and moves own orders by a price without them", async () => {
    await expect(compare(market, "[{lever: rival_exit, brand: $largest}]")).rejects.toThrow(
      "expected a market with rivals' sales at accounts, got one with rivals' sales as totals of areas alone",
    );
    const { uplift } = await compare(market, "[{lever: price, change: -5%}]");
    // (1 − 5%)^−2.62 = 1.144: as the elasticity says, not cut off by a share that nobody knows.
    expect(uplift.own_orders!.relative).toBeCloseTo(0.144, 1);
  });

  it("has no history and no forecast of rivals", async () => {
    const { forecast } = await simulateBaseline(market, twin, { threads: 1, seed: 1 });
    const [brand, mean, actual] = ["brand", "mean", "actual"].map(name => tableColumn(forecast, name));
    let [own, rivals] = [0, 0];
    for (let row = 0; row < forecast.rows; row++) {
      const told = [mean!, actual!].some(column => Number.isFinite(valueAt(column, row)));
      if (!told) continue;
      if (valueAt(brand!, row) === market.brands[0]) own++;
      else rivals++;
    }
    expect(own).toBeGreaterThan(1000);
    expect(rivals).toBe(0);
  });
});
