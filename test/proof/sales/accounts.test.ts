import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { truncateMarket } from "../../../proof/cut/truncate.ts";
import { scoreAccounts } from "../../../proof/sales/accountScore.ts";
import { isReliable } from "../../../proof/sales/repurchase.ts";
import { type JudgedSite, judgeSites } from "../../../proof/sales/sites.ts";
import { FADING_WEEKS, fadingMarket } from "../../models/fadingMarket.ts";

const whole = fadingMarket(5);
const ORIGIN = 270;

/** What nobody could know: the amounts of the year after, in place of the twin's. */
function told(known: Market, amount: (id: string) => number) {
  const { ids } = known.accounts;
  return {
    alive: new Float64Array(ids.length).fill(0.5),
    expectedAmount: Float64Array.from(ids, amount),
    expectedLow: Float64Array.from(ids, id => 0.5 * amount(id)),
    expectedHigh: Float64Array.from(ids, id => 2 * amount(id)),
    lifecycle: new Uint8Array(ids.length),
  };
}

/** Own amounts of the accounts in [from, to), by id; numbers 10 to 19 became 20 to 29 in week 280. */
function bought(from: number, to: number): Map<string, number> {
  const { sales, accounts, minorUnits } = whole;
  const sums = new Map<string, number>();
  for (let i = 0; i < sales.count; i++) {
    if (sales.brand[i] !== 0 || sales.period[i]! < from || sales.period[i]! >= to) continue;
    const id = accounts.ids[sales.account[i]!]!;
    const site = sales.account[i]! >= 20 && sales.account[i]! < 30 ? `F${sales.account[i]! - 10}` : id;
    sums.set(site, (sums.get(site) ?? 0) + sales.amount[i]! / minorUnits);
  }
  return sums;
}

describe("sites at an origin", () => {
  const known = truncateMarket(whole, ORIGIN);
  const [after, before] = [bought(ORIGIN, ORIGIN + 42), bought(ORIGIN - 52, ORIGIN)];
  const judged = judgeSites(
    known,
    whole,
    told(known, id => after.get(id) ?? 0),
    42,
  );

  it("are those that were known, with what followed under later numbers", () => {
    const amounts = judged.map(({ amount }) => amount);
    expect(amounts).toEqual(judged.map(({ expected }) => expect.closeTo(expected, 6)));
    const total = (values: Iterable<number>) => [...values].reduce((sum, v) => sum + v, 0);
    expect(total(amounts)).toBeCloseTo(total(after.values()), 6);
    expect(total(judged.map(({ lastYear }) => lastYear))).toBeCloseTo(total(before.values()), 6);
  });

  it("repeat the same part of last year where less than a year is hidden, and nobody has come back yet", () => {
    const part = bought(ORIGIN - 52, ORIGIN - 10);
    const sum = [...part.values()].reduce((a, b) => a + b, 0);
    expect(judged.reduce((total, { repeated }) => total + repeated, 0)).toBeCloseTo(sum, 6);
    expect(judged.every(({ came }) => came === null)).toBe(true);
    expect(() =>
      judgeSites(
        known,
        whole,
        told(known, () => 0),
        43,
      ),
    ).toThrow("at most a year");
  });

  it("know who bought within the year", () => {
    const year = truncateMarket(whole, FADING_WEEKS - 52);
    const came = judgeSites(
      year,
      whole,
      told(year, () => 0),
      52,
    );
    expect(came.filter(site => site.came).length).toBe(bought(FADING_WEEKS - 52, FADING_WEEKS).size);
  });
});

const site = (more: Partial<JudgedSite>): JudgedSite => ({
  ...{ alive: 1, came: true, silence: 0, bySilence: 0.9 },
  ...{ expected: 0, low: 0, high: 0, amount: 0, repeated: 0, lastYear: 0 },
  ...more,
});

describe("scores of accounts", () => {
  // Twenty sites of 20, 19, … 1 last year; each buys a tenth more, and each is told half of that.
  const sites = Array.from({ length: 20 }, (_, i) =>
    site({ lastYear: 20 - i, repeated: 20 - i, amount: 1.1 * (20 - i), expected: 0.55 * (20 - i) }),
  );

  it("are errors account by account beside repeating last year, and deciles scaled to the sum", () => {
    const gone = site({ silence: 104, amount: 1000 });
    const score = scoreAccounts([...sites.toReversed(), gone, site({ silence: -1 })], 52)!;
    expect(score.sites).toBe(20);
    expect(score.wape).toBeCloseTo(0.5, 12);
    expect(score.wapeLastYear).toBeCloseTo(0.1 / 1.1, 12);
    expect(score.deciles).toHaveLength(10);
    score.deciles.forEach(({ sites: members, lastYear, expected, actual }, d) => {
      expect([members, lastYear]).toEqual([2, 39 - 4 * d]);
      expect(actual).toBeCloseTo(1.1 * lastYear, 9);
      expect(expected).toBeCloseTo(actual, 9);
    });
  });

  it("intervals are judged by those that bought in the last year, over a year", () => {
    const held = [1, 2, 3, 4].map(amount => site({ amount, low: 2, high: 3 }));
    const silent = site({ silence: 52, amount: 9 });
    expect(scoreAccounts([...held, silent], 52)!.coverage90).toBe(0.5);
    expect(scoreAccounts([silent], 52)!.coverage90).toBeNull();
    expect(scoreAccounts(held, 52, 26)!.coverage90).toBeNull();
    expect(
      scoreAccounts(
        held.map(s => ({ ...s, came: null })),
        52,
      )!.coverage90,
    ).toBeNull();
  });

  it("are none where nobody bought, and have no chances where no year was hidden", () => {
    expect(scoreAccounts([site({})], 52)).toBeNull();
    const score = scoreAccounts([site({ amount: 1, came: null })], 52);
    expect(score).toMatchObject({ wape: 1, repurchase: null });
  });

  it("chances are judged by who came", () => {
    const half = Array.from({ length: 200 }, (_, i) =>
      site({ alive: 0.5, came: i % 2 === 0, amount: 1, bySilence: i % 2 }),
    );
    const { brier, brierBySilence, brierBoughtLastYear, bins } = scoreAccounts(half, 52)!.repurchase!;
    expect({ brier, brierBySilence, brierBoughtLastYear }).toEqual({
      brier: 0.25,
      brierBySilence: 1,
      brierBoughtLastYear: 0.5,
    });
    expect(bins[5]).toMatchObject({ from: 0.5, sites: 200, told: 0.5, came: 0.5 });
    expect(bins.every(isReliable)).toBe(true);
    const bin = { sites: 100, told: 0.5, expectedAmount: 0, amount: 0 };
    expect([0.59, 0.61].map(came => isReliable({ ...bin, came }))).toEqual([true, false]);
    expect([0.54, 0.56].map(came => isReliable({ ...bin, sites: 1e6, came }))).toEqual([true, false]);
  });
});
