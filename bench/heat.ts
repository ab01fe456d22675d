import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inEnglish } from "../app/words/tell.ts";
import { dayNumber, isoDay } from "../core/period.ts";
import { type MarketConfig, readConfig } from "../data/config/config.ts";
import { HEAT_METRICS, type HourSignals, readHourSignals, type SignalColumns } from "../data/hourSignals.ts";
import { ingest } from "../data/ingest/ingest.ts";
import { loadMarket } from "../data/loadMarket.ts";
import { openDatabase } from "../data/tables/duckdb.ts";
import { learnHeat } from "../models/heat/heat.ts";
import { binSignals, scoreHeat } from "../proof/heatScore.ts";
import { precedence } from "../territory/plan/precedence.ts";

/**
 * Scores the heat on signals of the last weeks, which it has not seen:
 * `npm run bench:heat -- DIR --until 2025-12-14 [--json]`. `--until` is the last day that the fit may know.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { until: { type: "string" }, json: { type: "boolean", default: false } },
});
const dir = positionals[0];
if (!dir || values.until === undefined) {
  console.error("usage: npm run bench:heat -- DIR --until YYYY-MM-DD [--json]");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "penumbra-heat-"));
try {
  const config = await readConfig(dir);
  const until = { ...config.history, to: values.until };
  const from = { ...config.history, from: dayAfter(values.until) };
  const earlier = await read(dir, { ...config, history: until }, join(folder, "earlier.duckdb"));
  const later = await read(dir, { ...config, history: from }, join(folder, "later.duckdb"));
  const heat = learnHeat(earlier.market, earlier.signals);
  const place = new Map([...heat.cells].map((cell, c) => [cell, c]));
  const scores = HEAT_METRICS.flatMap(metric => {
    const [fit, seen, unseen] = [heat.metrics[metric], earlier.signals[metric], later.signals[metric]];
    if (!fit || !seen || !unseen) return [];
    const bins = fit.resolution === "hour" ? 168 : 7;
    const count = (signals: SignalColumns) =>
      binSignals(signals, heat.cells.length + 1, bins, cell => place.get(cell) ?? -1);
    return [{ metric, strengths: fit.strengths, ...scoreHeat(fit.cells, count(seen), count(unseen), bins) }];
  });
  if (values.json) console.log(JSON.stringify({ market: earlier.market.name, until: values.until, scores }));
  else console.table(scores.map(({ strengths, ...score }) => ({ ...score, ...strengths })));
} finally {
  await rm(folder, { recursive: true, force: true });
}

function dayAfter(day: string): string {
  return isoDay(dayNumber(day) + 1);
}

async function read(folder: string, config: MarketConfig, to: string) {
  await ingest(folder, config, { precedence, tell: inEnglish, to });
  const market = await loadMarket(to);
  const db = await openDatabase(to, { readOnly: true });
  const signals: HourSignals = await readHourSignals(db);
  db.close();
  return { market, signals };
}
