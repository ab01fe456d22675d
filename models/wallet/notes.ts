import { notes } from "../../core/note.ts";

/** What the wallets rest on. */
export const walletNote = notes({
  "wallet.cross_fitted": { teachers: "count", backend: "name" },
  "wallet.none": { teachers: "count", least: "count" },
  "wallet.own_only": { how: "note" },
  "wallet.pooled": { teachers: "count" },
  "wallet.with_rivals": { how: "note" },
});
