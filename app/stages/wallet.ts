import { join } from "node:path";
import { CATEGORIES_FILE, WALLET_FILE } from "../results/wallet.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

/** What each account could buy in all. */
export const wallet = result({
  name: "wallet",
  title: { en: "wallet", tr: "cüzdanlar" },
  module: import.meta.url,
  needs: { market },
  settings: ["seed"],
  files: [WALLET_FILE, CATEGORIES_FILE],
  async make({ market }, { folder, settings: { seed }, onProgress }) {
    const { openTensorFlow } = await import("../../models/tf/tensorflow.ts");
    const { fitWallet } = await import("../../models/wallet/fitWallet.ts");
    const { categoryWallets } = await import("../../models/wallet/walletCategories.ts");
    const { walletsByAccount, walletsByCategory } = await import("./walletTables.ts");
    const { writeParquet } = await import("../export/parquet.ts");
    const report = (done: number, total: number) => onProgress?.({ stage: "wallet", done, total });
    const wallets = await fitWallet(market, openTensorFlow, { seed, onProgress: report });
    await writeParquet(walletsByAccount(market, wallets), join(folder, WALLET_FILE));
    const parts = categoryWallets(market, wallets);
    await writeParquet(walletsByCategory(market, parts), join(folder, CATEGORIES_FILE));
    return wallets.source;
  },
  sources: source => ({ wallet: source }),
  load: async () => null,
});
