import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { allocateColumns, f64 } from "../../core/columns.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { loadColumns, saveColumns } from "../../data/columnsFile.ts";
import { HEAT_METRICS, type HeatMetric, readHourSignals } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market.ts";
import type { SealedFolder } from "../../data/sealedFolder.ts";
import { type Heat, learnHeat, type MetricHeat } from "../../models/heat/heat.ts";
import { type NextContact, nextContacts } from "../../models/heat/nextContact.ts";
import { readStateFile, STATE_FILES, withDatabase } from "../stateFiles.ts";
import type { StageOptions } from "./stageOptions.ts";
import { takeOver } from "./takeOver.ts";

/** The heat of a built market, as its state keeps it. */
export interface BuiltHeat {
  /** H3 strings; the units of `cells` columns are these and, last, "no cell". */
  readonly cells: readonly string[];
  /** Territory ids; the units of `territories` columns are these and, last, "no territory". */
  readonly territories: readonly string[];
  readonly metrics: Readonly<Record<HeatMetric, MetricHeat | null>>;
}

interface Header {
  readonly cells: readonly string[];
  readonly territories: readonly string[];
  readonly metrics: Readonly<Record<HeatMetric, Pick<MetricHeat, "resolution" | "strengths"> | null>>;
}

/** By metric the finest time of its signals; null: none. */
export type HeatResolution = Readonly<Record<HeatMetric, "hour" | "day" | null>>;

/** Learns heat and next contacts into a state, or takes them over; they rest on the same input and code as the twin. */
export async function heatStage(
  state: string,
  market: Market,
  { keys, previous }: Pick<StageOptions, "keys" | "previous">,
): Promise<{ readonly resolution: HeatResolution; readonly learned: boolean }> {
  const made: SealedFolder = { path: state, files: null };
  if (previous?.record.keys.fit === keys.fit && (await takeOver("heat", previous, state)))
    return { resolution: resolutions((await loadHeat(made)).metrics), learned: false };
  const signals = await withDatabase(made, readHourSignals);
  const heat = learnHeat(market, signals);
  await saveHeat(join(state, STATE_FILES.heat), market, heat);
  await writeFile(join(state, STATE_FILES.contacts), JSON.stringify(nextContacts(market, signals)));
  return { resolution: resolutions(heat.metrics), learned: true };
}

function resolutions(metrics: Heat["metrics"]): HeatResolution {
  const each = HEAT_METRICS.map(metric => [metric, metrics[metric]?.resolution ?? null]);
  return Object.fromEntries(each) as HeatResolution;
}

async function saveHeat(file: string, market: Market, heat: Heat): Promise<void> {
  const parts = HEAT_METRICS.flatMap(metric => {
    const values = heat.metrics[metric];
    if (!values) return [];
    return (["cells", "territories"] as const).map(by => ({ name: `${metric}_${by}`, values: values[by] }));
  });
  const specs = parts.map(({ name, values }) => ({ name, type: "f64" as const, length: values.length }));
  const columns = allocateColumns(specs);
  for (const { name, values } of parts) f64(columns, name).set(values);
  const header: Header = {
    cells: Array.from(heat.cells, cellToString),
    territories: market.territories.map(({ id }) => id),
    metrics: Object.fromEntries(
      HEAT_METRICS.map(metric => {
        const known = heat.metrics[metric];
        return [metric, known && { resolution: known.resolution, strengths: known.strengths }];
      }),
    ) as Header["metrics"],
  };
  await saveColumns(file, header, columns);
}

/** Loads the heat of a state. */
export async function loadHeat(state: SealedFolder): Promise<BuiltHeat> {
  const { header, columns } = await readStateFile(state, "heat", loadColumns);
  const { cells, territories, metrics } = header as Header;
  const loaded = HEAT_METRICS.map(metric => {
    const known = metrics[metric];
    return [
      metric,
      known && {
        ...known,
        cells: f64(columns, `${metric}_cells`),
        territories: f64(columns, `${metric}_territories`),
      },
    ];
  });
  return { cells, territories, metrics: Object.fromEntries(loaded) as BuiltHeat["metrics"] };
}

/** The next best contact of each account, in the order of the market's accounts. */
export async function loadNextContacts(state: SealedFolder): Promise<readonly (NextContact | null)[]> {
  return JSON.parse(await readStateFile(state, "contacts", path => readFile(path, "utf8")));
}
