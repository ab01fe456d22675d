import { readFile } from "node:fs/promises";
import { f64 } from "../../core/columns.ts";
import { loadColumns } from "../../data/files/columnsFile.ts";
import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import type { Heat, MetricHeat } from "../../models/heat/heat.ts";
import type { NextContact } from "../../models/heat/nextContact.ts";
import { HEAT_METRICS, type HeatMetric } from "../api/heat.ts";

/** Files of a state that hold its heat, and the next best contact of each account. */
export const HEAT_FILE = "heat.bin";
export const CONTACTS_FILE = "next-contacts.json";

/** The heat of a built market, as its state keeps it. */
export interface BuiltHeat {
  /** H3 strings; the units of `cells` columns are these and, last, "no cell". */
  readonly cells: readonly string[];
  /** Territory ids; the units of `territories` columns are these and, last, "no territory". */
  readonly territories: readonly string[];
  readonly metrics: Readonly<Record<HeatMetric, MetricHeat | null>>;
}

export interface HeatHeader {
  readonly cells: readonly string[];
  readonly territories: readonly string[];
  readonly metrics: Readonly<Record<HeatMetric, Pick<MetricHeat, "resolution" | "strengths"> | null>>;
}

/** Loads the heat of a state. */
export async function loadHeat(state: SealedFolder): Promise<BuiltHeat> {
  const { header, columns } = await readSound(state, HEAT_FILE, loadColumns);
  const { cells, territories, metrics } = header as HeatHeader;
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
  return JSON.parse(await readSound(state, CONTACTS_FILE, path => readFile(path, "utf8")));
}

/** By metric the finest time of its signals; null: none. */
export type HeatResolution = Readonly<Record<HeatMetric, "hour" | "day" | null>>;

export function resolutions(metrics: Heat["metrics"]): HeatResolution {
  const each = HEAT_METRICS.map(metric => [metric, metrics[metric]?.resolution ?? null]);
  return Object.fromEntries(each) as HeatResolution;
}
