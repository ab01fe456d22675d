import { InputError } from "../../core/errors.ts";
import { clock, whole } from "../../core/figures.ts";
import type { Note } from "../../core/note.ts";
import { dayNumber, historyEnd, isoDay, weekday } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import { byNearness, didYouMean } from "../../data/config/nearest.ts";
import type { Market } from "../../data/market/market.ts";
import { publicHolidays } from "../../models/course/holidays.ts";
import { visitHabits } from "../../territory/routes/habits.ts";
import { routesNote } from "../../territory/routes/notes.ts";
import { type RepWeek, repWeek } from "../../territory/routes/repWeek.ts";
import { type MarketTravel, travelOf } from "../../territory/travel/ofMarket.ts";
import { accountPlaces } from "../../territory/units/calls.ts";
import { loadNextContacts } from "../results/heat.ts";
import { type RepRoutes, routeDays, sumTotals } from "../results/routes.ts";
import { openBuilt } from "../state/builtMarket.ts";
import { marketOf } from "../state/database.ts";
import { type VisitKnowledge, visitKnowledge } from "./visitPromise.ts";

export interface RoutesOptions {
  /** `rep_id`. */
  readonly rep: string;
  /** A day of the week that is asked for, `2024-01-15`; default: the first week after history. */
  readonly week?: string | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

/** Weeks ahead of history that tours are made for: what is due later, visits of which nobody knows decide. */
const WEEKS_AHEAD = 13;

/**
 * The tours of a rep's week, from the state that was built last and `travel` of `market.yaml`.
 * @throws InputError when the market is not built, for an unknown rep and for a week that is too far from the end of history
 */
export async function routesOfRep(
  dir: string,
  { rep: id, week, onProgress }: RoutesOptions,
): Promise<RepRoutes> {
  const built = await openBuilt(dir);
  const travel = await travelOf(dir);
  const [market, contacts] = await Promise.all([marketOf(built), loadNextContacts(built)]);
  const rep = repOf(market, id);
  const monday = mondayOf(market, week);
  const knowledge = visitKnowledge(market, contacts);
  const habits = visitHabits(market, knowledge.missed);
  const off = daysOff(market, monday);
  const made = repWeek({
    market,
    rep,
    monday,
    habits,
    promise: knowledge.promise,
    travel: travel.settings,
    matrix: travel.matrix,
    hours: travel.hours,
    daysOff: new Set(off.keys()),
    onProgress: (done, total) => onProgress?.({ stage: "tours", done, total }),
  });
  const days = routeDays(made, {
    market,
    habits,
    places: accountPlaces(market),
    ...knowledge.promise,
    uncertainty: knowledge.uncertainty,
  });
  const { name } = market.reps[rep]!;
  return {
    rep_id: id,
    rep_name: name,
    week: { from: isoDay(monday), to: isoDay(monday + 6) },
    timezone: market.timezone,
    currency: market.currency,
    settings: {
      detour: travel.settings.detour,
      speed_kmh: travel.settings.kmh,
      from: clock(travel.hours.from / 60),
      to: clock(travel.hours.to / 60),
      matrix: travel.matrix?.file ?? null,
    },
    home: made.home,
    visits: {
      possible: made.visits,
      from: made.visitsFrom,
      made: days.reduce((sum, day) => sum + day.stops.length, 0),
    },
    totals: sumTotals(days),
    days,
    left_out: {
      closed: made.leftOut.windows,
      unplaced: made.leftOut.unplaced,
      other_channel: made.leftOut.otherChannel,
    },
    not_this_week: made.notThisWeek,
    notes: notesOf(market, rep, made, { travel, knowledge, off, habits }),
  };
}

function repOf({ reps, name }: Market, id: string): number {
  const rep = reps.findIndex(known => known.id === id);
  if (rep >= 0) return rep;
  const ids = reps.map(known => known.id);
  const known =
    ids.length > 0 ? byNearness(id, ids).slice(0, 12).join(", ") : "none; reps are a table of their own";
  const message = `--rep: no rep "${id}" in ${name}${didYouMean(id, ids)}; its reps: ${known}`;
  throw new InputError("unknown_rep", message, { rep: id });
}

/** The Monday of the week that is asked for. */
function mondayOf(market: Market, week: string | undefined): number {
  const first = historyEnd(market) - weekday(historyEnd(market) - 1) + 6;
  const last = first + 7 * WEEKS_AHEAD - 1;
  if (week === undefined) return first;
  const day = /^\d{4}-\d\d-\d\d$/.test(week) ? dayNumber(week) : Number.NaN;
  if (day >= first && day <= last && isoDay(day) === week) return day - weekday(day);
  const expected = `a day such as ${isoDay(first)}, at most ${whole(WEEKS_AHEAD)} weeks after the end of history (${isoDay(first)} to ${isoDay(last)})`;
  throw new InputError("bad_option", `--week: expected ${expected}, got "${week}"`, {
    option: "--week",
    text: week,
  });
}

/** Public holidays of the country and closures of the market's calendar that hold everywhere, by day. */
function daysOff({ country, calendar }: Market, monday: number): ReadonlyMap<number, string> {
  const off = publicHolidays(country, monday, monday + 6);
  for (const { kind, start, end, area, brand, name } of calendar) {
    if (kind !== "closure" || area >= 0 || brand >= 0) continue;
    for (let day = Math.max(start, monday); day <= Math.min(end, monday + 6); day++) off.set(day, name);
  }
  return off;
}

interface Rests {
  readonly travel: MarketTravel;
  readonly knowledge: VisitKnowledge;
  readonly off: ReadonlyMap<number, string>;
  readonly habits: ReturnType<typeof visitHabits>;
}

function notesOf(
  market: Market,
  rep: number,
  week: RepWeek,
  { travel, knowledge, off, habits }: Rests,
): Note[] {
  const { id, weeklyCalls } = market.reps[rep]!;
  const { detour, kmh } = travel.settings;
  const notes: Note[] = [];
  const { windows, unplaced, otherChannel } = week.leftOut;
  if (week.accounts === 0) notes.push(routesNote("routes.no_accounts", { rep: id }));
  if (week.days.length === 0) notes.push(routesNote("routes.no_days"));
  for (const [day, name] of off) notes.push(routesNote("routes.day_off", { day: isoDay(day), name }));
  if (week.home && !week.home.known) notes.push(routesNote("routes.home_middle", { rep: id }));
  notes.push(visitsNote(week, weeklyCalls, habits.share[rep]!, habits.byRep[rep]!));
  if (habits.visits === 0)
    notes.push(routesNote("routes.no_past_visits", { minutes: habits.onSite[0] ?? 0 }));
  notes.push(
    knowledge.uncertainty === null
      ? routesNote("routes.no_gain")
      : routesNote("routes.gain", { share: knowledge.uncertainty }),
  );
  notes.push(routesNote("routes.by_circle", { detour, speed: kmh }));
  if (travel.matrix)
    notes.push(routesNote("routes.by_matrix", { file: travel.matrix.file, count: travel.matrix.pairs }));
  if (windows > 0) notes.push(routesNote("routes.closed", { count: windows }));
  if (unplaced > 0) notes.push(routesNote("routes.unplaced", { count: unplaced }));
  if (otherChannel > 0) notes.push(routesNote("routes.other_channel", { count: otherChannel }));
  if (week.notThisWeek > 0) notes.push(routesNote("routes.not_this_week", { count: week.notThisWeek }));
  return notes;
}

function visitsNote({ visitsFrom }: RepWeek, calls: number | null, share: number, past: number): Note {
  if (visitsFrom === "hours") return routesNote("routes.visits_hours");
  if (visitsFrom === "past_visits")
    return routesNote("routes.visits_past_visits", { visits: Math.round(10 * past) / 10 });
  return routesNote("routes.visits_weekly_calls", { calls: calls!, share: Number.isNaN(share) ? 1 : share });
}
