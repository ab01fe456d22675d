import { dayCost, type TourProblem } from "../territory/routes/problem.ts";
import { solveTours } from "../territory/routes/solve.ts";
import {
  roadMinutes,
  type TravelMinutes,
  type TravelSettings,
  USUAL_TRAVEL,
} from "../territory/travel/minutes.ts";

/** What one rep visits, from where, and how often. Accounts without coordinates (NaN) are on no way. */
export interface CallPlan {
  /** Degrees. */
  readonly home: { readonly lat: number; readonly lon: number };
  readonly lat: ArrayLike<number>;
  readonly lon: ArrayLike<number>;
  /** Visits a week of each account, ≥ 0: its cadence turned round. */
  readonly visits: ArrayLike<number>;
  /** Days a week on the road. */
  readonly days: number;
}

/** Weeks that are toured: an account that is visited once a month is in one of them. */
const WEEKS = 4;

/**
 * Minutes on the road in a usual week, which the measure `travel` estimates: tours of four weeks, in which every account has the visits of its cadence, evenly spread and begun at different weeks; each
 * week by savings, 2-opt and or-opt, with days of as many stops each, without windows.
 */
export function touredTravel(plan: CallPlan, settings: TravelSettings = USUAL_TRAVEL): number {
  let sum = 0;
  for (let week = 0; week < WEEKS; week++) {
    const problem = weekProblem(plan, stopsOf(plan, week), settings);
    const tours = solveTours(problem, 0);
    for (const [day, order] of tours.days.entries()) sum += dayCost(problem, day, order);
  }
  return sum / WEEKS;
}

/** Accounts of one week; more than once where they are visited more than weekly. Begins follow each other by the golden ratio. */
function stopsOf(plan: CallPlan, week: number): number[] {
  const { visits } = plan;
  return placed(plan).flatMap(i => {
    const begin = (i * 0.6180339887498949) % 1;
    const times = Math.floor((week + 1) * visits[i]! + begin) - Math.floor(week * visits[i]! + begin);
    return Array.from({ length: times }, () => i);
  });
}

function weekProblem(
  { home, lat, lon, days }: CallPlan,
  stops: readonly number[],
  settings: TravelSettings,
): TourProblem {
  const lats = [...stops.map(i => lat[i]!), home.lat];
  const lons = [...stops.map(i => lon[i]!), home.lon];
  const minutes = stops.map((_, a) =>
    lats.map((_, b) => roadMinutes(lats[a]!, lons[a]!, lats[b]!, lons[b]!, settings)),
  );
  const travel: TravelMinutes = (from, to) =>
    from === stops.length ? minutes[to]![from]! : minutes[from]![to]!;
  const day = { from: 0, to: Number.POSITIVE_INFINITY, most: Math.ceil(stops.length / days) };
  return {
    stops: stops.length,
    days: Array.from({ length: days }, () => day),
    onSite: new Float64Array(stops.length),
    travel,
    windows: () => [0, Number.POSITIVE_INFINITY],
  };
}

/** Accounts that are visited and have a place. */
function placed({ lat, lon, visits }: CallPlan): number[] {
  const all = Array.from({ length: visits.length }, (_, i) => i);
  return all.filter(i => visits[i]! > 0 && Number.isFinite(lat[i]! + lon[i]!));
}
