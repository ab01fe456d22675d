import type { Words } from "../../../core/note.ts";
import type { leverNote } from "../../../scenarios/levers/notes.ts";

export const lever: Words<typeof leverNote> = {
  "lever.of": "{{lever}}",
  "lever.handover_fades": "what a change of rep costs fades in a straight line over {{weeks}} weeks",
  "lever.handover_missed": "nobody contacts an account that changes rep for {{low}} to {{high}} weeks",
  "lever.handover_published":
    "a change of rep costs {{low}} to {{high}} of the customer's sales of a year (published for reps who leave: Shi, Sridhar, Grewal, Lilien 2017)",
  "lever.handover_set":
    "a change of rep costs {{low}} to {{high}} of the customer's sales of a year, as market.yaml says",
  "lever.price_elasticity": "price elasticity {{elasticity}} (Bijmolt, van Heerde, Pieters 2005)",
  "lever.says": "{{what}}",
  "lever.travel":
    "the road is {{detour}} times as long as the crow flies, at {{kmh}} km/h; a rep works the hours of today",
};
