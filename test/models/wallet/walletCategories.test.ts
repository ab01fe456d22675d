import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { fitWallet } from "../../../models/wallet/fitWallet.ts";
import { categoryWallets } from "../../../models/wallet/walletCategories.ts";
import { smallMarket } from "../smallMarket.ts";

const never = () => Promise.reject(new Error("not needed"));

/** Each account buys `mix` of three categories from us, in one row each, 100,000 minor units in all. */
function withCategories(mix: (account: number) => readonly number[]): Market {
  const base = smallMarket(1);
  const rows = Array.from({ length: base.accounts.count }, (_, i) =>
    mix(i).map((share, category) => ({ account: i, category, amount: Math.round(100_000 * share) })),
  ).flat();
  return {
    ...base,
    categories: ["coffee", "tea", "herbs"],
    categorySales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      category: Int32Array.from(rows, r => r.category),
      brand: new Uint8Array(rows.length),
      year: new Uint8Array(rows.length),
      amount: Float64Array.from(rows, r => r.amount),
    },
  };
}

describe("wallets by category", () => {
  it("share a wallet out by the account's mix, shrunk to its type's", async () => {
    const market = withCategories(i => (i === 0 ? [0, 0.2, 0.8] : [0.6, 0.3, 0.1]));
    const wallets = await fitWallet(market, never, { seed: 1 });
    const parts = categoryWallets(market, wallets);
    const shares = (i: number) =>
      [0, 1, 2].map(c => parts.wallet[parts.account.indexOf(i) + c] / wallets.wallet[i]);
    const usual = shares(1);
    expect(usual[0]).toBeCloseTo(0.6, 1);
    expect(usual[2]).toBeCloseTo(0.1, 1);
    const odd = shares(0);
    expect(odd[2]).toBeGreaterThan(usual[2]);
    // Its type buys coffee, so it could.
    expect(odd[0]).toBeGreaterThan(0);
    expect(odd.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });

  it("are never below what we sell in the category", async () => {
    const market = withCategories(i => (i === 3 ? [0, 0, 5000] : [0.6, 0.3, 0.1]));
    const wallets = await fitWallet(market, never, { seed: 1 });
    const { own, wallet } = categoryWallets(market, wallets);
    expect(own.filter((amount, row) => wallet[row] < amount)).toHaveLength(0);
    expect(own.reduce((a, b) => Math.max(a, b))).toBe(500_000_000);
  });

  it("with rivals' sales, are at least what is bought of all brands, and expected headrooms add up to the account's", async () => {
    const base = withCategories(() => [0.6, 0.3, 0.1]);
    // Every account buys tea of a rival, half as much as its number says.
    const rival = (category: number, amount: (i: number) => number) =>
      Array.from({ length: base.accounts.count }, (_, account) => ({
        account,
        category,
        amount: amount(account),
      }));
    const rows = rival(1, i => 5000 * (i + 1));
    const { sales, categorySales } = base;
    const join = <A extends Int32Array | Uint8Array | Float64Array>(column: A, added: number[]): A =>
      Reflect.construct(column.constructor, [[...column, ...added]]) as A;
    const last = base.periodStart.length - 1;
    const market: Market = {
      ...base,
      brands: [base.brands[0], "rival"],
      sales: {
        count: sales.count + rows.length,
        account: join(
          sales.account,
          rows.map(r => r.account),
        ),
        period: join(
          sales.period,
          rows.map(() => last),
        ),
        brand: join(
          sales.brand,
          rows.map(() => 1),
        ),
        amount: join(
          sales.amount,
          rows.map(r => r.amount),
        ),
      },
      categorySales: {
        count: categorySales.count + rows.length,
        account: join(
          categorySales.account,
          rows.map(r => r.account),
        ),
        category: join(
          categorySales.category,
          rows.map(r => r.category),
        ),
        brand: join(
          categorySales.brand,
          rows.map(() => 1),
        ),
        year: join(
          categorySales.year,
          rows.map(() => 0),
        ),
        amount: join(
          categorySales.amount,
          rows.map(r => r.amount),
        ),
      },
    };
    const wallets = await fitWallet(market, never, { seed: 1 });
    const parts = categoryWallets(market, wallets);
    const sum = new Float64Array(base.accounts.count);
    parts.account.forEach((i, row) => {
      sum[i] += parts.headroomExpected[row];
      const tea = parts.category[row] === 1 ? 5000 * (i + 1) : 0;
      expect(parts.wallet[row]).toBeGreaterThanOrEqual(parts.own[row] + tea);
    });
    sum.forEach((v, i) => {
      expect(v).toBeCloseTo(wallets.headroomExpected[i], 3);
    });
    // All of it is tea, as that is what rivals sell.
    const tea = parts.headroomExpected.filter((_, row) => parts.category[row] === 1);
    expect(tea.reduce((a, b) => a + b, 0) / sum.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.99);
  });

  it("are none where sales carry no category", async () => {
    const market = smallMarket(1);
    expect(categoryWallets(market, await fitWallet(market, never, { seed: 1 })).account).toHaveLength(0);
  });
});
