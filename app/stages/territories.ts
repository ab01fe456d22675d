import { join } from "node:path";
import { PLACE_FILES, territoryTable } from "../results/placeTables.ts";
import { dark } from "./dark.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

/** The territories with their measures and outlines. */
export const territories = result({
  name: "territories",
  title: { en: "territories", tr: "satış bölgeleri" },
  module: import.meta.url,
  needs: { market, dark },
  settings: ["travel"],
  files: [PLACE_FILES.territories, PLACE_FILES.territoryOutlines],
  tables: [territoryTable],
  async make(given, { folder, settings }) {
    const { territoryOutlines } = await import("../../territory/outline.ts");
    const { today } = await import("../../territory/plan/plan.ts");
    const { travelSettings } = await import("../../territory/travel/minutes.ts");
    const { territoryMeasures, withMeasures } = await import("./territoryColumns.ts");
    const { writeOutlines } = await import("./outlineFile.ts");
    const { writeParquet } = await import("../export/parquet.ts");
    const plan = today(given.market);
    const outlines = territoryOutlines(plan, given.market);
    const measures = territoryMeasures(given.market, travelSettings(settings.travel));
    const table = withMeasures(await given.dark.territories(), plan, measures);
    await writeParquet(table, join(folder, PLACE_FILES.territories));
    const byId = new Map(plan.territories.map(({ id }, t) => [id, outlines[t] ?? null]));
    await writeOutlines(table, "territory_id", byId, join(folder, PLACE_FILES.territoryOutlines));
  },
  load: async () => null,
});
