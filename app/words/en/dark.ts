import type { Words } from "../../../core/note.ts";
import type { darkNote } from "../../../models/dark/draw/notes.ts";

export const dark: Words<typeof darkNote> = {
  "dark.areas_with_totals":
    "{{covered}} of {{areas}} areas have totals; the others borrow what these teach, with wider intervals",
  "dark.areas_without_work": "{{silent}} of {{areas}} areas look as if nobody had worked them",
  "dark.awareness_prior":
    "how many have never heard of the own brand, and so what they buy of it, rests on a prior",
  "dark.level_prior":
    "the level rests on a prior: a company knows some two thirds of its market, and a half or nine tenths would be no surprise",
  "dark.list": "a second list says how many are dark; what they buy is estimated",
  "dark.lists":
    "of {{entries}} list entries {{named}} name their account and {{matched}} were matched by place, name and type (about {{wrong}} of those without an id wrongly); {{dark}} are accounts nobody has recorded",
  "dark.lists_joined":
    "of the accounts that two lists hold, the matching joins about {{found}}, as known accounts show; the number is corrected for it",
  "dark.none": "weakly identified: neither totals of areas nor a second list say how much is dark",
  "dark.number_open":
    "totals of areas tell what dark accounts buy and not how many they are: few large or many small ones buy the same, so their number rests on priors and its interval is wide; a second list would count them",
  "dark.panel": "totals of areas say how much is dark; its number and places are estimated",
  "dark.panel+list": "totals of areas say how much is dark, a second list says how many",
  "dark.rivals_prior": "rivals' sales are nowhere in the input: the own brand's share rests on a prior",
};
