import { lastYearFrom } from "../../core/period.ts";
import { deriveKey, threefry, uniform } from "../../core/rng.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import { DAYS_A_WEEK, roadMinutes } from "../../territory/travel/minutes.ts";
import type { MarketTravel } from "../../territory/travel/ofMarket.ts";
import { accountPlaces, MINUTES_A_CONTACT, type Places } from "../../territory/units/calls.ts";
import type { Facts } from "../parameters/facts.ts";
import { mostCalls, type RepList, weeksOf } from "./repLists.ts";

/** Days that are drawn of a list, and the most stops of one. */
const DRAWN_DAYS = 40;
const MOST_STOPS = 60;

/** How long ways take: by the market's matrix where it knows them, else by great circle. */
export type Roads = Pick<MarketTravel, "settings" | "matrix">;

/** Mean minutes on the road of a day with 0, 1, 2 … stops; what comes beyond costs as much as the last one. */
type Road = Float64Array;

/** What a contact takes beside the road. */
interface Habit {
  /** Share of contacts that the rep drives to. */
  readonly driven: number;
  /** Minutes of a contact, on the spot or not. */
  readonly minutes: number;
}

/**
 * The lists when every rep works the hours that it works today: who drives less makes more calls, who drives more makes
 * fewer, never more than its `weekly_calls` or what it makes already. Reps whose list stays, reps without a place to drive
 * to, and reps without a territory keep their calls.
 * @returns null where no list can be placed, so that the road is not known
 */
export function withinHours(
  today: readonly RepList[],
  after: readonly RepList[],
  facts: Facts,
  roads: Roads,
): RepList[] | null {
  const habit = habitOf(facts.market);
  const places = accountPlaces(facts.market);
  const weeks = weeksOf(facts.market.period);
  const minutes = (road: Road, calls: number) => weekMinutes(road, calls / weeks, habit);
  const hours = today.map(list => {
    const road = list.works ? roadOf(list, facts, roads, places) : null;
    return road && minutes(road, list.calls);
  });
  const known = hours.filter(one => one !== null);
  if (known.length === 0 || habit.driven === 0) return null;
  const usual = known.reduce((sum, one) => sum + one, 0) / known.length;
  return after.map((list, r) => {
    const before = today[r];
    const road =
      list.works && !(before && sameList(before, list)) ? roadOf(list, facts, roads, places) : null;
    if (road === null) return list;
    const most = Math.max(before?.calls ?? 0, mostCalls(list.rep, facts) ?? Number.POSITIVE_INFINITY);
    return { ...list, calls: callsWithin(hours[r] ?? usual, calls => minutes(road, calls), most) };
  });
}

function sameList(a: RepList, b: RepList): boolean {
  return (
    a.contacts.size === b.contacts.size && [...a.contacts].every(([i, mean]) => b.contacts.get(i) === mean)
  );
}

/** Minutes of a week with so many calls: contacts, and the road of each day. */
function weekMinutes(road: Road, calls: number, { driven, minutes }: Habit): number {
  const stops = (calls * driven) / DAYS_A_WEEK;
  const last = road.length - 1;
  const below = Math.min(Math.floor(stops), last - 1);
  const day = road[below]! + (stops - below) * (road[below + 1]! - road[below]!);
  return calls * minutes + DAYS_A_WEEK * day;
}

/** The calls that fill some minutes; minutes rise with calls. */
function callsWithin(hours: number, minutes: (calls: number) => number, most: number): number {
  let [low, high] = [0, Math.min(most, 100_000)];
  if (minutes(high) <= hours) return high;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (minutes(middle) < hours) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A place as a matrix names it, in degrees. */
interface Point {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
}

interface Stop extends Point {
  readonly account: number;
  readonly contacts: number;
}

function minutesBetween(a: Point, b: Point, { settings, matrix }: Roads): number {
  return matrix?.minutes(a.id, b.id) ?? roadMinutes(a.lat, a.lon, b.lat, b.lon, settings);
}

const block = new Int32Array(2);

/**
 * Days are drawn of the list with accounts in an order by contacts (exponential keys, Efraimidis and Spirakis 2006), and
 * each stop goes into the day's tour where it costs least (cheapest insertion, Rosenkrantz, Stearns and Lewis 1977). Keys are
 * those of the account and the day, so that two lists that share accounts share their luck: only who moved makes a difference.
 * @returns null where nobody of the list has a place
 */
function roadOf(list: RepList, { market, marketAccount }: Facts, roads: Roads, places: Places): Road | null {
  const stops = [...list.contacts].flatMap(([account, contacts]): Stop[] => {
    const i = marketAccount[account]!;
    const [lat, lon] = [places.lat[i]!, places.lon[i]!];
    return Number.isNaN(lat + lon) ? [] : [{ id: market.accounts.ids[i]!, account, contacts, lat, lon }];
  });
  if (stops.length === 0) return null;
  const rep = market.reps.find(({ id }) => id === list.rep);
  const home =
    rep && rep.lat !== null && rep.lon !== null ? { id: `home:${rep.id}`, lat: rep.lat, lon: rep.lon } : null;
  const most = Math.min(stops.length, MOST_STOPS);
  const road = new Float64Array(most + 1);
  const [k0, k1] = deriveKey(0, 0, 0);
  for (let day = 0; day < DRAWN_DAYS; day++) {
    const keys = stops.map(({ account, contacts }) => {
      threefry(k0!, k1!, account, day, block);
      return -Math.log(1 - uniform(block[0]!)) / contacts;
    });
    const turn = [...stops.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b).slice(0, most);
    const stopsOfDay = turn.map(s => stops[s]!);
    addDay(road, home ?? stopsOfDay[0]!, stopsOfDay, roads);
  }
  return road.map(sum => sum / DRAWN_DAYS);
}

/** Adds what the day's tour takes with its first stop, its first two and so on. Without a home the first stop is one. */
function addDay(road: Road, start: Point, turn: readonly Stop[], roads: Roads): void {
  const tour: Point[] = [start, start];
  const legs = [0];
  let minutes = 0;
  turn.forEach((stop, n) => {
    const ways = tour.map(place => minutesBetween(place, stop, roads));
    const detour = (leg: number) => ways[leg]! + ways[leg + 1]! - legs[leg]!;
    let best = 0;
    for (let leg = 1; leg < legs.length; leg++) if (detour(leg) < detour(best)) best = leg;
    minutes += detour(best);
    tour.splice(best + 1, 0, stop);
    legs.splice(best, 1, ways[best]!, ways[best + 1]!);
    road[n + 1]! += minutes;
  });
}

function habitOf(market: Market): Habit {
  const { visits } = market;
  const from = lastYearFrom(market);
  const faceToFace = CHANNELS.indexOf("face_to_face");
  let [all, driven, told, minutes] = [0, 0, 0, 0];
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v]! < from) continue;
    all++;
    if (visits.channel[v]! < 0 || visits.channel[v] === faceToFace) driven++;
    if (!(visits.minutes[v]! > 0)) continue;
    told++;
    minutes += visits.minutes[v]!;
  }
  return { driven: all > 0 ? driven / all : 1, minutes: told > 0 ? minutes / told : MINUTES_A_CONTACT };
}
