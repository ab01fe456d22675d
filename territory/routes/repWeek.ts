import type { Market } from "../../data/market/market.ts";
import { planOn } from "../plan/onDay.ts";
import type { TravelMatrix } from "../travel/matrix.ts";
import { type TravelMinutes, type TravelSettings, travelMinutes } from "../travel/minutes.ts";
import { accountPlaces, middlesOf } from "../units/calls.ts";
import { chooseTours } from "./choose.ts";
import type { VisitHabits } from "./habits.ts";
import type { TourProblem, Windows } from "./problem.ts";
import { type Timetable, timetable } from "./timetable.ts";
import { visitWindows } from "./windows.ts";

/** What tours of a rep's week are made of. */
export interface RepWeekQuestion {
  readonly market: Market;
  /** Index of the rep in the market. */
  readonly rep: number;
  /** Monday of the week, days since 1970-01-01. */
  readonly monday: number;
  readonly habits: VisitHabits;
  readonly promise: VisitPromise;
  readonly travel: TravelSettings;
  readonly matrix: TravelMatrix | null;
  /** Minutes since midnight, local: leaving home and being back. */
  readonly hours: { readonly from: number; readonly to: number };
  /** Days without work, since 1970-01-01. */
  readonly daysOff: ReadonlySet<number>;
  /** Told how much of the work is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a visit promises, by account of the market: plain columns that are made where models are at hand. */
export interface VisitPromise {
  /** 1: its next best contact is a visit, or nothing is known of contacts. */
  readonly byVisit: ArrayLike<number>;
  /** Own orders that would not come by themselves; NaN where contacts are not known to bring any. */
  readonly orders: Float64Array;
  /** Minor currency units of an own order. */
  readonly orderAmount: Float64Array;
}

export interface RepWeek {
  /** Where days begin and end: the rep's home, else the middle of the accounts; null where neither has a place. */
  readonly home: Home | null;
  /** Open accounts of the rep. */
  readonly accounts: number;
  /** Visits that the rep can make in the week, and what tells: the rep's calls, past visits, or the hours. */
  readonly visits: number;
  readonly visitsFrom: "weekly_calls" | "past_visits" | "hours";
  /** Working days of the week; stops are accounts of the market. */
  readonly days: readonly RepDay[];
  /** Accounts of the rep that no tour may go to: they take no visits in the week's hours, lie nowhere, or prefer a call. */
  readonly leftOut: { readonly windows: number; readonly unplaced: number; readonly otherChannel: number };
  /** Of those that could be visited: how many are not, this week. */
  readonly notThisWeek: number;
}

export interface Home {
  readonly lat: number;
  readonly lon: number;
  readonly known: boolean;
}

export interface RepDay {
  readonly day: number;
  readonly timetable: Timetable | null;
  /** Windows of an account on that day. */
  readonly windows: (account: number) => Windows;
}

/** Share of an even week below which a weekday is none of the market's. */
const WORKED = 0.25 / 7;
/** How far a day's visits may lie above its usual share of the week. */
const DAY_SLACK = 1.2;
/** Times that a week is taken apart and put together again. */
const TRIES = 400;
/** Weeks since the last visit of an account that had none in the last year. */
const LONG_AGO = 52;
/** Monday to Friday, where no visit tells of weekdays. */
const USUAL_WEEK = [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0];

/**
 * The tours of a rep's week: which accounts, on which day, in which order. An account is worth what a visit promises (orders ×
 * amount of an order; where contacts are not known to bring any, that amount) times how far it is due: weeks since its last
 * visit over its cadence. The same market has the same tours, in whatever order its accounts stand.
 */
export function repWeek(question: RepWeekQuestion): RepWeek {
  const { market, rep, monday, habits, onProgress } = question;
  const windows = visitWindows(market);
  const places = accountPlaces(market);
  const own = accountsOf(market, rep, monday);
  const days = workingDays(question);
  const placed = own.filter(i => !Number.isNaN(places.lat[i]!));
  const byVisit = placed.filter(i => question.promise.byVisit[i] === 1);
  const fits = (account: number) =>
    days.some(({ day }) => hasRoom(windows(account, day), question, habits.onSite[account]!));
  const candidates = byVisit.filter(fits);
  const { visits, visitsFrom } = visitsOfWeek(question, days, candidates);
  const home = homeOf(market, rep, places, own);
  const problem: TourProblem = {
    stops: candidates.length,
    days: days.map(({ share }) => ({ ...question.hours, most: Math.ceil(visits * share * DAY_SLACK) })),
    onSite: candidates.map(i => habits.onSite[i]!),
    travel: keptMinutes(question, candidates, places, home),
    windows: keptWindows(candidates, days, windows),
  };
  const value = candidates.map(i => worth(question, i));
  const most = Math.min(visits, candidates.length);
  const tours = chooseTours({ problem, value, most, tries: TRIES, onProgress });
  return {
    home,
    accounts: own.length,
    visits,
    visitsFrom,
    days: days.map(({ day }, d) => ({
      day,
      timetable: inMarket(timetable(problem, d, tours.days[d]!), candidates),
      windows: account => windows(account, day),
    })),
    leftOut: {
      unplaced: own.length - placed.length,
      otherChannel: placed.length - byVisit.length,
      windows: byVisit.length - candidates.length,
    },
    notThisWeek: tours.left.length,
  };
}

/** The rep's accounts by the plan of that Monday that are open all week, by their ids: no result depends on the order of rows. */
function accountsOf(market: Market, rep: number, monday: number): number[] {
  const { accounts, reps } = market;
  const { territories, territory } = planOn(market, monday);
  const mine = (i: number) => territories[territory[i]!]?.repId === reps[rep]!.id;
  const open = (i: number) =>
    accounts.successor[i]! < 0 && !(accounts.opened[i]! > monday) && !(accounts.closed[i]! <= monday + 6);
  const own = Array.from({ length: accounts.count }, (_, i) => i).filter(i => mine(i) && open(i));
  return own.sort((a, b) => (accounts.ids[a]! < accounts.ids[b]! ? -1 : 1));
}

interface WorkingDay {
  readonly day: number;
  /** Of the visits of a week without days off. */
  readonly share: number;
}

function workingDays({ monday, habits, daysOff }: RepWeekQuestion): WorkingDay[] {
  return (habits.weekdays ?? USUAL_WEEK)
    .map((share, weekday) => ({ day: monday + weekday, share }))
    .filter(({ day, share }) => share >= WORKED && !daysOff.has(day));
}

function hasRoom(windows: Windows, { hours }: RepWeekQuestion, onSite: number): boolean {
  for (let w = 0; w < windows.length; w += 2)
    if (Math.min(hours.to, windows[w + 1]!) - Math.max(hours.from, windows[w]!) >= onSite) return true;
  return false;
}

/** Calls of the week that are visits, less those of days off; never more than its hours hold. */
function visitsOfWeek(
  { market, rep, habits, hours }: RepWeekQuestion,
  days: readonly WorkingDay[],
  candidates: readonly number[],
): Pick<RepWeek, "visits" | "visitsFrom"> {
  const worked = days.reduce((sum, { share }) => sum + share, 0);
  const onSite = candidates.reduce((sum, i) => sum + habits.onSite[i]!, 0) / Math.max(1, candidates.length);
  const held = Math.floor((days.length * (hours.to - hours.from)) / Math.max(1, onSite));
  const told = (aWeek: number) => Math.min(held, Math.round(aWeek * worked));
  const calls = market.reps[rep]!.weeklyCalls;
  const share = Number.isNaN(habits.share[rep]!) ? 1 : habits.share[rep]!;
  if (calls !== null) return { visits: told(calls * share), visitsFrom: "weekly_calls" };
  if (habits.byRep[rep]! > 0) return { visits: told(habits.byRep[rep]!), visitsFrom: "past_visits" };
  return { visits: held, visitsFrom: "hours" };
}

function homeOf(
  { reps, accounts }: Market,
  rep: number,
  places: ReturnType<typeof accountPlaces>,
  own: readonly number[],
): Home | null {
  const { lat, lon } = reps[rep]!;
  if (lat !== null && lon !== null) return { lat, lon, known: true };
  const group = new Int32Array(accounts.count).fill(-1);
  for (const i of own) group[i] = 0;
  const middle = middlesOf(group, 1, new Float64Array(accounts.count).fill(1), places);
  const [middleLat, middleLon] = [middle.lat[0]!, middle.lon[0]!];
  return Number.isNaN(middleLat) ? null : { lat: middleLat, lon: middleLon, known: false };
}

/** Minor units, or only how far it is due where no account has an amount. */
function worth({ promise, habits, monday }: RepWeekQuestion, account: number): number {
  const orders = promise.orders[account]!;
  const since = (monday - habits.lastVisit[account]!) / 7;
  const due = (Number.isNaN(since) ? LONG_AGO : since) / habits.cadence[account]!;
  const promised = (Number.isNaN(orders) ? 1 : orders) * promise.orderAmount[account]!;
  return (Number.isNaN(due) ? 1 : due) * (promised > 0 ? promised : 1);
}

/** Minutes between candidates and home, each row made when it is asked for first. */
function keptMinutes(
  { market, rep, travel, matrix }: RepWeekQuestion,
  candidates: readonly number[],
  { lat, lon }: ReturnType<typeof accountPlaces>,
  home: Home | null,
): TravelMinutes {
  const places = {
    ids: [...candidates.map(i => market.accounts.ids[i]!), `home:${market.reps[rep]!.id}`],
    lat: [...candidates.map(i => lat[i]!), home?.lat ?? Number.NaN],
    lon: [...candidates.map(i => lon[i]!), home?.lon ?? Number.NaN],
  };
  const minutes = travelMinutes(places, travel, matrix);
  const rows: Float64Array[] = [];
  return (from, to) => {
    rows[from] ??= new Float64Array(places.ids.length).fill(Number.NaN);
    const row = rows[from];
    if (Number.isNaN(row[to]!)) row[to] = minutes(from, to);
    return row[to]!;
  };
}

function keptWindows(
  candidates: readonly number[],
  days: readonly WorkingDay[],
  windows: (account: number, day: number) => Windows,
): TourProblem["windows"] {
  const kept = candidates.map(account => days.map(({ day }) => windows(account, day)));
  return (stop, day) => kept[stop]![day]!;
}

/** With accounts of the market for stops of the problem. */
function inMarket(day: Timetable | null, candidates: readonly number[]): Timetable | null {
  return day && { ...day, stops: day.stops.map(timed => ({ ...timed, stop: candidates[timed.stop]! })) };
}
