import { dateOf, dayNumber, isoDay } from "../../core/period.ts";
import { normal, type Random } from "./random.ts";
import type { DemandSpec, PromotionSpec, SyntheticSpec, TypeSpec } from "./spec.ts";

const DAYS_A_YEAR = 365.25;

const dates = new Map<number, string>();

/** ISO date of a day since 1970-01-01. Kept: millions of sales fall on a few thousand days. */
export function isoDate(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    date = isoDay(day);
    dates.set(day, date);
  }
  return date;
}

/** What the moving calendar does to one week: shares of its seven days. */
export interface Week {
  readonly start: number;
  readonly ramadan: number;
  readonly feast: number;
  readonly beforeFeast: number;
}

const HIJRI = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
  month: "numeric",
  day: "numeric",
  timeZone: "UTC",
});

/** Month and day in the Umm al-Qura calendar, which is within a day of the one that Turkey keeps. */
function hijri(day: number): { month: number; day: number } {
  const parts = HIJRI.formatToParts(dateOf(day));
  const number = (type: string) => Number(parts.find(p => p.type === type)!.value);
  return { month: number("month"), day: number("day") };
}

/** Ramazan Bayramı (three days from 1 Shawwal) and Kurban Bayramı (four days from 10 Dhu al-Hijjah). */
function isFeast(date: { month: number; day: number }): boolean {
  return (date.month === 10 && date.day <= 3) || (date.month === 12 && date.day >= 10 && date.day <= 13);
}

function isFirstFeastDay(day: number): boolean {
  return isFeast(hijri(day)) && !isFeast(hijri(day - 1));
}

/** One holiday; days since 1970-01-01, both inclusive. */
export interface Holiday {
  readonly name: "ramadan" | "ramadanFeast" | "sacrificeFeast";
  readonly from: number;
  readonly to: number;
}

/** Ramadan and the two feasts that begin within a number of days. */
export function holidaysOf(first: number, days: number): Holiday[] {
  const holidays: Holiday[] = [];
  const add = (name: Holiday["name"], from: number, length: number) =>
    holidays.push({ name, from, to: from + length - 1 });
  for (let at = first; at < first + days; at++) {
    const { month, day } = hijri(at);
    if (month === 9 && day === 1) add("ramadan", at, hijri(at + 29).month === 9 ? 30 : 29);
    if (month === 10 && day === 1) add("ramadanFeast", at, 3);
    if (month === 12 && day === 10) add("sacrificeFeast", at, 4);
  }
  return holidays;
}

/** The weeks of history with their shares of fasting, feast and the seven days before a feast. */
export function weeksOf(history: SyntheticSpec["history"]): Week[] {
  const first = dayNumber(history.from);
  return Array.from({ length: history.weeks }, (_, w) => {
    const start = first + 7 * w;
    const days = [0, 1, 2, 3, 4, 5, 6].map(d => start + d);
    const share = (test: (day: number) => boolean) => days.filter(test).length / 7;
    return {
      start,
      ramadan: share(day => hijri(day).month === 9),
      feast: share(day => isFeast(hijri(day))),
      beforeFeast: share(day => [1, 2, 3, 4, 5, 6, 7].some(ahead => isFirstFeastDay(day + ahead))),
    };
  });
}

/**
 * Factor on every rate of a type, week by week: trend, annual cycle, moving holidays, common shocks.
 * @param shocks log shocks of the market, one a week
 * @returns index, length weeks
 */
export function typeIndex(
  random: Random,
  weeks: readonly Week[],
  type: TypeSpec,
  demand: DemandSpec,
  shocks: readonly number[],
): number[] {
  const own = autoregression(random, weeks.length, demand.typeShock, demand.autocorrelation);
  return weeks.map((week, t) => {
    const years = (week.start - weeks[0]!.start) / DAYS_A_YEAR;
    const phase = 2 * Math.PI * (yearFraction(week.start + 3) - (type.season.peakWeek * 7) / DAYS_A_YEAR);
    const moving =
      type.ramadan * week.ramadan + type.feast * week.feast + type.beforeFeast * week.beforeFeast;
    return Math.exp(
      demand.trend * years + type.season.amplitude * Math.cos(phase) + moving + shocks[t]! + own[t]!,
    );
  });
}

function yearFraction(day: number): number {
  const year = dateOf(day).getUTCFullYear();
  return (day - dayNumber(`${year}-01-01`)) / DAYS_A_YEAR;
}

/** Stationary AR(1): shocks that last, with standard deviation `spread` and lag-one correlation `rho`. */
export function autoregression(random: Random, length: number, spread: number, rho: number): number[] {
  let level = spread * normal(random);
  return Array.from({ length }, () => {
    const now = level;
    level = rho * level + spread * Math.sqrt(1 - rho * rho) * normal(random);
    return now;
  });
}

/** One pulse as it happened. Weeks are indices into history; `to` and `dipTo` are exclusive. */
export interface Pulse {
  readonly promotion: PromotionSpec;
  readonly from: number;
  readonly to: number;
  readonly dipTo: number;
}

/** The pulses of a yearly promotion that begin inside history. */
export function pulsesOf(promotion: PromotionSpec, weeks: readonly Week[]): Pulse[] {
  const starts = weeks.flatMap((week, t) => (beginsIn(promotion, weeks, t, week) ? [t] : []));
  return starts.map(from => {
    const to = from + promotion.weeks;
    return { promotion, from, to, dipTo: to + promotion.dipWeeks };
  });
}

function beginsIn({ start }: PromotionSpec, weeks: readonly Week[], t: number, week: Week): boolean {
  if ("weekOfYear" in start)
    return Math.floor((yearFraction(week.start) * DAYS_A_YEAR) / 7) === start.weekOfYear;
  const anchor = t - start.ramadanWeek;
  const isFirst = (w: Week | undefined, before: Week | undefined) =>
    w !== undefined && w.ramadan > 0 && (before?.ramadan ?? 0) === 0;
  return isFirst(weeks[anchor], weeks[anchor - 1]);
}

/** Log utility that promotions add to one brand, week by week. */
export function promotionUtility(pulses: readonly Pulse[], brand: string, weeks: number): number[] {
  const utility = new Array<number>(weeks).fill(0);
  for (const { promotion, from, to, dipTo } of pulses) {
    if (promotion.brand !== brand) continue;
    for (let t = from; t < Math.min(to, weeks); t++) utility[t]! += promotion.lift;
    for (let t = to; t < Math.min(dipTo, weeks); t++) utility[t]! -= promotion.dip;
  }
  return utility;
}
