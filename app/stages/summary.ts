import type { MarketConfig } from "../../data/config/config.ts";
import type { Database } from "../../data/tables/duckdb.ts";
import type { KeptSummary } from "../state/manifest.ts";
import { dark } from "./dark.ts";
import { forecast } from "./forecast.ts";
import { heat } from "./heat.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";
import { twin } from "./twin.ts";

/** What the build says of the market as a whole. */
export const summary = result({
  name: "summary",
  title: { en: "summary", tr: "özet" },
  module: import.meta.url,
  needs: { market, dark, twin, heat, forecast },
  settings: ["language", "sources"],
  async make({ market, dark, twin, heat, forecast }, { folder, settings }): Promise<KeptSummary> {
    const { describeBuild, describeKpis, describeMarket } = await import("./describe.ts");
    const { readDataReport } = await import("../../data/readiness/dataReport.ts");
    const { withDatabase } = await import("../state/database.ts");
    const { data, activity } = await withDatabase({ path: folder, files: null }, async database => ({
      data: await readDataReport(database),
      activity: await finestActivity(database),
    }));
    const told = { language: settings.language, twinHash: twin.hash, activity, heat };
    return {
      summary: describeBuild(market, twin, forecast, data, dark),
      info: describeMarket(market, told),
      kpis: describeKpis(market, forecast),
      country: market.country,
      data: { ...data, files: filesByTable(settings.sources) },
    };
  },
  keep: made => made,
  load: async (_, kept: KeptSummary) => kept,
});

function filesByTable(sources: MarketConfig["sources"]): KeptSummary["data"]["files"] {
  const files = Object.entries(sources).map(([table, parts]) => [table, parts.map(({ file }) => file)]);
  return Object.fromEntries(files) as KeptSummary["data"]["files"];
}

async function finestActivity(database: Database): Promise<"hour" | "day" | null> {
  const [row] = await database.query<{ finest: "hour" | "day" | null }>(
    // "hour" comes after "day" in the alphabet.
    "SELECT max(resolution) AS finest FROM activity WHERE cell IS NOT NULL",
  );
  return row!.finest;
}
