import { kilometres } from "../../core/greatCircle.ts";
import { lastYearFrom } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import { DAYS_A_WEEK, roadMinutes, type TravelSettings, USUAL_TRAVEL } from "../travel/minutes.ts";
import { eachEdge, triangulate } from "./triangles.ts";
import type { AccountWeights } from "./weights.ts";

/** A contact whose length the file does not tell takes as long as the others do on average, or this without any. */
export const MINUTES_A_CONTACT = 20;
const RADIAN = Math.PI / 180;

/**
 * A tour through n random points of an area A is 0.7124·√(n·A) long (Beardwood, Halton and Hammersley 1959; the constant after
 * Johnson and McGeoch 1996), that is 0.7124/√δ a stop at density δ; their Delaunay neighbours are 32/(9π)/√δ apart on average.
 */
const TOUR_LEG = 0.7124 / (32 / (9 * Math.PI));

/** What a week asks of reps, by account; NaN throughout where the input has no visits of the last year. */
export type Calls = Pick<AccountWeights, "contacts" | "calls" | "legs" | "travel" | "workload">;

/**
 * Contacts of the last year as work: hours on site, and minutes on the road of those that are made face to face (or of no
 * channel). The road is the leg to the next stop of a tour through the neighbourhood, and the account's part of the way from
 * the nearest base and back, which is shared by a day's calls (Daganzo 1984).
 */
export function callsOf(market: Market, settings: TravelSettings = USUAL_TRAVEL): Calls {
  const { accounts } = market;
  const { contacts, calls, hours } = contactsOf(market);
  if (!contacts.some(perWeek => perWeek > 0)) {
    const unknown = new Float64Array(accounts.count).fill(Number.NaN);
    return { contacts: unknown, calls: unknown, legs: unknown, travel: unknown, workload: unknown };
  }
  const places = accountPlaces(market);
  const legs = legMinutes(calls, places, settings);
  const bases = basesOf(market, calls, places);
  const shared = callsADay(calls, market.territories.length);
  const travel = calls.map((perWeek, i) =>
    perWeek > 0 ? legs[i]! + (perWeek * 2 * nearestBase(bases, places, i, settings)) / shared : 0,
  );
  return { contacts, calls, legs, travel, workload: hours.map((onSite, i) => onSite + travel[i]! / 60) };
}

/** Minutes from the nearest base to an account; 0 where it has no place. */
function nearestBase({ lat, lon }: Places, places: Places, i: number, settings: TravelSettings): number {
  let least = Number.POSITIVE_INFINITY;
  lat.forEach((from, b) => {
    const minutes = roadMinutes(from, lon[b]!, places.lat[i]!, places.lon[i]!, settings);
    if (minutes < least) least = minutes;
  });
  return Number.isFinite(least) ? least : 0;
}

/** The homes of reps; where none is known, the middles of what today's territories call on. */
function basesOf({ reps, accounts, territories }: Market, calls: Float64Array, places: Places): Places {
  const homes = reps.filter(({ lat, lon }) => lat !== null && lon !== null);
  if (homes.length > 0)
    return { lat: Float64Array.from(homes, r => r.lat!), lon: Float64Array.from(homes, r => r.lon!) };
  return middlesOf(accounts.territory, territories.length, calls, places);
}

/** By group the middle of its places, each by its weight; NaN for a group without any. */
export function middlesOf(
  group: Int32Array,
  groups: number,
  weight: Float64Array,
  { lat, lon }: Places,
): Places {
  const [sumX, sumY, sumZ] = [0, 1, 2].map(() => new Float64Array(groups)) as Float64Array[];
  group.forEach((g, i) => {
    if (g < 0 || !(weight[i]! > 0) || Number.isNaN(lat[i]!)) return;
    // On the sphere, so that the antimeridian is no edge.
    const [phi, lambda] = [lat[i]! * RADIAN, lon[i]! * RADIAN];
    sumX![g]! += weight[i]! * Math.cos(phi) * Math.cos(lambda);
    sumY![g]! += weight[i]! * Math.cos(phi) * Math.sin(lambda);
    sumZ![g]! += weight[i]! * Math.sin(phi);
  });
  const flat = (g: number) => Math.hypot(sumX![g]!, sumY![g]!);
  const none = (g: number) => flat(g) === 0 && sumZ![g] === 0;
  const groupsOf = (value: (g: number) => number) =>
    Float64Array.from({ length: groups }, (_, g) => (none(g) ? Number.NaN : value(g) / RADIAN));
  return {
    lat: groupsOf(g => Math.atan2(sumZ![g]!, flat(g))),
    lon: groupsOf(g => Math.atan2(sumY![g]!, sumX![g]!)),
  };
}

