import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market.ts";
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

  it("are none where sales carry no category", async () => {
    const market = smallMarket(1);
    expect(categoryWallets(market, await fitWallet(market, never, { seed: 1 })).account).toHaveLength(0);
  });
});
