import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { allocateColumns, f64 } from "../../core/columns.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { saveColumns } from "../../data/files/columnsFile.ts";
import type { SealedFolder } from "../../data/files/sealedFolder.ts";
import { HEAT_METRICS, type HeatMetric, readHourSignals } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market/market.ts";
import { type Heat, learnHeat } from "../../models/heat/heat.ts";
import { nextContacts } from "../../models/heat/nextContact.ts";
import { type HeatHeader, loadHeat } from "../results/heat.ts";
import { STATE_FILES, withDatabase } from "../state/stateFiles.ts";
import { takeOver } from "../state/takeOver.ts";
import type { StageOptions } from "./stageOptions.ts";

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
  const header: HeatHeader = {
    cells: Array.from(heat.cells, cellToString),
    territories: market.territories.map(({ id }) => id),
    metrics: Object.fromEntries(
      HEAT_METRICS.map(metric => {
        const known = heat.metrics[metric];
        return [metric, known && { resolution: known.resolution, strengths: known.strengths }];
      }),
    ) as HeatHeader["metrics"],
  };
  await saveColumns(file, header, columns);
}
