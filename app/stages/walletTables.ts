import type { Market } from "../../data/market/market.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import type { Wallets } from "../../models/wallet/fitWallet.ts";
import type { CategoryWallets } from "../../models/wallet/walletCategories.ts";

/** The wallets by account in the market's order; major currency units. Without a wallet all figures are null. */
export function walletsByAccount(
  market: Market,
  { wallet, walletP05, walletP95, own, headroomExpected, quantiles }: Wallets,
): ColumnTable {
  const { minorUnits } = market;
  const amounts: [string, Float64Array][] = [
    ["wallet", wallet],
    ["wallet_p05", walletP05],
    ["wallet_p95", walletP95],
    ["headroom", wallet.map((amount, i) => amount - own[i]!)],
    ["headroom_p05", walletP05.map((amount, i) => amount - own[i]!)],
    ["headroom_p95", walletP95.map((amount, i) => amount - own[i]!)],
    ["headroom_expected", headroomExpected],
    ...quantiles.map(({ level, amount }): [string, Float64Array] => [`comparable_p${100 * level}`, amount]),
  ];
  const share = wallet.map((amount, i) => (amount > 0 ? own[i]! / amount : Number.NaN));
  return {
    name: "wallet",
    rows: market.accounts.count,
    columns: [
      { name: "account_id", type: "utf8", values: market.accounts.ids },
      { name: "share_of_wallet", type: "float64", values: share },
      ...amounts.map(([name, values]) => ({
        name,
        type: "float64" as const,
        values: values.map(amount => amount / minorUnits),
      })),
    ],
  };
}

/** See `walletCategoryTable`. */
export function walletsByCategory(
  { accounts, categories, minorUnits }: Market,
  { account, category, own, wallet, headroomExpected }: CategoryWallets,
): ColumnTable {
  return {
    name: "wallet_categories",
    rows: account.length,
    columns: [
      { name: "account_id", type: "utf8", values: Array.from(account, i => accounts.ids[i]!) },
      { name: "category", type: "utf8", values: Array.from(category, c => categories[c]!) },
      { name: "own_amount", type: "float64", values: own.map(amount => amount / minorUnits) },
      { name: "wallet", type: "float64", values: wallet.map(amount => amount / minorUnits) },
      {
        name: "headroom",
        type: "float64",
        values: wallet.map((amount, row) => (amount - own[row]!) / minorUnits),
      },
      {
        name: "headroom_expected",
        type: "float64",
        values: headroomExpected.map(amount => amount / minorUnits),
      },
    ],
  };
}
