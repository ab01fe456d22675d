import { allocateColumns, f64 } from "../../core/columns.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { saveColumns } from "../../data/files/columnsFile.ts";
import type { Market } from "../../data/market/market.ts";
import type { Heat } from "../../models/heat/heat.ts";
import { HEAT_METRICS } from "../api/heat.ts";
import type { HeatHeader } from "../results/heat.ts";

/** Writes heat to the file that `loadHeat` reads. */
export async function saveHeat(file: string, market: Market, heat: Heat): Promise<void> {
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
