import { InputError } from "../../core/errors.ts";
import {
  dayNumber,
  isoDay,
  type Period,
  periodEnd,
  periodStartOf,
  shiftPeriod,
  weekday,
} from "../../core/period.ts";
import type { MarketConfig } from "../config/config.ts";
import { type IngestNote, ingestNote } from "./notes.ts";

/** History in whole periods. Days are days since 1970-01-01. */
export interface History {
  readonly period: Period;
  /** First day of each period, ascending. */
  readonly starts: readonly number[];
  /** Last day of the last period. */
  readonly last: number;
  /** Dates at the edges that belong to no whole period, as notes for people. */
  readonly notes: readonly IngestNote[];
}

/**
 * Whole periods that the sales cover.
 *
 * What the days cover reaches to the day before the next one on which sales are usual: shops that rest on Sunday have
 * whole weeks from Monday to Saturday, and dates that all fall on one weekday stand for seven days each. `history`
 * cuts off by the day.
 *
 * @param days distinct days with sales, ascending
 * @throws InputError when no whole period is left, or the dates are coarser than the period.
 */
export function findHistory(
  days: readonly number[],
  config: Pick<MarketConfig, "history" | "period">,
): History {
  const { period } = config;
  const from = config.history.from ? dayNumber(config.history.from) : Number.NEGATIVE_INFINITY;
  const to = config.history.to ? dayNumber(config.history.to) : Number.POSITIVE_INFINITY;
  const inside = days.filter(d => d >= from && d <= to);
  if (inside.length === 0) throw noHistory(days, config);
  // The rhythm is read off the part inside history only: nothing after its end may be known.
  const covered = coverage(inside, period);
  const first = Math.max(from, covered.from);
  const last = Math.min(to, covered.to);
  const starts: number[] = [];
  let start = periodStartOf(inside[0]!, period);
  if (start < first) start = shiftPeriod(start, 1, period);
  for (; periodEnd(start, period) <= last; start = shiftPeriod(start, 1, period)) starts.push(start);
  if (starts.length === 0) throw noHistory(days, config);
  const end = periodEnd(starts.at(-1)!, period);
  const notes = edgeNotes(inside, starts[0]!, end, period);
  return { period, starts, last: end, notes };
}

function coverage(days: readonly number[], period: Period): { from: number; to: number } {
  const first = days[0]!;
  const last = days.at(-1)!;
  const stamp = monthStamp(days);
  if (stamp) {
    if (period === "week") {
      const message = `sales dates all fall on the ${stamp} day of a month, but the period is week; put period: month into market.yaml`;
      throw new InputError("dates_coarser_than_period", message, { stamp });
    }
    const start = periodStartOf(first, "month");
    return { from: start, to: periodEnd(periodStartOf(last, "month"), "month") };
  }
  const usual = usualWeekdays(days);
  let from = first;
  while (!usual[weekday(from - 1)] && first - from < 6) from--;
  let to = last;
  while (!usual[weekday(to + 1)] && to - last < 6) to++;
  return { from, to };
}

/** Dates that all are a month's first (or last) day stand for months. */
function monthStamp(days: readonly number[]): "first" | "last" | null {
  if (days.length < 3) return null;
  if (days.every(d => isoDay(d).endsWith("-01"))) return "first";
  return days.every(d => isoDay(d + 1).endsWith("-01")) ? "last" : null;
}

/** Weekdays with at least half as many dates as the busiest weekday. */
function usualWeekdays(days: readonly number[]): boolean[] {
  const counts = new Array<number>(7).fill(0);
  for (const day of days) counts[weekday(day)]!++;
  const most = Math.max(...counts);
  return counts.map(n => n >= most / 2);
}

function edgeNotes(days: readonly number[], start: number, end: number, period: Period): IngestNote[] {
  const told = (edge: readonly number[], side: "first" | "last") =>
    edge.length > 0
      ? [ingestNote(`ingest.${side}_${period}`, { from: isoDay(edge[0]!), to: isoDay(edge.at(-1)!) })]
      : [];
  const [before, after] = [days.filter(d => d < start), days.filter(d => d > end)];
  return [...told(before, "first"), ...told(after, "last")];
}

function noHistory(days: readonly number[], config: Pick<MarketConfig, "history" | "period">): InputError {
  const { from = "the beginning", to = "the end" } = config.history;
  const found =
    days.length === 0 ? "there are none" : `they run from ${isoDay(days[0]!)} to ${isoDay(days.at(-1)!)}`;
  const message = `no whole ${config.period} of sales lies in history (${from} to ${to}): ${found}; change history in market.yaml, or add sales`;
  return new InputError("no_history", message);
}
