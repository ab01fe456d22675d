import { parseArgs } from "node:util";
import { yearPeriods } from "../core/period.ts";
import { fitTwin } from "../models/fit.ts";
import { withOwnBrand } from "../proof/cut/ownBrand.ts";
import { truncateMarket } from "../proof/cut/truncate.ts";
import { agentExpectation } from "../proof/sales/agentExpectation.ts";
import { anyMarket, periodsUntil } from "./anyMarket.ts";

/**
 * What agents buy in the simulator beside `expected_amount_52w`, account by account:
 * `npm run bench:agents -- MARKET [--own BRAND …] [--origin YYYY-MM-DD …] [--draws 256] [--per-draw 4]` prints one JSON line a
 * brand and origin (default: the own brand, all of history).
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: "string", multiple: true },
    origin: { type: "string", multiple: true },
    draws: { type: "string", default: "256" },
    "per-draw": { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
  },
});
const [path] = positionals;
if (!path) {
  console.error(
    "usage: npm run bench:agents -- MARKET [--own BRAND …] [--origin YYYY-MM-DD …] [--draws 256] [--per-draw 4]",
  );
  process.exit(2);
}

const market = await anyMarket(path);
const horizon = yearPeriods(market.period);
const seed = Number(values.seed);
const perDraw = Number(values["per-draw"]);
for (const own of values.own ?? [market.brands[0]!]) {
  const theirs = withOwnBrand(market, own);
  for (const origin of values.origin ?? [null]) {
    const known = origin === null ? theirs : truncateMarket(theirs, periodsUntil(market, origin));
    const twin = fitTwin(known, { seed, horizon, draws: Number(values.draws) });
    const found = agentExpectation(twin, { perDraw, horizon, seed });
    console.log(JSON.stringify({ market: market.name, own, origin, ...found }));
  }
}
