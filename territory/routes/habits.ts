import { lastYearFrom, periodEnd, weekday } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import { MINUTES_A_CONTACT } from "../units/calls.ts";

/** How a market's accounts are visited, from the visits of the last year that were made face to face (or in no channel). */
export interface VisitHabits {
  /** Visits that these habits rest on. */
  readonly visits: number;
  /** Minutes on site by account: its own mean, drawn to that of its type, and this to that of the market. */
  readonly onSite: Float64Array;
  /** Weeks between two visits of an account, drawn to the market's usual; NaN throughout without visits. */
  readonly cadence: Float64Array;
  /** Last day (since 1970-01-01) on which an account was visited; NaN: not in the last year. */
  readonly lastVisit: Float64Array;
  /** Share of visits on each weekday, Monday first; null where no visit tells its day. */
  readonly weekdays: readonly number[] | null;
  /** Visits a week by rep of the market. */
  readonly byRep: Float64Array;
  /** Visits over all contacts of those that name a channel, by rep; NaN for a rep without any. */
  readonly share: Float64Array;
}

/** Visits of its own that weigh as much as what is usual. */
const PRIOR_VISITS = 5;
/** Weeks of its own that weigh as much, for the cadence. */
const PRIOR_WEEKS = 13;
const FACE_TO_FACE = CHANNELS.indexOf("face_to_face");

/** @param missed 1 for visits that met nobody: they tell of cadence, not of minutes */
export function visitHabits(market: Market, missed: ArrayLike<number>): VisitHabits {
  const { accounts, visits, reps, periodStart, period } = market;
  const from = lastYearFrom(market);
  const weeks = (periodEnd(periodStart.at(-1)!, period) + 1 - periodStart[from]!) / 7;
  const [count, minutes, timed] = [0, 1, 2].map(() => new Float64Array(accounts.count)) as Float64Array[];
  const lastVisit = new Float64Array(accounts.count).fill(Number.NaN);
  const weekdays = new Float64Array(7);
  const [byRep, contacts] = [0, 1].map(() => new Float64Array(reps.length)) as Float64Array[];
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v]! < from) continue;
    const [account, rep, channel] = [visits.account[v]!, visits.rep[v]!, visits.channel[v]!];
    if (rep >= 0) contacts![rep]! += 1;
    if (channel >= 0 && channel !== FACE_TO_FACE) continue;
    if (rep >= 0) byRep![rep]! += 1;
    count![account]! += 1;
    const day = dayOfVisit(market, v);
    if (!(lastVisit[account]! >= day)) lastVisit[account] = day;
    if (visits.hourOfWeek[v]! >= 0) weekdays[Math.floor(visits.hourOfWeek[v]! / 24)]! += 1;
    if (!(visits.minutes[v]! > 0) || missed[v] === 1) continue;
    minutes![account]! += visits.minutes[v]!;
    timed![account]! += 1;
  }
  const all = sum(count!);
  const dated = sum(weekdays);
  return {
    visits: all,
    onSite: onSiteMinutes(market, minutes!, timed!),
    cadence: cadences(market, count!, weeks),
    lastVisit,
    weekdays: dated > 0 ? Array.from(weekdays, n => n / dated) : null,
    share: byRep!.map((n, rep) => n / contacts![rep]!),
    byRep: byRep!.map(n => n / weeks),
  };
}

/** The day of a visit; in a month, whose days visits do not keep, the last one that fits their weekday. */
function dayOfVisit({ visits, periodStart, period }: Market, visit: number): number {
  const start = periodStart[visits.period[visit]!]!;
  const hour = visits.hourOfWeek[visit]!;
  if (hour < 0) return start;
  const day = Math.floor(hour / 24);
  if (period === "week") return start + day;
  const end = periodEnd(start, period);
  return end - ((weekday(end) - day + 7) % 7);
}

function onSiteMinutes(
  { accounts, types }: Market,
  minutes: Float64Array,
  timed: Float64Array,
): Float64Array {
  const drawn = (sum: number, n: number, usual: number) => (sum + PRIOR_VISITS * usual) / (n + PRIOR_VISITS);
  const [ofType, timedOfType] = [new Float64Array(types.length), new Float64Array(types.length)];
  accounts.type.forEach((type, i) => {
    if (type < 0) return;
    ofType[type]! += minutes[i]!;
    timedOfType[type]! += timed[i]!;
  });
  const all = sum(timed);
  const usual = all > 0 ? sum(minutes) / all : MINUTES_A_CONTACT;
  const byType = ofType.map((total, type) => drawn(total, timedOfType[type]!, usual));
  return minutes.map((total, i) => drawn(total, timed[i]!, byType[accounts.type[i]!] ?? usual));
}

/** Weeks between visits: gamma-Poisson means of visits a week, turned round; an account counts from the day it opened. */
function cadences(
  { accounts, periodStart, period }: Market,
  count: Float64Array,
  weeks: number,
): Float64Array {
  const end = periodEnd(periodStart.at(-1)!, period) + 1;
  const open = accounts.opened.map(day => (day > end - 7 * weeks ? Math.max(1, (end - day) / 7) : weeks));
  const visited = [...count.keys()].filter(i => count[i]! > 0);
  const usual = sum(count) / visited.reduce((total, i) => total + open[i]!, 0);
  return count.map((n, i) => (open[i]! + PRIOR_WEEKS) / (n + PRIOR_WEEKS * usual));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
