import type { Words } from "../../../core/note.ts";
import type { leverNote } from "../../../scenarios/levers/notes.ts";

export const lever: Words<typeof leverNote> = {
  "lever.of": "{{lever}}",
  "lever.price_elasticity": "price elasticity {{elasticity}} (Bijmolt, van Heerde, Pieters 2005)",
  "lever.says": "{{what}}",
};
