import { dayNumber, firstOfMonth, monthOf } from "../../core/period.ts";
import { isoDate } from "./calendar.ts";
import { normal, type Random } from "./random.ts";
import type { Purchase } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";

/** `2024-03` of a month by its number. */
function isoMonth(month: number): string {
  return isoDate(firstOfMonth(month)).slice(0, 7);
}

/** The months that lie in history as a whole: [from, to). */
export function wholeMonths(history: SyntheticSpec["history"]): { from: number; to: number } {
  const first = dayNumber(history.from);
  return { from: monthOf(first - 1) + 1, to: monthOf(first + 7 * history.weeks) };
}

/** Sums by group (district, territory), series (brand) and month, in whole minor units. */
export interface MonthBook {
  add(group: number, series: number, purchase: Purchase): void;
  at(group: number, series: number, month: number): number;
}

export function openMonthBook(history: SyntheticSpec["history"], groups: number, series: number): MonthBook {
  const first = monthOf(dayNumber(history.from));
  const months = monthOf(dayNumber(history.from) + 7 * history.weeks) - first + 1;
  const sums = new Float64Array(groups * series * months);
  const place = (group: number, s: number, month: number) => (group * series + s) * months + month - first;
  return {
    add(group, s, { day, amount }) {
      sums[place(group, s, monthOf(day))]! += amount;
    },
    at: (group, s, month) => sums[place(group, s, month)]!,
  };
}

/** One figure of the panel: a brand in a district and month, and what was really sold; whole minor units. */
export interface AreaTotal {
  readonly month: string;
  readonly areaId: string;
  readonly brand: string;
  readonly reported: number;
  readonly sold: number;
}

/** What the panel reports: all brands in the districts that it covers, each figure with a log-normal error. */
export function panelTotals(spec: SyntheticSpec, random: Random, districts: MonthBook): AreaTotal[] {
  const { from, to } = wholeMonths(spec.history);
  const { error, minPopulation } = spec.panel;
  const totals: AreaTotal[] = [];
  for (let month = from; month < to; month++) {
    for (const [d, district] of spec.geography.districts.entries()) {
      if (district.population < minPopulation) continue;
      for (const [b, brand] of spec.brands.entries()) {
        const sold = districts.at(d, b, month);
        const reported = Math.round(sold * Math.exp(error * normal(random) - error ** 2 / 2));
        totals.push({ month: isoMonth(month), areaId: district.id, brand: brand.name, reported, sold });
      }
    }
  }
  return totals;
}

/** The target of a territory for a month, whole minor units. */
export interface Target {
  readonly month: string;
  readonly territory: number;
  readonly amount: number;
}

/** Targets as sales offices set them: the same month of the year before and some growth, a year ahead too. */
export function setTargets(spec: SyntheticSpec, territories: MonthBook): Target[] {
  const { from, to } = wholeMonths(spec.history);
  const targets: Target[] = [];
  for (let month = from + 12; month < to + 12; month++) {
    for (let territory = 0; territory < spec.territories.length; territory++) {
      const before = territories.at(territory, 0, month - 12);
      // Plans are round figures: hundreds of the major unit.
      const amount = 10_000 * Math.round((before * (1 + spec.office.targetGrowth)) / 10_000);
      targets.push({ month: isoMonth(month), territory, amount });
    }
  }
  return targets;
}
