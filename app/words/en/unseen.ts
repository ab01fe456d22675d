import type { Words } from "../../../core/note.ts";
import type { unseenNote } from "../../results/dark/notes.ts";

export const unseen: Words<typeof unseenNote> = {
  "unseen.aware": "the own brand's share at unknown accounts beside that at known ones",
  "unseen.aware_prior":
    "share of unknown accounts that know the own brand: about a half, and anything is possible",
  "unseen.own": "own sales at unknown accounts: what totals of areas leave after those at known ones",
  "unseen.own_prior":
    "own sales at unknown accounts: who knows the brand buys it as known accounts do, and how many know it is a prior",
};
