import { roadMinutes, type TravelMinutes, type TravelSettings, USUAL_TRAVEL } from "../travel/minutes.ts";
import { dayCost, type TourProblem } from "./problem.ts";
import { solveTours } from "./solve.ts";

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

/** Visits a week up to which tours are made; above it the approximation is nearer than it is slow to tour. */
const MOST_TOURED = 120;

/** Minutes on the road in a usual week: by tours of four weeks for up to 120 visits a week, else {@link approximateTravel}. */
export function weekTravel(plan: CallPlan, settings: TravelSettings = USUAL_TRAVEL): number {
  return visitsOf(plan) > MOST_TOURED ? approximateTravel(plan, settings) : touredTravel(plan, settings);
}

/**
 * Tours of four weeks, in which every account has the visits of its cadence, evenly spread and begun at different weeks; each
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

/** Of the length of tours between their stops: Daganzo (1984) for tours that share out a region; 0.7124 is that of one tour. */
const BETWEEN_STOPS = 0.57;

/** The nearest of a week's stops by which the density around one is judged, and the most accounts that are looked at. */
const [NEAREST, MOST_LOOKED_AT] = [5, 600];

/**
 * Without tours: 2 × mean way from home × days + 0.57 × √visits × ∫√density (Daganzo 1984 over Beardwood, Halton and Hammersley
 * 1959, whose law holds for uneven densities by that integral). The integral is the mean over visits of 1/√density there,
 * and the way to the fifth nearest of a week's stops tells that density: shops of one village, of which a week visits
 * one, are one place.
 */
export function approximateTravel(plan: CallPlan, settings: TravelSettings = USUAL_TRAVEL): number {
  const { home, lat, lon, visits, days } = plan;
  const all = visitsOf(plan);
  if (all === 0) return 0;
  const used = placed(plan);
  let out = 0;
  for (const i of used)
    out += (visits[i]! / all) * roadMinutes(home.lat, home.lon, lat[i]!, lon[i]!, settings);
  const step = Math.max(1, used.length / MOST_LOOKED_AT);
  const looked = Array.from(
    { length: Math.floor(used.length / step) },
    (_, k) => used[Math.floor(k * step)]!,
  );
  const k = Math.min(looked.length - 1, Math.max(1, Math.round((NEAREST * looked.length) / all)));
  let [spread, weight] = [0, 0];
  for (const i of looked) {
    const ways = looked
      .map(j => roadMinutes(lat[i]!, lon[i]!, lat[j]!, lon[j]!, settings))
      .sort((a, b) => a - b);
    spread += visits[i]! * (k > 0 ? ways[k]! * Math.sqrt((Math.PI * looked.length) / k) : 0);
    weight += visits[i]!;
  }
  return 2 * out * Math.min(days, all) + BETWEEN_STOPS * Math.sqrt(all) * (spread / weight);
}

function visitsOf(plan: CallPlan): number {
  return placed(plan).reduce((sum, i) => sum + plan.visits[i]!, 0);
}

/** Accounts that are visited and have a place. */
function placed({ lat, lon, visits }: CallPlan): number[] {
  const all = Array.from({ length: visits.length }, (_, i) => i);
  return all.filter(i => visits[i]! > 0 && Number.isFinite(lat[i]! + lon[i]!));
}
