import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ColumnTable } from "../../data/columnTable.ts";
import { writeParquet } from "../export/parquet.ts";
import type { Figures } from "./figures.ts";
import type { SimulationResult } from "./simulateMarket.ts";

const QUANTITIES = ["mean", "p05", "p25", "p50", "p75", "p95"] as const;

/**
 * Writes a finished simulation to `.penumbra/runs/<id>/`: `run.json` with everything that makes it again to the
 * same bits, and its slices as Parquet. The folder appears whole or not at all.
 */
export async function writeRunFolder(dir: string, result: SimulationResult): Promise<string> {
  const runs = join(dir, ".penumbra", "runs");
  const folder = join(runs, result.id);
  const draft = join(runs, `.${result.id}.${randomUUID().slice(0, 8)}.tmp`);
  await mkdir(draft, { recursive: true });
  try {
    const { by_territory, by_period, metrics, ...spec } = result;
    await writeFile(join(draft, "run.json"), `${JSON.stringify(spec, null, 2)}\n`);
    await writeParquet(slice("metrics", [[{}, metrics]]), join(draft, "metrics.parquet"));
    const territories = Object.entries(by_territory).map(
      ([territory_id, figures]) => [{ territory_id }, figures] as const,
    );
    await writeParquet(slice("by_territory", territories), join(draft, "by_territory.parquet"));
    const periods = by_period.map(({ period, ...figures }) => [{ period }, figures as Figures] as const);
    await writeParquet(slice("by_period", periods), join(draft, "by_period.parquet"));
    // The same id is the same simulation: what was there holds the same figures.
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Long form: the key columns, the metric's name, then mean and quantiles. */
function slice(
  name: string,
  groups: readonly (readonly [Readonly<Record<string, string>>, Figures])[],
): ColumnTable {
  const rows = groups.flatMap(([keys, figures]) =>
    Object.entries(figures).map(([metric, summary]) => ({ keys: { ...keys, metric }, summary })),
  );
  const keyNames = Object.keys({ ...groups[0]?.[0], metric: "" });
  return {
    name,
    rows: rows.length,
    columns: [
      ...keyNames.map(key => ({
        name: key,
        type: "utf8" as const,
        values: rows.map(row => (row.keys as Record<string, string>)[key]!),
      })),
      ...QUANTITIES.map(quantity => ({
        name: quantity,
        type: "float64" as const,
        values: Float64Array.from(rows, row => row.summary[quantity]),
      })),
    ],
  };
}
