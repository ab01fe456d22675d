import type { Words } from "../../../core/note.ts";
import type { backtestNote } from "../../../proof/notes.ts";

export const backtest: Words<typeof backtestNote> = {
  "backtest.no_territories":
    "the forecast is scored for the market as a whole and not by territory, because it has none: add territory_id to accounts",
  "backtest.shorter_month":
    "history has {{periods}} months: {{hidden}} are hidden instead of {{asked}}, {{times}} times instead of {{asked_times}}, so that two years are always seen",
  "backtest.shorter_week":
    "history has {{periods}} weeks: {{hidden}} are hidden instead of {{asked}}, {{times}} times instead of {{asked_times}}, so that two years are always seen",
  "backtest.too_few_sites":
    "the dark estimate is not scored: fewer than {{least}} accounts are open and have coordinates, too few to hide some",
  "backtest.too_short_month":
    "the forecast is not scored: history has {{periods}} months, and two years ({{least}}) and at least one more to hide are needed: add older sales",
  "backtest.too_short_week":
    "the forecast is not scored: history has {{periods}} weeks, and two years ({{least}}) and at least one more to hide are needed: add older sales",
};
