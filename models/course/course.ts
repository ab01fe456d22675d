import { absentSales } from "../../data/market/absentSales.ts";
import type { Market } from "../../data/market/market.ts";
import { type CalendarEffects, learnCalendar, withCalendar, withoutCalendar } from "./calendar.ts";
import { completeHistory } from "./complete.ts";
import { type AgentNoise, type ForecastPaths, forecastPaths } from "./forecast.ts";
import { type GroupHistory, groupHistory } from "./history.ts";

/** The year ahead of a market by groups of its accounts. */
export interface Course {
  /** What the paths were learned from: nothing absent, and without what the calendar's entries did. */
  readonly history: GroupHistory;
  readonly paths: ForecastPaths;
  /** Null where the calendar has no entry with an effect. */
  readonly calendar: CalendarEffects | null;
}

export interface CourseOptions {
  readonly horizon: number;
  readonly draws: number;
  readonly seed: number;
  readonly agentNoise: (history: GroupHistory) => AgentNoise;
}

/**
 * Takes the calendar's entries out of history, fills in what is absent, draws the paths ahead and puts the entries ahead
 * into them.
 * @param grouping [account of the market] what shares a path; -1: none
 */
export function fitCourse(market: Market, grouping: Int32Array, options: CourseOptions): Course {
  const { horizon, seed } = options;
  const sold = groupHistory(market, grouping);
  const absent = absentSales(market, sold.groupOf, sold.groups);
  const calendar = learnCalendar(market, sold, absent, horizon);
  const plain = calendar === null ? sold : withoutCalendar(sold, calendar);
  const history = completeHistory(plain, absent, market);
  const { period, country, periodStart } = market;
  const agentNoise = options.agentNoise(history);
  const drawn = forecastPaths(history, { ...options, period, country, periodStart, agentNoise });
  const paths = calendar === null ? drawn : withCalendar(drawn, history.periods, calendar, seed);
  return { history, paths, calendar };
}
