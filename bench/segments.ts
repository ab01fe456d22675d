import { parseArgs } from "node:util";
import { openMarket } from "../app/state/database.ts";
import { backtestSegments } from "../proof/segments.ts";

/**
 * How good segments are on built markets, made without the last year and judged by it:
 * `npm run bench:segments -- DIR… [--seed 1]` prints one JSON line a market.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" } },
});
if (positionals.length === 0) {
  console.error("usage: npm run bench:segments -- DIR… [--seed 1]");
  process.exit(2);
}
for (const dir of positionals) {
  const market = await openMarket(dir);
  const score = backtestSegments(market, { seed: Number(values.seed) });
  console.log(JSON.stringify({ market: market.name, seed: Number(values.seed), ...score }));
}
