import { join } from "node:path";
import { fromParquet, number, type Table, text } from "../results/table.ts";
import type { YearAhead } from "../state/manifest.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";
import { twin } from "./twin.ts";

const FORECAST_FILE = "forecast.parquet";

export const forecastTable: Table = {
  ...fromParquet("forecast", FORECAST_FILE),
  rows: "each period of a brand in the market, a territory or an area: those of history, then a year ahead",
  columns: [
    text("period", "its first day"),
    text("level", "market, territory or area"),
    text("id", "of the territory or area; null for the market"),
    text("brand", "own and rivals"),
    number(
      "mean",
      "of the runs, in the currency at known accounts; null: history, or rivals' sales are not known",
    ),
    ...["p05", "p25", "p50", "p75", "p95"].map(name =>
      number(name, `${Number(name.slice(1))}% point of the runs`),
    ),
    number("actual", "what was sold; null ahead"),
  ],
};

/** A year of today's course, simulated. */
export const forecast = result({
  name: "forecast",
  title: { en: "forecast", tr: "tahmin" },
  module: import.meta.url,
  needs: { market, twin },
  settings: ["seed"],
  files: [FORECAST_FILE],
  tables: [forecastTable],
  async make({ market, twin }, { threads, settings: { seed }, onProgress, signal }) {
    const { simulateBaseline } = await import("./baseline.ts");
    return simulateBaseline(market, twin, { threads, seed, onProgress, signal });
  },
  async save(folder, { forecast }) {
    const { writeParquet } = await import("../export/parquet.ts");
    await writeParquet(forecast, join(folder, FORECAST_FILE));
  },
  keep: ({ ahead }) => ahead,
  load: async (_, kept: YearAhead) => kept,
});
