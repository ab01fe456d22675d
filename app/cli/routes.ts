import { extname } from "node:path";
import { InputError } from "../../core/errors.ts";
import { instantAt } from "../../core/localTime.ts";
import { dateOf, dayNumber, weekday } from "../../core/period.ts";
import { writeAtomically } from "../../data/files/durable.ts";
import { type Appointment, writeCalendar } from "../export/calendar.ts";
import { writeCsv } from "../export/csv.ts";
import {
  type RepRoutes,
  type RouteDay,
  type RouteStop,
  type RouteTotals,
  routeTable,
} from "../results/routes.ts";
import { routesOfRep } from "../run/routesOfRep.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface RoutesCommand {
  readonly rep: string;
  readonly week?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `penumbra routes DIR --rep R`. */
export async function routes(dir: string, options: RoutesCommand, session: Session): Promise<void> {
  const { rep, week, to } = options;
  const write = to === undefined ? null : writerOf(to, session.voice);
  const found = await withProgress(session, onProgress => routesOfRep(dir, { rep, week, onProgress }));
  if (write !== null) await writeAtomically(to!, file => write(found, file));
  if (options.json) return printJson(session, found);
  const { words, count } = session.voice;
  session.stdout.write(describe(found, session.voice));
  if (write !== null) session.stdout.write(`\n${words.routes.written(to!, count(found.visits.made))}\n`);
}

type Writer = (routes: RepRoutes, file: string) => Promise<void>;

/** @throws InputError for another ending */
function writerOf(to: string, voice: Voice): Writer {
  const ending = extname(to).toLowerCase();
  if (ending === ".csv") return (found, file) => writeCsv(routeTable(found), file, false);
  if (ending === ".ics") return (found, file) => writeCalendar(calendarOf(found, voice), file);
  const message = `--to ${to}: expected a file that ends in .csv or .ics`;
  throw new InputError("unknown_format", message, { file: to });
}

function describe(found: RepRoutes, voice: Voice): string {
  const { words: all, day, count, tell } = voice;
  const { routes: words } = all;
  const { rep_id, rep_name, week, timezone, visits, totals, days, notes } = found;
  const name = [rep_id, rep_name === rep_id ? "" : rep_name].join(" ").trim();
  return [
    `${words.title(name, day(week.from), day(week.to), timezone)}\n`,
    `${words.visits(count(visits.made), count(visits.possible))}; ${sums(totals, found.currency, voice)}\n`,
    ...days.map(one => dayText(one, found.currency, voice)),
    `\n${all.worthKnowing}\n`,
    ...notes.map(note => `  ${tell(note)}\n`),
  ].join("");
}

function dayText(one: RouteDay, currency: string, voice: Voice): string {
  const { words: all, day, count } = voice;
  const { routes: words } = all;
  const name = `${all.heat.days[weekday(dayNumber(one.date))]} ${day(one.date)}`;
  if (one.leave === null || one.back === null) return `\n${name}: ${words.noStops}\n`;
  const head = words.day(one.leave, one.back, count(one.stops.length));
  const rows = one.stops.map(stop => [
    `${stop.from}–${stop.to}`,
    `${stop.account_id} ${stop.name ?? ""}`.trim(),
    words.minutes(count(stop.travel_minutes)),
    stop.waiting_minutes > 0 ? words.minutes(count(stop.waiting_minutes)) : "–",
    stop.windows ?? words.anyTime,
    gainText(stop, currency, voice),
  ]);
  const width = Math.max(...rows.map(row => row[1]!.length));
  const padded = rows.map(row => row.with(1, row[1]!.padEnd(width)));
  const heading = [
    words.when,
    words.account.padEnd(width),
    words.road,
    words.waiting,
    words.window,
    words.gain,
  ];
  return `\n${name}: ${head}; ${sums(one, currency, voice)}\n${table([heading, ...padded])}`;
}

function sums(totals: RouteTotals, currency: string, voice: Voice): string {
  const { words: all, count } = voice;
  const { routes: words } = all;
  const spent = words.spent(
    count(totals.travel_minutes),
    count(totals.waiting_minutes),
    count(totals.on_site_minutes),
  );
  return totals.gain_amount === null ? spent : `${spent}; ${words.gainOf(gainText(totals, currency, voice))}`;
}

function gainText({ gain_amount }: RouteTotals, currency: string, { moneyInterval }: Voice): string {
  return gain_amount === null ? "–" : moneyInterval(gain_amount, currency);
}

function calendarOf(found: RepRoutes, voice: Voice) {
  const { rep_id, rep_name, week, timezone, days } = found;
  return {
    name: voice.words.routes.calendar(rep_name),
    timezone,
    made: dateOf(dayNumber(week.from)),
    appointments: days.flatMap(day =>
      day.stops.map(stop => appointment(rep_id, day.date, stop, found, voice)),
    ),
  };
}

function appointment(
  rep: string,
  date: string,
  stop: RouteStop,
  { timezone, currency }: RepRoutes,
  voice: Voice,
): Appointment {
  const { words: all, count } = voice;
  const { routes: words } = all;
  const at = (time: string) => instantAt(dayNumber(date), minutesOf(time), timezone);
  const gain = stop.gain_amount === null ? [] : [words.gainOf(gainText(stop, currency, voice))];
  return {
    key: [rep, date, stop.account_id],
    start: at(stop.from),
    end: at(stop.to),
    title: stop.name ?? stop.account_id,
    text: [
      stop.account_id,
      words.onRoad(count(stop.travel_minutes)),
      stop.windows ?? words.anyTime,
      ...gain,
    ].join("\n"),
    lat: stop.lat,
    lon: stop.lon,
  };
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return 60 * hour! + minute!;
}
