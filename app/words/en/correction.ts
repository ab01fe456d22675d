import type { Words } from "../../../core/note.ts";
import type { correctionNote } from "../../results/dark/notes.ts";

export const correction: Words<typeof correctionNote> = {
  "correction.accounts":
    "where known accounts were hidden, the estimate of accounts was off by {{errors}}: it is shown times {{factor}}, and its interval includes such errors",
  "correction.sales":
    "where known accounts were hidden, the estimate of sales was off by {{errors}}: it is shown times {{factor}}, and its interval includes such errors",
};
