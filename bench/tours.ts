import { territoryGround } from "../app/run/territoryGround.ts";
import { openBuilt } from "../app/state/builtMarket.ts";
import { marketOf, withDatabase } from "../app/state/database.ts";
import { dayNumber } from "../core/period.ts";
import { readOutcomes } from "../models/heat/outcomes.ts";
import { homesOf } from "../territory/measures/homes.ts";
import { measurePlan } from "../territory/measures/measurePlan.ts";
import { visitHabits } from "../territory/routes/habits.ts";
import type { TourProblem, Windows } from "../territory/routes/problem.ts";
import { solveTours } from "../territory/routes/solve.ts";
import { visitWindows } from "../territory/routes/windows.ts";
import { DAYS_A_WEEK, travelMinutes } from "../territory/travel/minutes.ts";
import { accountPlaces } from "../territory/units/calls.ts";
import { touredTravel } from "./weekTours.ts";

/**
 * Tours against the order of a market's visits, with the same stops on the same days: `npm run bench:tours -- DIR [WEEKS]`
 * (built; the last eight weeks unless it says else). Prints minutes on the road in the order of the file, by tours without
 * and with windows, the share of visits that began outside of their window, and by territory whose rep has a home the minutes
 * a week of the measure `travel` beside those of tours.
 */
const dir = process.argv[2];
if (!dir) {
  console.error("usage: npm run bench:tours -- DIR [WEEKS]");
  process.exit(2);
}
const TRIES = 100;
const built = await openBuilt(dir);
const market = await marketOf(built);
const from = market.periodStart.length - Number(process.argv[3] ?? 8);
const missed = readOutcomes(market.visits.outcome).map(outcome => (outcome === "missed" ? 1 : 0));
const { onSite } = visitHabits(market, missed);
const windowsOf = visitWindows(market);
const places = accountPlaces(market);

interface Visit {
  readonly account: number;
  readonly rep: number;
  readonly day: string;
  readonly minute: number;
}
const visits = await withDatabase(built, db =>
  db.query<Visit>(
    `SELECT account, rep, strftime(visits."at", '%Y-%m-%d') AS day,
       (60 * hour(visits."at") + minute(visits."at"))::INTEGER AS minute
     FROM visits WHERE channel = 'face_to_face' AND period >= ${from} AND rep >= 0 AND hour_of_week >= 0
     ORDER BY rep, visits."at", account`,
  ),
);
const placed = visits.filter(
  ({ account, rep }) => !Number.isNaN(places.lat[account]!) && market.reps[rep]!.lat !== null,
);
const days = new Map<string, Visit[]>();
for (const visit of placed) {
  const key = `${visit.rep} ${visit.day}`;
  days.set(key, [...(days.get(key) ?? []), visit]);
}
const sum = {
  days: 0,
  stops: 0,
  file: 0,
  tours: 0,
  stopsInWindows: 0,
  fileInWindows: 0,
  toursInWindows: 0,
  outside: 0,
};
for (const list of days.values()) {
  const { rep, day } = list[0]!;
  const date = dayNumber(day);
  const stops = [...new Set(list.map(({ account }) => account))];
  const home = market.reps[rep]!;
  const travel = travelMinutes({
    ids: [...stops, "home"].map(String),
    lat: [...stops.map(i => places.lat[i]!), home.lat!],
    lon: [...stops.map(i => places.lon[i]!), home.lon!],
  });
  const road = (order: readonly number[]) =>
    [...order, stops.length].reduce(
      (total, stop, i) => total + travel(order[i - 1] ?? stops.length, stop),
      0,
    );
  const tour = (hours: TourProblem["days"][number], windows: (account: number) => Windows) => {
    const minutes = stops.map(i => onSite[i]!);
    const open = stops.map(windows);
    const problem = {
      stops: stops.length,
      days: [hours],
      onSite: minutes,
      travel,
      windows: (stop: number) => open[stop]!,
    };
    return solveTours(problem, TRIES).days[0]!;
  };
  const most = stops.length;
  const all = stops.map((_, stop) => stop);
  const free = tour({ from: 0, to: Number.POSITIVE_INFINITY, most }, () => [0, Number.POSITIVE_INFINITY]);
  const inWindows = tour({ from: 0, to: 1440, most }, account => windowsOf(account, date));
  sum.days += 1;
  sum.stops += stops.length;
  sum.file += road(all);
  sum.tours += road(free);
  sum.stopsInWindows += inWindows.length;
  sum.fileInWindows += road(all.filter(stop => inWindows.includes(stop)));
  sum.toursInWindows += road(inWindows);
  sum.outside += list.filter(({ account, minute }) => {
    const open = windowsOf(account, date);
    return !open.some((begin, w) => w % 2 === 0 && begin <= minute && minute < open[w + 1]!);
  }).length;
}
/** Today's territories as the measure has them, and by tours of the same calls from the same homes. */
async function byTerritory(market: string) {
  const ground = await territoryGround(market);
  const { today, weights, roads } = ground;
  const { calls } = weights.accounts;
  const measured = measurePlan(ground, today).figures.travel.territories;
  return homesOf(ground.market, today).flatMap((home, t) => {
    if (!home) return [];
    const called = [...calls.keys()].filter(i => today.territory[i] === t && calls[i]! > 0);
    const pick = (values: Float64Array) => called.map(i => values[i]!);
    const plan = {
      home,
      lat: pick(places.lat),
      lon: pick(places.lon),
      visits: pick(calls),
      days: DAYS_A_WEEK,
    };
    const tours = touredTravel(plan, roads.settings);
    return [
      { territory: today.territories[t]!.id, measured: measured[t]!, tours, ratio: measured[t]! / tours },
    ];
  });
}

console.log(
  JSON.stringify({
    ...sum,
    change: sum.tours / sum.file - 1,
    change_in_windows: sum.toursInWindows / sum.fileInWindows - 1,
    outside_share: sum.outside / placed.length,
    territories: await byTerritory(dir),
  }),
);
