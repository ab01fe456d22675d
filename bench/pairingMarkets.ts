import { parseArgs } from "node:util";
import { loadTwin, openBuilt } from "../app/state/builtMarket.ts";
import { openMarket } from "../app/state/database.ts";
import { fitTwin } from "../models/fit.ts";
import { createRunner } from "../sim/runner.ts";
import { withMadeUpVisits } from "./madeUpVisits.ts";
import { measurePairing } from "./pairing.ts";

/**
 * What common random numbers bring on built markets, territory by territory:
 * `npm run bench:pairing -- DIR… [--runs 64] [--horizon 52] [--territories 3] [--json]`.
 * A market without visits gets made-up ones, and a twin that is fitted to them on the spot.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "64" },
    horizon: { type: "string", default: "52" },
    territories: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
if (positionals.length === 0) {
  console.error("usage: npm run bench:pairing -- DIR… [--runs 64] [--horizon 52] [--territories 3] [--json]");
  process.exit(2);
}
const runner = createRunner({});
for (const dir of positionals) {
  const opened = await openMarket(dir);
  const known = opened.visits.count > 0;
  const market = known ? opened : withMadeUpVisits(opened);
  const twin = known ? await loadTwin(await openBuilt(dir)) : fitTwin(market, { seed: market.seed });
  const options = { runs: Number(values.runs), horizon: Number(values.horizon) };
  for (const { id } of market.territories.slice(0, Number(values.territories))) {
    const pairing = await measurePairing(market, twin, runner, { ...options, territory: id });
    const line = {
      market: market.name,
      visits: known ? "own" : "made up",
      horizon: options.horizon,
      ...pairing,
    };
    if (values.json) console.log(JSON.stringify(line));
    else
      console.log(
        `${line.market}, ${id} (visits ${line.visits}), ${line.runs} runs of ${line.horizon} ${market.period}s: standard error ` +
          `${(line.paired / market.minorUnits).toFixed(0)} paired, ${(line.independent / market.minorUnits).toFixed(0)} independent, ${line.factor.toFixed(1)} times smaller`,
      );
  }
}
await runner.close();
