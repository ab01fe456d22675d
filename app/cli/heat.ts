import type { HeatMetric, HeatPlace } from "../api/heat.ts";
import { rowsOf } from "../export/parquet.ts";
import { loadHeat } from "../results/heat.ts";
import { chosenMetric, heatTable } from "../results/heatTable.ts";
import { openBuilt } from "../state/builtMarket.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import { cli as english } from "./words/en.ts";
import type { Voice } from "./words/voice.ts";

export interface HeatOptions {
  readonly metric?: HeatMetric;
  readonly by: HeatPlace;
  readonly json?: boolean;
}

type Heat = Awaited<ReturnType<typeof loadHeat>>;

/** `penumbra heat DIR`. */
export async function heat(dir: string, options: HeatOptions, session: Session): Promise<void> {
  const built = await openBuilt(dir);
  const loaded = await loadHeat(built);
  const metric = chosenMetric(loaded, options.metric);
  if (options.json) {
    const { resolution, strengths } = loaded.metrics[metric]!;
    const rows = rowsOf(heatTable(loaded, options.by, [metric]));
    printJson(session, {
      metric,
      by: options.by,
      unit: english.heat.units[metric],
      resolution,
      strengths,
      rows,
    });
    return;
  }
  const { name, synthetic } = built.record.info;
  const { words } = session.voice;
  const kind = synthetic ? words.synthetic : words.given;
  session.stdout.write(`${name} (${kind})\n${describe(loaded, metric, options.by, session.voice)}`);
}

/** Places in the list of the hottest. */
const SHOWN = 10;

function describe(heat: Heat, metric: HeatMetric, by: HeatPlace, voice: Voice): string {
  const { resolution, territories, cells } = heat.metrics[metric]!;
  const { words: all, count, decimal } = voice;
  const { heat: words } = all;
  const market = sumWeeks(territories);
  const busiest = hottestPlaces(territories, [...heat.territories, words.noTerritory]);
  const hottest = hottestPlaces(cells, [...heat.cells, words.noCell]).slice(0, SHOWN);
  return [
    `${words.all(words.units[metric], decimal(total(market), 1))}\n`,
    resolution === "day" ? `\n${words.daysOnly}\n` : "",
    "\n",
    matrix(market, voice),
    `\n${words.busiest}\n${places(busiest, voice)}`,
    by === "cell" ? `\n${words.hottest(count(hottest.length))}\n${places(hottest, voice)}` : "",
  ].join("");
}

interface Place {
  readonly name: string;
  readonly week: Float64Array;
}

function hottestPlaces(weights: Float64Array, names: readonly string[]): Place[] {
  return names
    .map((name, unit) => ({ name, week: weights.subarray(168 * unit, 168 * (unit + 1)) }))
    .filter(({ week }) => total(week) > 0)
    .sort((a, b) => total(b.week) - total(a.week));
}

function places(list: readonly Place[], { words: { heat: words }, decimal, percent }: Voice): string {
  return table(
    list.map(({ name, week }) => {
      const hours = [...week.keys()].sort((a, b) => week[b]! - week[a]!).slice(0, 3);
      const share = hours.reduce((sum, hour) => sum + week[hour]!, 0) / total(week);
      const names = hours.map(hour => `${words.days[Math.floor(hour / 24)]} ${hour % 24}`);
      return [name, words.aWeek(decimal(total(week), 1)), words.hours(names.join(", "), percent(share, 0))];
    }),
  );
}

const SHADES = " ·░▒▓█";

/** The week as 7 × 24 shades; each step is a fifth of the busiest hour. */
function matrix(week: Float64Array, { words: { heat: words }, significant }: Voice): string {
  const most = Math.max(...week);
  const shade = (weight: number) => SHADES[Math.ceil((weight / most) * (SHADES.length - 1) - 0.05)] ?? " ";
  const days = words.days.map((name, day) => {
    const row = Array.from(week.subarray(24 * day, 24 * (day + 1)), weight => shade(weight).repeat(2));
    return `  ${name} ${row.join("").trimEnd()}\n`;
  });
  const hours = Array.from({ length: 8 }, (_, k) => String(3 * k).padEnd(6)).join("");
  const scale = `  ${words.shades(SHADES.slice(1), significant(most, 3))}`;
  return `      ${hours.trimEnd()}\n${days.join("")}${scale}\n`;
}

function sumWeeks(weights: Float64Array): Float64Array {
  const week = new Float64Array(168);
  weights.forEach((weight, i) => {
    week[i % 168]! += weight;
  });
  return week;
}

function total(week: Float64Array): number {
  return week.reduce((sum, weight) => sum + weight, 0);
}
