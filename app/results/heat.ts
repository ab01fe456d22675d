import { readFile } from "node:fs/promises";
import { f64 } from "../../core/columns.ts";
import { loadColumns } from "../../data/files/columnsFile.ts";
import type { SealedFolder } from "../../data/files/sealedFolder.ts";
import { HEAT_METRICS, type HeatMetric } from "../../data/hourSignals.ts";
import type { MetricHeat } from "../../models/heat/heat.ts";
import type { NextContact } from "../../models/heat/nextContact.ts";
import { readStateFile } from "../state/stateFiles.ts";

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
  const { header, columns } = await readStateFile(state, "heat", loadColumns);
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
  return JSON.parse(await readStateFile(state, "contacts", path => readFile(path, "utf8")));
}
