import { describe, expect, it } from "vitest";
import { f64, i32 } from "../../../core/columns.ts";
import type { Market } from "../../../data/market/market.ts";
import { fitTwin } from "../../../models/fit.ts";
import { purchaseRecord } from "../../../models/known/purchases.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

/** The planted market in which account 5 goes on as account 4: what 5 sold from week 100 on is 4's, and 4's is gone. */
function renumbered(): { whole: Market; split: Market } {
  const base = smallMarket(2);
  const keep = [...Array(base.sales.count).keys()].filter(i => base.sales.account[i] !== 4);
  const rows = keep.map(i => ({
    account: base.sales.account[i],
    period: base.sales.period[i],
    brand: base.sales.brand[i],
    amount: base.sales.amount[i],
  }));
  const market = (list: typeof rows, successor: Int32Array): Market => ({
    ...base,
    accounts: { ...base.accounts, successor },
    sales: {
      count: list.length,
      account: Int32Array.from(list, r => r.account),
      period: Int32Array.from(list, r => r.period),
      brand: Uint8Array.from(list, r => r.brand),
      amount: Float64Array.from(list, r => r.amount),
    },
  });
  const none = new Int32Array(base.accounts.count).fill(-1);
  const followed = none.slice();
  followed[5] = 4;
  const moved = rows.map(r => (r.account === 5 && r.period >= 100 ? { ...r, account: 4 } : r));
  moved.sort((a, b) => a.account - b.account || a.period - b.period || a.brand - b.brand);
  return { whole: market(rows, none), split: market(moved, followed) };
}

describe("purchase records", () => {
  const { whole, split } = renumbered();
  const one = purchaseRecord(whole);
  const two = purchaseRecord(split);

  it("a site that goes on under another number has one unbroken record", () => {
    for (const name of ["exposure", "ownSquares"] as const) {
      expect(two[name][4]).toBeCloseTo(one[name][5], 6);
    }
    for (let brand = 0; brand < 3; brand++) {
      expect(two.lines[12 + brand]).toBeCloseTo(one.lines[15 + brand], 6);
    }
    expect(two.silence[4]).toBe(one.silence[5]);
    expect(two.ownSilence[4]).toBe(one.ownSilence[5]);
    expect(two.lastBrand[4]).toBe(one.lastBrand[5]);
  });

  it("the number before it has none, and its agent does not buy", () => {
    expect(two.exposure[5]).toBe(0);
    expect(two.silence[5]).toBe(WEEKS);
    const twin = fitTwin(split, { seed: 1, horizon: 4, draws: 8 });
    const place = i32(twin.columns, "account").indexOf(5);
    expect(f64(twin.columns, "rate")[place]).toBe(0);
    expect(f64(twin.columns, "alive")[place]).toBe(0);
  });
});
