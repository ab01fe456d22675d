import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HEAT_PLACES, type HeatPlace } from "../api/heat.ts";
import { CONTACTS_FILE, HEAT_FILE, type HeatResolution, loadHeat, resolutions } from "../results/heat.ts";
import { number, type Table, text, whole } from "../results/table.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

const heatRows: Table = {
  name: "heat",
  rows: "each place, metric and hour of the week that anything comes in; places without an id last",
  columns: [
    whole("hour_of_week", "0 = Monday 00:00 local"),
    text("metric", "contacts, orders or activity"),
    number("weight", "expected in that hour of a week, in the signal's own unit"),
  ],
  also: [text("cell", "H3 index; with `--by cell`"), text("territory_id", "with `--by territory`")],
  by: HEAT_PLACES,
  async read(state, by = "cell") {
    const { heatTable } = await import("../results/heatTable.ts");
    return heatTable(await loadHeat(state), by as HeatPlace);
  },
};

/** When and where signals come, and the next best contact of each account. */
export const heat = result({
  name: "heat",
  title: { en: "heat", tr: "ısı" },
  module: import.meta.url,
  needs: { market },
  files: [HEAT_FILE, CONTACTS_FILE],
  tables: [heatRows],
  async make({ market }, { folder }) {
    const { readHourSignals } = await import("../../data/hourSignals.ts");
    const { learnHeat } = await import("../../models/heat/heat.ts");
    const { nextContacts } = await import("../../models/heat/nextContact.ts");
    const { saveHeat } = await import("./heatFile.ts");
    const { withDatabase } = await import("../state/database.ts");
    const signals = await withDatabase({ path: folder, files: null }, readHourSignals);
    const learned = learnHeat(market, signals);
    await saveHeat(join(folder, HEAT_FILE), market, learned);
    await writeFile(join(folder, CONTACTS_FILE), JSON.stringify(nextContacts(market, signals)));
    return learned.metrics;
  },
  keep: resolutions,
  load: async (_, kept: HeatResolution) => kept,
});
