import { describe, expect, it } from "vitest";
import { behindOf } from "../../app/results/yearBehind.ts";
import { pickRows } from "../../data/tables/rows.ts";
import { againstLastYear, type YearBehind } from "../../scenarios/compare/againstLastYear.ts";
import { demand } from "../../scenarios/levers/demand.ts";
import type { Lever } from "../../scenarios/levers/lever.ts";
import { visits } from "../../scenarios/levers/visits.ts";
import { WEEKS } from "../models/smallMarket.ts";
import { tiny } from "./tinyTwin.ts";

const YEAR: YearBehind = {
  own_amount: 190,
  own_amount_known: 177,
  market_amount: 1000,
  market_amount_known: 900,
  own_share: 0.19,
  visits: 40,
};
const verdicts = (market: Record<string, number | null>, lever?: Lever) =>
  Object.fromEntries(
    againstLastYear(
      { market, territories: {} },
      { market: YEAR, territories: {} },
      new Set(lever?.moves),
    ).map(row => [row.metric, row.verdict]),
  );

describe("a course against last year", () => {
  it("holds each figure against its own: with dark accounts against with, known against known", () => {
    const rows = againstLastYear(
      { market: { own_amount: 209, own_amount_known: 177 }, territories: {} },
      { market: YEAR, territories: {} },
      new Set(),
    );
    expect(rows.map(({ metric, ratio }) => [metric, ratio])).toEqual([
      ["own_amount", 1.1],
      ["own_amount_known", 1],
    ]);
  });

  it("finds the course without rivals: own share 0.81, a market a fifth of last year's", () => {
    expect(verdicts({ own_amount: 190, own_share: 0.81, market_amount: 210 })).toEqual({
      own_amount: "alike",
      own_share: "unexplained",
      market_amount: "unexplained",
    });
  });

  it("takes a lever for a reason only where it moves the figure", () => {
    const twice = { own_amount: 380, market_amount: 2000, visits: 80 };
    expect(verdicts(twice, visits)).toEqual({
      own_amount: "levers",
      market_amount: "unexplained",
      visits: "levers",
    });
    expect(verdicts(twice, demand)).toMatchObject({ market_amount: "levers", visits: "unexplained" });
  });

  it("leaves out what either side does not know, and what was nothing", () => {
    expect(verdicts({ own_amount: 190, market_amount: null })).toEqual({ own_amount: "alike" });
    const nothing = { market: { ...YEAR, visits: 0 }, territories: {} };
    expect(againstLastYear({ market: { visits: 3 }, territories: {} }, nothing, new Set())).toEqual([]);
  });
});

describe("the year behind", () => {
  // 1.00 of the own brand and 3.00 of a rival in each week of history, all at account 0.
  const weekly = Array.from({ length: WEEKS }, () => [100, 300]);
  const { market } = tiny({ sales: weekly, brands: ["Kervan", "Hitit"] });

  it("is that of the course's periods, in the market and by territory", () => {
    const { market: whole, territories } = behindOf(market, { dark: null }, null, 13);
    expect(whole).toMatchObject({ own_amount: 13, own_amount_known: 13, market_amount: 52, own_share: 0.25 });
    expect(territories.T1).toMatchObject({ own_amount: 13, own_share: 0.25 });
    expect(territories.T2).toMatchObject({ own_amount: 0, own_share: null });
    // Forty accounts were visited in the last week of the year, which a quarter from its start does not reach.
    expect(whole.visits).toBe(0);
    expect(behindOf(market, { dark: null }, null, 52).market.visits).toBe(40);
    expect(behindOf(market, { dark: null }, null, 104).market.own_amount).toBe(104);
  });

  it("has no market where rivals are not known at accounts", () => {
    const own = Int32Array.from(
      Array.from(market.sales.brand.keys()).filter(r => market.sales.brand[r] === 0),
    );
    const alone = { ...market, sales: pickRows(market.sales, own) };
    expect(behindOf(alone, { dark: null }, null, 52).market).toMatchObject({
      own_amount: 52,
      market_amount: null,
      own_share: null,
    });
  });
});
