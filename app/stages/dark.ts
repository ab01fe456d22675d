import { join } from "node:path";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import type { DarkSlots } from "../../models/dark/slots.ts";
import { cellTable, PLACE_FILES } from "../results/placeTables.ts";
import type { KeptDark } from "../state/manifest.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";
import { SLOTS_FILE } from "./slotsFile.ts";

/** Figures by territory, to which `territories` adds its measures. */
const TERRITORY_FIGURES = "territory-figures.parquet";

export interface Dark extends KeptDark {
  /** Candidate slots of dark accounts; null where the dark side was not estimated. */
  slots(): Promise<DarkSlots | null>;
  areas(): Promise<ColumnTable>;
  territories(): Promise<ColumnTable>;
}

/** The dark side, joined to what is known of each place. */
export const dark = result({
  name: "dark",
  title: { en: "dark", tr: "karanlık taraf" },
  module: import.meta.url,
  needs: { market },
  settings: ["seed"],
  files: [PLACE_FILES.cells, PLACE_FILES.areas, TERRITORY_FIGURES, SLOTS_FILE],
  tables: [cellTable],
  make: async (given, making) => (await import("./darkSide.ts")).estimateDarkSide(given.market, making),
  async save(folder, { tables, slots }) {
    const { writeParquet } = await import("../export/parquet.ts");
    const { saveSlots } = await import("./slotsFile.ts");
    if (slots) await saveSlots(folder, slots);
    await writeParquet(tables.cells, join(folder, PLACE_FILES.cells));
    await writeParquet(tables.areas, join(folder, PLACE_FILES.areas));
    await writeParquet(tables.territories, join(folder, TERRITORY_FIGURES));
  },
  sources: ({ sources }) => sources,
  keep: ({ dark, trackRecord }): KeptDark => ({ dark, trackRecord }),
  async load(state, kept): Promise<Dark> {
    const { readParquet } = await import("../export/parquet.ts");
    const { loadSlots } = await import("./slotsFile.ts");
    return {
      ...kept,
      slots: () => loadSlots(state),
      areas: () => readParquet(join(state.path, PLACE_FILES.areas), "areas"),
      territories: () => readParquet(join(state.path, TERRITORY_FIGURES), "territories"),
    };
  },
});
