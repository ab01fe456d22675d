import type { Words } from "../../../core/note.ts";
import type { leverNote } from "../../../scenarios/levers/notes.ts";

export const lever: Words<typeof leverNote> = {
  "lever.learned_preferences": "preferences learned from sales",
  "lever.no_answer_to_price": "rivals do not answer a price, and the category does not grow by it",
  "lever.no_dip_after_promotion":
    "a promotion brings no dip after it, and one that is moved or changed works as it would have",
  "lever.of": "{{lever}}",
  "lever.price_elasticity": "price elasticity {{elasticity}} (Bijmolt, van Heerde, Pieters 2005)",
  "lever.rep_change_cost": "a change of rep costs 0 to 17.6% of a customer's revenue (Schmitz et al. 2020)",
  "lever.rep_change_made_up": "what a change of rep costs is made up over 26 weeks",
  "lever.same_buyers_choose_anew":
    "who bought the brand buys as often as before, and chooses among the rest in proportion to them",
  "lever.seasons": "seasons of the forecast",
  "lever.size_given": "the size is the scenario's own",
};
