import type { Words } from "../../../core/note.ts";
import type { walletNote } from "../../../models/wallet/notes.ts";

export const wallet: Words<typeof walletNote> = {
  "wallet.cross_fitted":
    "{{teachers}} accounts, cross-fitted and calibrated out of fold; {{backend}} backend",
  "wallet.none":
    "no wallets: {{teachers}} accounts with a quarter of a year of sales or more; at least {{least}} are needed",
  "wallet.own_only":
    "rivals' sales at accounts are not in the input, so this is the 90% quantile of what comparable accounts buy of us, no ceiling on what they buy in all ({{how}})",
  "wallet.pooled": "too few to tell types apart: all {{teachers}} accounts are comparable",
  "wallet.with_rivals":
    "what the account buys of us, and the 90% quantile of what comparable accounts buy of rivals in a year, at least what it bought; ceilings do not add up: sum `headroom_expected`, what such accounts buy of rivals on average ({{how}})",
};
