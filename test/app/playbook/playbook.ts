import { join } from "node:path";
import { fromParquet, number, type Table, text } from "../../../app/results/table.ts";
import { market } from "../../../app/stages/market.ts";
import { result } from "../../../app/stages/result.ts";
import { isoDay } from "../../../core/period.ts";

const PLAYBOOK_FILE = "playbook.parquet";

const playbookTable: Table = {
  ...fromParquet("playbook", PLAYBOOK_FILE),
  rows: "each rival",
  columns: [
    text("brand", "the rival"),
    text("last", "first day of the last period in which it sold"),
    number("margin", "as the setting says"),
    number("confidence", "not learned yet"),
  ],
};

/** A learned table as one object: what the suite of results proves needs no list to be edited. */
export const playbook = result({
  name: "playbook",
  title: { en: "playbook", tr: "oyun planı" },
  module: import.meta.url,
  needs: { market },
  settings: ["economics"],
  files: [PLAYBOOK_FILE],
  tables: [playbookTable],
  async make({ market }, { settings: { economics } }) {
    const { detect } = await import("./detect.ts");
    return { rivals: detect(market), margin: economics.margin ?? Number.NaN };
  },
  async save(folder, { rivals, margin }) {
    const { writeParquet } = await import("../../../app/export/parquet.ts");
    const columns = [
      { name: "brand", type: "utf8" as const, values: rivals.map(({ brand }) => brand) },
      { name: "last", type: "utf8" as const, values: rivals.map(({ last }) => isoDay(last)) },
      { name: "margin", type: "float64" as const, values: rivals.map(() => margin) },
    ];
    await writeParquet({ name: "playbook", rows: rivals.length, columns }, join(folder, PLAYBOOK_FILE));
  },
  keep: ({ rivals }) => ({ rivals: rivals.length }),
  load: async (_, kept: { readonly rivals: number }) => kept,
});