/** Stops that share a day's way out and back. */
function callsADay(calls: Float64Array, territories: number): number {
  return Math.max(1, calls.reduce((sum, c) => sum + c, 0) / Math.max(1, territories) / DAYS_A_WEEK);
}

export interface Places {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
}

/** Where accounts are: their own coordinates, else those of their cell; NaN for unplaced ones. */
export function accountPlaces({ accounts, cells }: Market): Places {
  const at = (own: Float64Array, ofCell: Float64Array) =>
    own.map((value, i) => (Number.isNaN(value) ? (ofCell[accounts.cell[i]!] ?? Number.NaN) : value));
  return { lat: at(accounts.lat, cells.lat), lon: at(accounts.lon, cells.lon) };
}

/** By account and week of the last year: contacts, those that a rep travels to, and hours of all of them on site. */
function contactsOf({ visits, accounts, periodStart, period }: Market) {
  const from = lastYearFrom({ period, periodStart });
  const year = periodStart.length - from;
  const weeks = period === "week" ? year : (year * 52) / 12;
  const told = visits.minutes.filter(m => m > 0);
  const usual = told.length > 0 ? told.reduce((sum, m) => sum + m, 0) / told.length : MINUTES_A_CONTACT;
  const column = () => new Float64Array(accounts.count);
  const [contacts, calls, hours] = [column(), column(), column()];
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v]! < from) continue;
    const [i, channel] = [visits.account[v]!, visits.channel[v]!];
    contacts[i]! += 1 / weeks;
    hours[i]! += (visits.minutes[v]! > 0 ? visits.minutes[v]! : usual) / 60 / weeks;
    if (channel < 0 || CHANNELS[channel] === "face_to_face") calls[i]! += 1 / weeks;
  }
  return { contacts, calls, hours };
}

/** Minutes a week between stops, by account: by the density of calls around it. */
function legMinutes(calls: Float64Array, { lat, lon }: Places, settings: TravelSettings): Float64Array {
  const legs = new Float64Array(calls.length);
  const called = [...calls.keys()].filter(i => calls[i]! > 0 && !Number.isNaN(lat[i]!));
  const near: { km: number[]; calls: number[] }[] = called.map(i => ({ km: [], calls: [calls[i]!] }));
  const { delaunay } = triangulate(
    called.map(i => lat[i]!),
    called.map(i => lon[i]!),
  );
  eachEdge(delaunay, (p, q) => {
    const [i, j] = [called[p]!, called[q]!];
    const km = kilometres(lat[i]!, lon[i]!, lat[j]!, lon[j]!);
    near[p]!.km.push(km);
    near[q]!.km.push(km);
    near[p]!.calls.push(calls[j]!);
    near[q]!.calls.push(calls[i]!);
  });
  called.forEach((i, p) => {
    const { km, calls: around } = near[p]!;
    if (km.length === 0) return;
    const apart = TOUR_LEG * middle(km);
    const rhythm = around.reduce((sum, c) => sum + c, 0) / around.length;
    // Called on every other week, half of the neighbours are no stop of this week's tour.
    const leg = apart / Math.sqrt(Math.min(1, rhythm));
    legs[i] = (calls[i]! * 60 * settings.detour * leg) / settings.kmh;
  });
  return legs;
}

/** The median, which the long edges of the hull do not move. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
