import type { InLanguages } from "../../core/figures.ts";
import { DAY_MS, dateOf, isoDay, type Period, periodsFrom, shiftPeriod } from "../../core/period.ts";
import { joined, wantedNot } from "./expected.ts";
import type { Facts } from "./facts.ts";
import { type LeverLine, leverFault } from "./line.ts";
import type { Moment, Span } from "./values.ts";

/** The period of the horizon that holds a day; below 0 before its start. */
export function periodOf(day: number, { twin }: Pick<Facts, "twin">): number {
  const { firstPeriodStart, period } = twin.header;
  return periodsFrom(firstPeriodStart, day, period);
}

/** The day that lies a span after another. */
export function dayAfter(day: number, { count, unit }: Span): number {
  if (unit !== "m") return day + count * (unit === "w" ? 7 : 1);
  const date = dateOf(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, date.getUTCDate()) / DAY_MS;
}

/** Periods [from, to) of the horizon. */
export interface Periods {
  readonly from: number;
  readonly to: number;
}

/**
 * The periods in which a lever pulls: those that hold `from` and `to` and what lies between, cut at the horizon.
 * @throws InputError where nothing of it lies inside the horizon.
 */
export function periodsOf(lever: LeverLine, facts: Facts): Periods {
  const { from, to } = lever.spec;
  const { twin, horizon } = facts;
  const start = twin.header.firstPeriodStart;
  const dayOf = (moment: Moment) => ("day" in moment ? moment.day : dayAfter(start, moment.after));
  const last = shiftPeriod(start, horizon, twin.header.period) - 1;
  const inside = insideHorizon(horizon, twin.header.period, isoDay(start), isoDay(last));
  if (from && dayOf(from) > last)
    throw leverFault(lever, ["from"], joined("from: ", wantedNot(inside, isoDay(dayOf(from)))));
  if (to && dayOf(to) < start)
    throw leverFault(lever, ["to"], joined("to: ", wantedNot(inside, isoDay(dayOf(to)))));
  const first = from ? Math.max(0, periodOf(dayOf(from), facts)) : 0;
  const end = to ? Math.min(horizon, periodOf(dayOf(to), facts) + 1) : horizon;
  if (end <= first)
    throw leverFault(lever, ["to"], {
      en: "to: expected a day on or after from",
      tr: "to: beklenen: from gününden önce olmayan bir gün",
    });
  return { from: first, to: end };
}

function insideHorizon(horizon: number, period: Period, first: string, last: string): InLanguages {
  return {
    en: `a day inside the horizon (${horizon} ${period}s, ${first} to ${last})`,
    tr: `ufkun içinde bir gün (${horizon} ${period === "week" ? "hafta" : "ay"}, ${first} – ${last})`,
  };
}

const WHOLE: Readonly<Record<Period, InLanguages>> = {
  week: {
    en: "whole weeks such as 2w, for a market of weeks",
    tr: "2w gibi tam haftalar, çünkü pazar haftalık",
  },
  month: {
    en: "whole months such as 1m, for a market of months",
    tr: "1m gibi tam aylar, çünkü pazar aylık",
  },
};

/**
 * Whole periods of a move in time.
 * @throws InputError where the move is no whole number of the market's periods.
 */
export function periodsIn(lever: LeverLine, { count, unit }: Span, period: Period): number {
  const periods =
    period === "week"
      ? { d: count / 7, w: count, m: Number.NaN }[unit]
      : { d: Number.NaN, w: Number.NaN, m: count }[unit];
  if (Number.isInteger(periods)) return periods;
  throw leverFault(lever, ["shift"], joined("shift: ", wantedNot(WHOLE[period], `"${count}${unit}"`)));
}
