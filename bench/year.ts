import { parseArgs } from "node:util";
import { withOwnBrand } from "../proof/cut/ownBrand.ts";
import { backtestSales } from "../proof/sales/backtest.ts";
import { createRunner } from "../sim/runner.ts";
import { anyMarket, periodsUntil } from "./anyMarket.ts";
import { rowOf, type ScoredYear, summaryOf } from "./yearTable.ts";

/**
 * Scores the forecast of markets, territories and accounts for any own brand, from many origins, beside the benchmarks:
 * `npm run bench:year -- MARKET… [--own BRAND …] --origin 2017-12-31 [--origin …] [--holdout 52] [--runs 128] [--json]`.
 * MARKET is the folder of a built market, or the database that an ingest wrote (`.duckdb`). An origin is the last day that the
 * twin may know. A row a brand and origin goes to standard error as it is scored; the table and the summary follow, with
 * `--json` as one object that holds all scores.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: "string", multiple: true },
    origin: { type: "string", multiple: true, default: [] },
    holdout: { type: "string", default: "52" },
    runs: { type: "string", default: "128" },
    seed: { type: "string", default: "1" },
    threads: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (positionals.length === 0 || values.origin.length === 0) {
  console.error(
    "usage: npm run bench:year -- MARKET… [--own BRAND …] --origin YYYY-MM-DD [--origin …] [--holdout 52] [--json]",
  );
  process.exit(2);
}

const runner = createRunner(values.threads ? { threads: Number(values.threads) } : {});
const years: ScoredYear[] = [];
for (const path of positionals) {
  const market = await anyMarket(path);
  for (const own of values.own ?? [market.brands[0]!]) {
    const theirs = withOwnBrand(market, own);
    for (const origin of values.origin) {
      const scores = await backtestSales(theirs, runner, {
        holdout: Number(values.holdout),
        origins: [periodsUntil(market, origin)],
        runs: Number(values.runs),
        seed: Number(values.seed),
      });
      const year = { market: market.name, own, origin, score: scores[0]! };
      years.push(year);
      console.error(JSON.stringify(rowOf(year)));
    }
  }
}
await runner.close();

const summary = summaryOf(years);
const rows = years.map(rowOf);
if (values.json) {
  const { holdout, runs, seed } = values;
  console.log(JSON.stringify({ holdout, runs, seed, summary, rows, years }));
} else {
  const { territories, market, sum, accounts, ...tables } = summary;
  console.table(rows);
  console.log("means of the ratios, and counts", { territories, market, sum, accounts });
  for (const [name, table] of Object.entries(tables)) {
    console.log(name);
    console.table(table);
  }
}
