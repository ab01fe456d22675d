import { join } from "node:path";
import { areaTable, PLACE_FILES } from "../results/placeTables.ts";
import { dark } from "./dark.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

/** The areas with their outlines. */
export const areas = result({
  name: "areas",
  title: { en: "areas", tr: "bölgeler" },
  module: import.meta.url,
  needs: { market, dark },
  files: [PLACE_FILES.areaOutlines],
  tables: [areaTable],
  async make(given, { folder }) {
    const { writeOutlines } = await import("./outlineFile.ts");
    const outlines = new Map(given.market.areas.map(({ id, geometry }) => [id, geometry]));
    const table = await given.dark.areas();
    await writeOutlines(table, "area_id", outlines, join(folder, PLACE_FILES.areaOutlines));
  },
  load: async () => null,
});
