import { historyEnd, shiftPeriod } from "../../core/period.ts";
import { expectedCalendar } from "../../data/market/calendarAhead.ts";
import type { CalendarEntry, Market } from "../../data/market/market.ts";
import { PRICE_ELASTICITY, USUAL_DEPTH } from "../../models/course/calendarTerms.ts";
import type { Source } from "../../twin/source.ts";
import { type Periods, periodOf } from "../parameters/calendar.ts";
import type { Facts } from "../parameters/facts.ts";
import { promotionNote } from "./notes.ts";

/** What a rival's promotion adds to the utility of its brand, with its standard error. */
export interface PromotionEffect {
  readonly mean: number;
  readonly se: number;
  readonly source: Source;
}

/** Periods before and after a promotion that it is compared with, and those after it that its dip takes. */
const WINDOWS = { week: { around: 8, dip: 2 }, month: { around: 3, dip: 1 } } as const;

/** The promotions of a brand in the market's calendar. */
export function promotionsOf(market: Market, brand: number): CalendarEntry[] {
  return market.calendar.filter(entry => entry.kind === "promotion" && entry.brand === brand);
}

/**
 * The effect of a brand's promotions, from history: log odds of the brand's amount against that of the other rivals
 * (against the own brand where there are none), in the promotion's periods and in those around it; least squares
 * with a level for each promotion. Without enough history: elasticity × log(1 − depth), half of it as standard error.
 */
export function promotionEffect(market: Market, brand: number): PromotionEffect {
  const entries = promotionsOf(market, brand);
  const inHistory = entries.filter(entry => entry.start < historyEnd(market));
  return fromHistory(market, brand, inHistory) ?? fromDepth(entries);
}

function fromDepth(entries: readonly CalendarEntry[]): PromotionEffect {
  const depths = entries.flatMap(({ depth }) => (depth !== null && depth > 0 && depth < 0.9 ? [depth] : []));
  const depth = depths.length > 0 ? depths.reduce((a, b) => a + b, 0) / depths.length : USUAL_DEPTH;
  const mean = PRICE_ELASTICITY * Math.log(1 - depth);
  const note = promotionNote("promotion.prior", { elasticity: PRICE_ELASTICITY, depth });
  return { mean, se: mean / 2, source: { from: "prior", note } };
}

function fromHistory(
  market: Market,
  brand: number,
  entries: readonly CalendarEntry[],
): PromotionEffect | null {
  const areas = [...new Set(entries.map(entry => entry.area))];
  const odds = new Map(areas.map(area => [area, logOdds(market, brand, area)]));
  const resting = restingPeriods(market, entries);
  const blocks = entries.flatMap(entry => {
    const block = promotionBlock(market, entry, odds.get(entry.area)!, resting);
    return block ? [block] : [];
  });
  const fit = commonSlope(blocks);
  if (fit === null) return null;
  const figures = { count: blocks.length, brand: market.brands[brand]! };
  const note = promotionNote(`promotion.history_${market.period}`, figures);
  return { mean: fit.slope, se: fit.se, source: { from: "data", note } };
}

