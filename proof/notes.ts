import { notes } from "../core/note.ts";

/** Why a part of a backtest is missing or smaller than asked for. */
export const backtestNote = notes({
  "backtest.no_territories": {},
  "backtest.shorter_month": {
    periods: "count",
    hidden: "count",
    asked: "count",
    times: "count",
    asked_times: "count",
  },
  "backtest.shorter_week": {
    periods: "count",
    hidden: "count",
    asked: "count",
    times: "count",
    asked_times: "count",
  },
  "backtest.too_few_sites": { least: "count" },
  "backtest.too_short_month": { periods: "count", least: "count" },
  "backtest.too_short_week": { periods: "count", least: "count" },
});
