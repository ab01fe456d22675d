import { clock } from "../../core/figures.ts";
import type { Note } from "../../core/note.ts";
import { isoDay } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import type { ColumnTable, TableColumn } from "../../data/tables/columnTable.ts";
import type { VisitHabits } from "../../territory/routes/habits.ts";
import type { Windows } from "../../territory/routes/problem.ts";
import type { Home, RepDay, RepWeek } from "../../territory/routes/repWeek.ts";
import type { TimedStop } from "../../territory/routes/timetable.ts";
import type { Interval } from "../words/format.ts";

/** The tours of a rep's week as plain data. Times are local clocks (`09:05`), minutes are whole, amounts in major units. */
export interface RepRoutes {
  readonly rep_id: string;
  readonly rep_name: string;
  /** First and last day of the week. */
  readonly week: { readonly from: string; readonly to: string };
  readonly timezone: string;
  readonly currency: string;
  readonly settings: {
    readonly detour: number;
    readonly speed_kmh: number;
    readonly from: string;
    readonly to: string;
    readonly matrix: string | null;
  };
  readonly home: Home | null;
  readonly visits: { readonly possible: number; readonly from: RepWeek["visitsFrom"]; readonly made: number };
  readonly totals: RouteTotals;
  readonly days: readonly RouteDay[];
  readonly left_out: { readonly closed: number; readonly unplaced: number; readonly other_channel: number };
  readonly not_this_week: number;
  readonly notes: readonly Note[];
}

export interface RouteTotals {
  readonly travel_minutes: number;
  readonly waiting_minutes: number;
  readonly on_site_minutes: number;
  /** Own orders that would not come by themselves; null where visits are not known to bring any. */
  readonly gain_orders: Interval | null;
  readonly gain_amount: Interval | null;
}

export interface RouteDay extends RouteTotals {
  readonly date: string;
  /** Null on a day without stops. */
  readonly leave: string | null;
  readonly back: string | null;
  readonly stops: readonly RouteStop[];
}

export interface RouteStop extends RouteTotals {
  readonly account_id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly arrive: string;
  readonly from: string;
  readonly to: string;
  /** `08:00-12:00 14:00-17:00`: when it takes visits on that day; null: at any time. */
  readonly windows: string | null;
  readonly last_visit: string | null;
  /** Null without past visits. */
  readonly cadence_weeks: number | null;
}

/** What the tours are told with. */
export interface RouteFacts {
  readonly market: Market;
  readonly habits: VisitHabits;
  readonly places: { readonly lat: ArrayLike<number>; readonly lon: ArrayLike<number> };
  /** By account, with the share by which it is uncertain; NaN and null: not known. */
  readonly orders: Float64Array;
  readonly orderAmount: Float64Array;
  readonly uncertainty: number | null;
}

export function routeDays(week: RepWeek, facts: RouteFacts): readonly RouteDay[] {
  return week.days.map(day => routeDay(day, facts));
}

function routeDay(day: RepDay, facts: RouteFacts): RouteDay {
  const timed = day.timetable?.stops ?? [];
  const stops = timed.map(stop => routeStop(day, stop, facts));
  const totals = sumTotals(stops);
  const home = day.timetable ? Math.round(day.timetable.back - timed.at(-1)!.end) : 0;
  return {
    date: isoDay(day.day),
    leave: day.timetable && time(day.timetable.leave),
    back: day.timetable && time(day.timetable.back),
    ...totals,
    travel_minutes: totals.travel_minutes + home,
    stops,
  };
}

/** Sums of stops or of days. */
export function sumTotals(parts: readonly RouteTotals[]): RouteTotals {
  const sum = (of: (part: RouteTotals) => number) => parts.reduce((total, part) => total + of(part), 0);
  // What visits bring is uncertain for all of them at once: ends add up.
  const interval = (of: (part: RouteTotals) => Interval | null): Interval | null => {
    const known = parts.flatMap(part => of(part) ?? []);
    const end = (key: keyof Interval) => known.reduce((total, part) => total + part[key], 0);
    return known.length > 0 ? { mean: end("mean"), p05: end("p05"), p95: end("p95") } : null;
  };
  return {
    travel_minutes: sum(part => part.travel_minutes),
    waiting_minutes: sum(part => part.waiting_minutes),
    on_site_minutes: sum(part => part.on_site_minutes),
    gain_orders: interval(part => part.gain_orders),
    gain_amount: interval(part => part.gain_amount),
  };
}

function routeStop({ windows }: RepDay, timed: TimedStop, facts: RouteFacts): RouteStop {
  const { market, habits, places, orders, orderAmount, uncertainty } = facts;
  const account = timed.stop;
  const { ids, names, type } = market.accounts;
  const gain = (factor: number): Interval | null => {
    const mean = orders[account]! * factor;
    if (uncertainty === null || Number.isNaN(mean)) return null;
    return { mean, p05: mean * (1 - uncertainty), p95: mean * (1 + uncertainty) };
  };
  const last = habits.lastVisit[account]!;
  const cadence = habits.cadence[account]!;
  return {
    account_id: ids[account]!,
    name: names[account]!,
    type: market.types[type[account]!] ?? null,
    lat: places.lat[account]!,
    lon: places.lon[account]!,
    arrive: time(timed.arrive),
    from: time(timed.start),
    to: time(timed.end),
    travel_minutes: Math.round(timed.road),
    waiting_minutes: Math.round(timed.start - timed.arrive),
    on_site_minutes: Math.round(timed.end - timed.start),
    windows: windowText(windows(account)),
    last_visit: Number.isNaN(last) ? null : isoDay(last),
    cadence_weeks: Number.isNaN(cadence) ? null : Math.round(10 * cadence) / 10,
    gain_orders: gain(1),
    gain_amount: gain(orderAmount[account]! / market.minorUnits),
  };
}

/** Null: at any time. */
function windowText(open: Windows): string | null {
  if (open[0] === 0 && open[1] === 1440) return null;
  return open.flatMap((from, w) => (w % 2 === 0 ? [`${time(from)}-${time(open[w + 1]!)}`] : [])).join(" ");
}

/** `09:05`. Rounding keeps order and whole minutes, so that no shown time leaves its window. */
function time(minutes: number): string {
  return clock(Math.round(minutes) / 60);
}

/** A row a stop, as files have them. */
export function routeTable({ days }: RepRoutes): ColumnTable {
  const rows = days.flatMap(day => day.stops.map((stop, i) => ({ ...stop, date: day.date, order: i + 1 })));
  type Row = (typeof rows)[number];
  const column = (name: string, type: TableColumn["type"], of: (row: Row) => string | number | null) => ({
    name,
    type,
    values: rows.map(of),
  });
  const text = (name: keyof Row & string) => column(name, "utf8", row => row[name] as string | null);
  const number = (name: keyof Row & string) => column(name, "float64", row => row[name] as number | null);
  const interval = (name: "gain_orders" | "gain_amount") => [
    column(name, "float64", row => row[name]?.mean ?? null),
    column(`${name}_p05`, "float64", row => row[name]?.p05 ?? null),
    column(`${name}_p95`, "float64", row => row[name]?.p95 ?? null),
  ];
  return {
    name: "routes",
    rows: rows.length,
    columns: [
      ...[text("date"), number("order"), text("account_id"), text("name"), text("type")],
      ...[text("arrive"), text("from"), text("to"), text("windows")],
      ...[number("travel_minutes"), number("waiting_minutes"), number("on_site_minutes")],
      ...[number("lat"), number("lon"), ...interval("gain_orders"), ...interval("gain_amount")],
      ...[text("last_visit"), number("cadence_weeks")],
    ],
  };
}
