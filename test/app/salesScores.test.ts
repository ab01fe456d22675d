import { beforeAll, describe, expect, it } from "vitest";
import { type SalesRecord, salesRecord } from "../../app/api/salesRecord.ts";
import { describeBacktest } from "../../app/cli/backtest.ts";
import { voiceIn } from "../../app/cli/words/voice.ts";
import { salesRecordOf } from "../../app/results/salesScores.ts";
import { pickRows, rowsWhere } from "../../data/tables/rows.ts";
import { withOwnBrand } from "../../proof/cut/ownBrand.ts";
import { backtestSales, type OriginScore } from "../../proof/sales/backtest.ts";
import { createRunner } from "../../sim/runner.ts";
import { FADING_WEEKS, fadingMarket } from "../models/fadingMarket.ts";
import { englishIn } from "./englishIn.ts";

const market = fadingMarket(3);
const RUNS = 16;

/** Two origins of a market whose sites stop, seen by the rival's owner. */
describe("scores of the forecast", () => {
  const theirs = withOwnBrand(market, "rival");
  let scores: OriginScore[];
  let record: SalesRecord;

  beforeAll(async () => {
    const origins = [FADING_WEEKS - 78, FADING_WEEKS - 52];
    const runner = createRunner({ threads: 1 });
    scores = await backtestSales(theirs, runner, { holdout: 52, origins, runs: RUNS, seed: 1 });
    record = salesRecord.parse(salesRecordOf(theirs, scores, RUNS));
  });

  it("are the brand's whose owner looks, of all levels and brands, and means over the origins", () => {
    expect(record).toMatchObject({ own: "rival", holdout: 52, runs: RUNS });
    expect(record.by_brand.map(({ brand }) => brand)).toEqual(["rival", "own"]);
    expect(record.by_brand[0]!.territories!.wape).toBe(record.wape);
    const mean = record.by_origin.reduce((sum, { wape }) => sum + wape! / 2, 0);
    expect(record.wape).toBeCloseTo(mean, 12);
    expect(record.by_horizon.map(({ to }) => to)).toEqual([4, 13, 26, 52]);
    // A whole is easier to foretell than its parts.
    expect(record.market.wape!).toBeLessThan(record.wape!);
    expect(record.by_origin.map(({ origin }) => origin)).toEqual(
      scores.map(({ periods }) =>
        new Date(864e5 * (market.periodStart[periods]! - 1)).toISOString().slice(0, 10),
      ),
    );
  });

  it("another owner's are those of another brand, of the same market", () => {
    const [score] = scores;
    const own = score!.brands.map(({ sum }) => sum.actual);
    const sums = [0, 0];
    const { sales, minorUnits } = market;
    for (let i = 0; i < sales.count; i++)
      if (sales.period[i]! >= score!.periods && sales.period[i]! < score!.periods + 52)
        sums[sales.brand[i]!]! += sales.amount[i]! / minorUnits;
    expect(own).toEqual([expect.closeTo(sums[1]!, 6), expect.closeTo(sums[0]!, 6)]);
    // Accounts buy what the market sells, but for sites that are new or were silent for two years.
    expect(score!.accounts!.actual).toBeLessThanOrEqual(own[0]! + 1e-6);
    expect(score!.accounts!.actual).toBeGreaterThan(0.9 * own[0]!);
  });

  it("are those of the market alone where there are no territories, and of the own brand where no other is known", async () => {
    const own = (i: number) => market.sales.brand[i] === 0;
    const bare = {
      ...market,
      brands: ["own"],
      territories: [],
      accounts: { ...market.accounts, territory: market.accounts.territory.map(() => -1) },
      sales: pickRows(market.sales, rowsWhere(market.sales.count, own)),
    };
    const runner = createRunner({ threads: 1 });
    const origins = [FADING_WEEKS - 6];
    const alone = await backtestSales(bare, runner, { holdout: 6, origins, runs: 4, seed: 1 });
    const told = salesRecord.parse(salesRecordOf(bare, alone, 4));
    expect(told).toMatchObject({ own: "own", holdout: 6, wape: null, by_horizon: [] });
    expect(told.market.by_horizon.map(({ to }) => to)).toEqual([4, 6]);
    expect(told.by_brand).toEqual([{ brand: "own", territories: null, market: told.market }]);
    expect(told.accounts).toMatchObject({ coverage90: null, repurchase: null });
    const [before] = told.by_origin;
    expect(before).toMatchObject({ wape: null, market: { wape: told.market.wape } });
  });

  it("are told to people, who hear which rule errs least", () => {
    const told = (language: "en" | "tr", sales = record) =>
      describeBacktest(
        {
          ...{ name: "Solan", synthetic: true, currency: "TRY", own: "rival", period: "week" },
          ...{ territories: 3, areas: 0, seed: 1, sales, dark: null, notes: [] },
        },
        voiceIn(language),
      );
    expect(told("en")).toContain("52 weeks hidden 2 times; sales of rival by week");
    expect(told("en")).toContain("weeks 27 to 52 ahead");
    expect(englishIn(told("tr"), ["Solan", "rival", "own"])).toEqual([]);
    const worse = { ...record, accounts: { ...record.accounts!, wape: 0.3, wape_last_year: 0.2 } };
    expect(told("en", worse)).toContain(
      "the forecast errs more: 1.50 times the error of repeating last year",
    );
    const bad = { ...record, wape: 0.5, wape_seasonal_naive: 0.4, wape_plain_index: 0.25 };
    expect(told("en", bad)).toContain("the forecast errs more: 2.00 times the error of index");
    const good = { ...record, wape: 0.2, wape_seasonal_naive: 0.25, wape_plain_index: 0.4 };
    expect(told("en", good)).toContain("the forecast errs less: 0.80 of the error of a year before");
  });
});
