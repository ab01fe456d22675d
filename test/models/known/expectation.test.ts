import { beforeAll, describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { type Expectation, fitExpectation } from "../../../models/known/expectation.ts";
import { kindsOf } from "../../../models/known/kinds.ts";
import { truncateMarket } from "../../../proof/cut/truncate.ts";
import { gammaSample, poissonSample, stream } from "../sampling.ts";
import { smallMarket } from "../smallMarket.ts";

const WEEKS = 312;
const SITES = 240;
const [STEADY, GROWN, FALLEN, CLOSED, NEW] = [0, 1, 2, 3, 4];
const LARGE = 50;

/** Six years of 240 sites, most of them small and uneven; the first ones are described by their names. */
function plantedMarket(): Market {
  const base = smallMarket(1);
  const next = stream(11);
  const rows: { account: number; period: number; brand: number; amount: number }[] = [];
  for (let i = 0; i < SITES; i++) {
    const rate = i <= NEW ? 2 : 0.1 + gammaSample(1, next) * 0.6;
    for (let t = i === NEW ? WEEKS - 60 : 0; t < (i === CLOSED ? WEEKS - 20 : WEEKS); t++) {
      let size = i <= NEW ? LARGE : 1;
      if (i === GROWN && t >= WEEKS - 80) size *= 3;
      if (i === FALLEN && t >= WEEKS - 80) size /= 3;
      const amount = [0, 0, 0];
      const parts = [0.4, 0.42, 0.18];
      for (let k = i === STEADY ? 0 : poissonSample(rate, next); k > 0; k--)
        amount[next() < 0.4 ? 0 : next() < 0.7 ? 1 : 2]! += Math.round(
          size * 1000 * (gammaSample(4, next) / 4),
        );
      if (i === STEADY)
        parts.forEach((part, b) => {
          amount[b] = Math.round(2 * LARGE * 1000 * part * (0.8 + 0.4 * next()));
        });
      amount.forEach((a, brand) => {
        if (a > 0) rows.push({ account: i, period: t, brand, amount: a });
      });
    }
  }
  const ids = Array.from({ length: SITES }, (_, i) => `P${i}`);
  const every = <T>(value: T) => ids.map(() => value);
  const start = base.periodStart[0]!;
  return {
    ...base,
    periodStart: Int32Array.from({ length: WEEKS }, (_, t) => start + 7 * t),
    accounts: {
      ...base.accounts,
      count: SITES,
      ids,
      names: every(null),
      site: Int32Array.from(ids.keys()),
      siteIds: ids,
      successor: new Int32Array(SITES).fill(-1),
      ...Object.fromEntries(
        ["cell", "type", "territory", "ownTerritory"].map(name => [name, new Int32Array(SITES)]),
      ),
      area: new Int32Array(SITES).fill(-1),
      namedTerritory: new Int32Array(SITES).fill(-1),
      ...Object.fromEntries(
        ["lat", "lon", "opened", "digitalAffinity"].map(name => [
          name,
          new Float64Array(SITES).fill(Number.NaN),
        ]),
      ),
      closed: Float64Array.from(ids, (_, i) => (i === CLOSED ? start + 7 * (WEEKS - 20) : Number.NaN)),
      influence: new Float64Array(SITES).fill(1),
    },
    sales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      brand: Uint8Array.from(rows, r => r.brand),
      amount: Float64Array.from(rows, r => r.amount),
    },
    visits: { ...base.visits, count: 0 },
  };
}

const market = plantedMarket();

function bought(account: number, from: number, to: number): number {
  const { sales } = market;
  let sum = 0;
  for (let i = 0; i < sales.count; i++)
    if (
      sales.account[i] === account &&
      sales.brand[i] === 0 &&
      sales.period[i]! >= from &&
      sales.period[i]! < to
    )
      sum += sales.amount[i]!;
  return sum;
}

describe("what is expected of a site in a year", () => {
  let told: Expectation;
  const own = (i: number, { amount } = told) => amount[3 * i]!;
  beforeAll(() => {
    told = fitExpectation(market, kindsOf(market));
  });

  it("is for a large steady one what it buys", () => {
    expect(told.trials).toBeGreaterThan(1000);
    // 40,000 a week, a fifth up or down.
    expect(own(STEADY) / (52 * 2 * 0.4 * LARGE * 1000)).toBeGreaterThan(0.95);
    expect(own(STEADY) / (52 * 2 * 0.4 * LARGE * 1000)).toBeLessThan(1.05);
  });

  it("follows one that has grown or fallen for good", () => {
    const level = 52 * 2 * 0.4 * LARGE * 1000;
    expect(own(GROWN) / (3 * level)).toBeGreaterThan(0.8);
    expect(own(FALLEN) / (level / 3)).toBeLessThan(1.4);
    expect(own(NEW) / level).toBeGreaterThan(0.8);
  });

  it("is nothing for a closed one, and something for each that is open", () => {
    for (let b = 0; b < 3; b++) expect(told.amount[3 * CLOSED + b]).toBe(0);
    expect(told.amount.every((amount, at) => Math.floor(at / 3) === CLOSED || amount > 0)).toBe(true);
  });

  it("does not know of a later closing", () => {
    const before = truncateMarket(market, WEEKS - 30);
    const then = fitExpectation(before, kindsOf(before));
    expect(then.amount[3 * CLOSED]).toBeGreaterThan(0.8 * bought(CLOSED, WEEKS - 82, WEEKS - 30));
  });

  it("has an interval that nine in ten of the next years fall into", () => {
    const origin = WEEKS - 52;
    const cut = truncateMarket(market, origin);
    const then = fitExpectation(cut, kindsOf(cut));
    const buyers = cut.accounts.ids
      .map(id => Number(id.slice(1)))
      .filter(i => bought(i, origin - 52, origin) > 0);
    const hits = buyers.filter(i => {
      const came = bought(i, origin, WEEKS);
      const expected = own(i, then);
      return came >= then.low[i]! * expected && came <= then.high[i]! * expected;
    });
    expect(hits.length / buyers.length).toBeGreaterThan(0.82);
    expect(hits.length / buyers.length).toBeLessThan(0.97);
  });

  it("is learned as soon as there is a year to learn from before the last one", () => {
    const cut = truncateMarket(market, 104);
    expect(fitExpectation(cut, kindsOf(cut)).trials).toBeGreaterThan(300);
  });

  it.each([8, 30, 70])("is about what was bought, by default weights, after %i weeks of history", weeks => {
    const cut = truncateMarket(market, weeks);
    const then = fitExpectation(cut, kindsOf(cut));
    expect(then.trials).toBe(0);
    const level = 52 * 2 * 0.4 * LARGE * 1000;
    expect(own(STEADY, then) / level).toBeGreaterThan(0.7);
    expect(own(STEADY, then) / level).toBeLessThan(1.3);
  });
});
