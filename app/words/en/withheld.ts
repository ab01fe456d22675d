import type { Words } from "../../../core/note.ts";
import type { withheldNote } from "../../../scenarios/compare/notes.ts";

export const withheld: Words<typeof withheldNote> = {
  "withheld.none": "rivals' sales are nowhere in the input: a course has no market and no own share",
  "withheld.totals":
    "rivals' sales are known from totals of areas alone: no agent buys from rivals, so a course has no market and no own share",
};
