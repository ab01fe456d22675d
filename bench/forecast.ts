import { parseArgs } from "node:util";
import { openMarket } from "../app/state/database.ts";
import { dayNumber } from "../core/period.ts";
import { backtestSales, type OriginScore } from "../proof/backtest.ts";
import { createRunner } from "../sim/runner.ts";

/**
 * Scores the forecast on a built market:
 * `npm run bench:forecast -- DIR --origin 2018-07-01 --origin 2018-12-30 [--holdout 26] [--runs 256] [--json]`.
 * An origin is the last day that the twin may know.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    origin: { type: "string", multiple: true, default: [] },
    holdout: { type: "string", default: "26" },
    runs: { type: "string", default: "256" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const dir = positionals[0];
if (!dir || values.origin.length === 0) {
  console.error(
    "usage: npm run bench:forecast -- DIR --origin YYYY-MM-DD [--origin …] [--holdout 26] [--json]",
  );
  process.exit(2);
}

const market = await openMarket(dir);
const runner = createRunner({});
const length = market.period === "week" ? 7 : 28;
const origins = values.origin.map(origin => {
  const day = dayNumber(origin);
  return market.periodStart.filter(start => start + length - 1 <= day).length;
});
const scores = await backtestSales(market, runner, {
  holdout: Number(values.holdout),
  origins,
  runs: Number(values.runs),
  seed: Number(values.seed),
});
await runner.close();

const mean = (pick: (s: OriginScore) => number): number =>
  scores.reduce((a, s) => a + pick(s), 0) / scores.length;
const summary = {
  market: market.name,
  holdout: Number(values.holdout),
  runs: Number(values.runs),
  origins: scores.map((score, i) => ({ origin: values.origin[i], ...score })),
  wape: mean(s => s.wape),
  wape_seasonal_naive: mean(s => s.wapeSeasonalNaive),
  wape_ratio: mean(s => s.wape) / mean(s => s.wapeSeasonalNaive),
  crps_ratio: mean(s => s.crps) / mean(s => s.crpsSeasonalNaive),
  coverage80: mean(s => s.coverage80),
  coverage95: mean(s => s.coverage95),
};
if (values.json) console.log(JSON.stringify(summary));
else {
  console.table(summary.origins);
  console.log(
    `WAPE ${summary.wape.toFixed(4)}, seasonal naive ${summary.wape_seasonal_naive.toFixed(4)}, ` +
      `ratio ${summary.wape_ratio.toFixed(3)}; CRPS ratio ${summary.crps_ratio.toFixed(3)}; ` +
      `80% interval holds ${(100 * summary.coverage80).toFixed(1)}%, 95% ${(100 * summary.coverage95).toFixed(1)}%`,
  );
}
