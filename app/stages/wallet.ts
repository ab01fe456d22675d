import { join } from "node:path";
import type { Market } from "../../data/market/market.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { openTensorFlow } from "../../models/tf/tensorflow.ts";
import { fitWallet, type Wallets } from "../../models/wallet/fitWallet.ts";
import { type CategoryWallets, categoryWallets } from "../../models/wallet/walletCategories.ts";
import type { Source } from "../../twin/source.ts";
import { writeParquet } from "../export/parquet.ts";
import { STATE_FILES } from "../state/stateFiles.ts";
import { takeOver } from "../state/takeOver.ts";
import type { StageOptions } from "./stageOptions.ts";

/** Learns the wallets, or takes over those of the last state; they rest on the same input and code as the twin. */
export async function walletStage(
  state: string,
  market: Market,
  { keys, previous, onProgress }: StageOptions,
): Promise<{ readonly source: Source; readonly fitted: boolean }> {
  const before = previous?.record.summary.sources.wallet;
  if (before && previous?.record.keys.fit === keys.fit && (await takeOver("wallet", previous, state)))
    return { source: before, fitted: false };
  const report = (done: number, total: number) => onProgress?.({ stage: "wallet", done, total });
  const wallets = await fitWallet(market, openTensorFlow, { seed: market.seed, onProgress: report });
  await writeParquet(walletTable(market, wallets), join(state, STATE_FILES.wallet));
  const parts = categoryWallets(market, wallets);
  await writeParquet(categoryTable(market, parts), join(state, STATE_FILES.walletCategories));
  return { source: wallets.source, fitted: true };
}

/** By account in the market's order; major currency units. Without a wallet all figures are null. */
function walletTable(
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

function categoryTable(
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
