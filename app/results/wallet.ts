import type { SealedFolder } from "../../data/files/sealedFolder.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { readTableFile } from "./table.ts";

/** Files of a state that hold its wallets. */
export const WALLET_FILE = "wallet.parquet";
export const CATEGORIES_FILE = "wallet_categories.parquet";

/** Wallets by account in the market's order; see `app/stages/walletTables.ts`. Major currency units. */
export function walletTable(state: SealedFolder): Promise<ColumnTable> {
  return readTableFile(state, WALLET_FILE, "wallet");
}

/**
 * Wallets by account and category: `account_id`, `category`, `own_amount`, `wallet`, `headroom`, `headroom_expected`; no
 * rows where sales carry no category. Wallets and headrooms of an account's categories may add up to more than its own,
 * since each is at least what it bought; expected headrooms add up.
 */
export function walletCategoryTable(state: SealedFolder): Promise<ColumnTable> {
  return readTableFile(state, CATEGORIES_FILE, "wallet_categories");
}
