import { join } from "node:path";
import { PLACE_FILES, territoryTable } from "../results/placeTables.ts";
import { dark } from "./dark.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

/** The territories with their measures and outlines. */
export const territories = result({
  name: "territories",
  module: import.meta.url,
  needs: { market, dark },
  files: [PLACE_FILES.territories, PLACE_FILES.territoryOutlines],
  tables: [territoryTable],
  async make(given, { folder }) {
    const { territoryOutlines } = await import("../geography/outlines.ts");
    const { withMeasures } = await import("./territoryColumns.ts");
    const { writeOutlines } = await import("./outlineFile.ts");
    const { writeParquet } = await import("../export/parquet.ts");
    const outlines = territoryOutlines(given.market);
    const table = withMeasures(await given.dark.territories(), given.market, outlines);
    await writeParquet(table, join(folder, PLACE_FILES.territories));
    const byId = new Map(given.market.territories.map(({ id }, t) => [id, outlines[t] ?? null]));
    await writeOutlines(table, "territory_id", byId, join(folder, PLACE_FILES.territoryOutlines));
  },
  load: async () => null,
});
