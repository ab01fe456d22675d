import { decimal, significant, whole } from "../../core/figures.ts";
import type { HeatMetric, HeatPlace } from "../api/heat.ts";
import type { Effects } from "../effects/effects.ts";
import { rowsOf } from "../export/parquet.ts";
import { loadHeat } from "../results/heat.ts";
import { chosenMetric, heatTable, hourName } from "../results/heatTable.ts";
import { openBuilt } from "../state/builtMarket.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";

export interface HeatOptions {
  readonly metric?: HeatMetric;
  readonly by: HeatPlace;
  readonly json?: boolean;
}

type Heat = Awaited<ReturnType<typeof loadHeat>>;

/** `penumbra heat DIR`. */
export async function heat(dir: string, options: HeatOptions, effects: Effects): Promise<void> {
  const built = await openBuilt(dir);
  const loaded = await loadHeat(built);
  const metric = chosenMetric(loaded, options.metric);
  if (options.json) {
    const { resolution, strengths } = loaded.metrics[metric]!;
    const rows = rowsOf(heatTable(loaded, options.by, [metric]));
    printJson(effects, { metric, by: options.by, unit: UNITS[metric], resolution, strengths, rows });
    return;
  }
  const { name, synthetic } = built.record.info;
  const kind = synthetic ? "synthetic data: no figure is real" : "data as given";
  effects.stdout.write(`${name} (${kind})\n${describe(loaded, metric, options.by)}`);
}

const UNITS: Readonly<Record<HeatMetric, string>> = {
  contacts: "expected contacts a week",
  orders: "expected orders a week",
  activity: "expected weight of the signal a week",
};

/** Places in the list of the hottest. */
const SHOWN = 10;

function describe(heat: Heat, metric: HeatMetric, by: HeatPlace): string {
  const { resolution, territories, cells } = heat.metrics[metric]!;
  const note = resolution === "day" ? "\nOnly days are known; hours within a day are even.\n" : "";
  const market = sumWeeks(territories);
  const hottest = hottestPlaces(cells, [...heat.cells, "no cell"]).slice(0, SHOWN);
  return [
    `${UNITS[metric]}, smoothed: ${decimal(total(market), 1)} in all, by hour of the week\n${note}\n`,
    matrix(market),
    `\nBusiest hours by territory\n${places(hottestPlaces(territories, [...heat.territories, "no territory"]))}`,
    by === "cell" ? `\nThe ${hottest.length} hottest cells\n${places(hottest)}` : "",
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

function places(list: readonly Place[]): string {
  return table(
    list.map(({ name, week }) => {
      const hours = [...week.keys()].sort((a, b) => week[b]! - week[a]!).slice(0, 3);
      const share = hours.reduce((sum, hour) => sum + week[hour]!, 0) / total(week);
      return [
        name,
        `${decimal(total(week), 1)} a week`,
        `${hours.map(hourName).join(", ")} (${whole(100 * share)}% of it)`,
      ];
    }),
  );
}

const SHADES = " ·░▒▓█";

/** The week as 7 × 24 shades; each step is a fifth of the busiest hour. */
function matrix(week: Float64Array): string {
  const most = Math.max(...week);
  const shade = (weight: number) => SHADES[Math.ceil((weight / most) * (SHADES.length - 1) - 0.05)] ?? " ";
  const days = Array.from({ length: 7 }, (_, day) => {
    const row = Array.from(week.subarray(24 * day, 24 * (day + 1)), weight => shade(weight).repeat(2));
    return `  ${hourName(24 * day).slice(0, 3)} ${row.join("").trimEnd()}\n`;
  });
  const hours = Array.from({ length: 8 }, (_, k) => String(3 * k).padEnd(6)).join("");
  const scale = `  each shade of ${SHADES.slice(1)} is a fifth of the busiest hour, ${significant(most, 3)} a week`;
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
