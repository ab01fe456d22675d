import type { Words } from "../../../core/note.ts";
import type { darkOwnNote } from "../../results/dark/notes.ts";

export const darkOwn: Words<typeof darkOwnNote> = {
  "dark_own.aware":
    "the own brand's share at dark accounts beside that at known ones less what visits do there; how dark accounts like it is an assumption",
  "dark_own.aware_prior":
    "share of dark accounts that know the own brand: about a half, and anything is possible",
  "dark_own.sales": "own sales at dark accounts: what totals of areas leave after those at known ones",
  "dark_own.sales_prior":
    "own sales at dark accounts: who knows the brand buys it as known accounts do, and how many know it is a prior",
};