/** One promotion and the periods around it: the share of each that it covers, and the log odds. */
interface Block {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** True where none of the promotions runs, nor has just ended: its dip is no level to compare with. */
function restingPeriods(market: Market, entries: readonly CalendarEntry[]): boolean[] {
  const { dip } = WINDOWS[market.period];
  const covered = coverage(market, entries);
  return covered.map((_, t) => !covered.slice(Math.max(0, t - dip), t + 1).some(share => share > 0));
}

/** Null where there is nothing to compare the promotion with. */
function promotionBlock(
  market: Market,
  entry: CalendarEntry,
  odds: Float64Array,
  resting: readonly boolean[],
): Block | null {
  const periods = windowOf(market, entry, WINDOWS[market.period].around).filter(
    t => Number.isFinite(odds[t]) && (resting[t] || covers(market, entry, t) > 0),
  );
  const x = periods.map(t => covers(market, entry, t));
  if (!x.some(share => share > 0) || !x.some(share => share === 0)) return null;
  return { x, y: periods.map(t => odds[t]!) };
}

/** Least squares of y on x with one slope and a level for each block; null where that leaves too little. */
function commonSlope(blocks: readonly Block[]): { readonly slope: number; readonly se: number } | null {
  let [xx, xy, yy, freedom] = [0, 0, 0, -1];
  for (const { x, y } of blocks) {
    const mx = x.reduce((a, b) => a + b, 0) / x.length;
    const my = y.reduce((a, b) => a + b, 0) / y.length;
    x.forEach((v, i) => {
      xx += (v - mx) ** 2;
      xy += (v - mx) * (y[i]! - my);
      yy += (y[i]! - my) ** 2;
    });
    freedom += x.length - 1;
  }
  if (freedom < 3 || xx === 0) return null;
  const slope = xy / xx;
  return { slope, se: Math.sqrt(Math.max(0, yy - slope * xy) / freedom / xx) };
}

/** Share of each period of history that any of the entries covers. */
function coverage(market: Market, entries: readonly CalendarEntry[]): number[] {
  return Array.from(market.periodStart, (_, t) =>
    entries.reduce((most, entry) => Math.max(most, covers(market, entry, t)), 0),
  );
}

function covers(market: Market, entry: CalendarEntry, t: number): number {
  const start = market.periodStart[t]!;
  return overlap(entry, start, shiftPeriod(start, 1, market.period));
}

/** Share of the days [from, to) that an entry covers. */
function overlap({ start, end }: Pick<CalendarEntry, "start" | "end">, from: number, to: number): number {
  return Math.max(0, Math.min(end + 1, to) - Math.max(start, from)) / (to - from);
}

/** Periods of history in which an entry lies, and those around it. */
function windowOf(market: Market, entry: CalendarEntry, around: number): number[] {
  const inside = Array.from(market.periodStart.keys()).filter(t => covers(market, entry, t) > 0);
  const from = Math.max(0, (inside[0] ?? 0) - around);
  const to = Math.min(market.periodStart.length - 1, (inside.at(-1) ?? -1) + around);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

/** Log odds of a brand's amount against the other rivals' by period; -1 for the area means the market. */
function logOdds(market: Market, brand: number, area: number): Float64Array {
  const own = new Float64Array(market.periodStart.length);
  const others = new Float64Array(market.periodStart.length);
  const onlyRival = market.brands.length === 2;
  const { count, account, period, brand: brandOf, amount } = market.sales;
  for (let row = 0; row < count; row++) {
    if (area >= 0 && market.accounts.area[account[row]!] !== area) continue;
    if (brandOf[row] === brand) own[period[row]!]! += amount[row]!;
    else if (onlyRival || brandOf[row] !== 0) others[period[row]!]! += amount[row]!;
  }
  return own.map((value, t) => Math.log(value / others[t]!));
}

/** A promotion ahead: the area it runs in (-1: everywhere) and the share of each period that it covers. */
export interface PromotionAhead {
  readonly area: number;
  /** Periods [from, to), which may lie outside the horizon, and the covered share of each. */
  readonly from: number;
  readonly shares: readonly number[];
  /** First and last day, days since 1970-01-01. */
  readonly start: number;
  readonly end: number;
}

/** The promotions of a brand that the calendar dates after history, or that come back (`expectedCalendar`). */
export function promotionsAhead({ market, twin, horizon }: Facts, brand: number): PromotionAhead[] {
  const { firstPeriodStart, period } = twin.header;
  const until = shiftPeriod(firstPeriodStart, horizon, period);
  const entries = expectedCalendar(market, until).filter(
    entry => entry.kind === "promotion" && entry.brand === brand && entry.end >= firstPeriodStart,
  );
  return entries.map(({ area, start, end }) => {
    const from = periodOf(start, { twin });
    const days = (t: number) => shiftPeriod(firstPeriodStart, t, period);
    const shares = Array.from({ length: periodOf(end, { twin }) + 1 - from }, (_, i) =>
      overlap({ start, end }, days(from + i), days(from + i + 1)),
    );
    return { area, from, shares, start, end };
  });
}

/** Covered shares by period of some periods. */
export function profileOf(promotions: readonly PromotionAhead[], { from, to }: Periods): Float64Array {
  const profile = new Float64Array(to - from);
  for (const promotion of promotions)
    promotion.shares.forEach((share, i) => {
      const t = promotion.from + i - from;
      if (t >= 0 && t < profile.length) profile[t] = Math.max(profile[t]!, share);
    });
  return profile;
}
