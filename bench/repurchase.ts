import { parseArgs } from "node:util";
import { yearPeriods } from "../core/period.ts";
import type { Market } from "../data/market/market.ts";
import { openAccounts } from "../data/market/openAccounts.ts";
import { currentAccounts } from "../data/market/sites.ts";
import { fitTwin } from "../models/fit.ts";
import { accountFigures } from "../models/known/accountFigures.ts";
import { siteBook } from "../models/known/trials.ts";
import { bgBb } from "../models/lifecycle/bgBb.ts";
import { bgNbd, mbgNbd } from "../models/lifecycle/bgNbd.ts";
import { boughtWithin, buyingState } from "../models/lifecycle/buyingPeriods.ts";
import { lawRule } from "../models/lifecycle/lawRule.ts";
import { paretoNbd } from "../models/lifecycle/paretoNbd.ts";
import type { Rule } from "../models/lifecycle/pool.ts";
import { rhythmRule } from "../models/lifecycle/rhythm.ts";
import { withOwnBrand } from "../proof/cut/ownBrand.ts";
import { truncateMarket } from "../proof/cut/truncate.ts";
import { sharesBySilence } from "../proof/sales/benchmarks/silence.ts";
import { anyMarket } from "./anyMarket.ts";

/**
 * Who buys again within a year, by each rule alone and by their pool (`p_alive`), as Brier scores times 10,000, beside the
 * share by silence: `npm run bench:repurchase -- MARKET [--own BRAND …] --periods 366 [--periods …]`. MARKET is the folder of
 * a built market or the database of an ingest (`.duckdb`); `--periods` is how much of history the rules may know.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: "string", multiple: true },
    periods: { type: "string", multiple: true, default: [] },
  },
});
const path = positionals[0];
if (!path || values.periods.length === 0) {
  console.error("usage: npm run bench:repurchase -- MARKET [--own BRAND …] --periods N [--periods …]");
  process.exit(2);
}
const market = await anyMarket(path);
const rows = (values.own ?? [market.brands[0]!]).flatMap(own => {
  const whole = withOwnBrand(market, own);
  return values.periods.map(periods => ({ own, periods, ...scores(whole, Number(periods)) }));
});
console.table(rows);

/** Brier scores × 10,000 over the sites that had bought the own brand by then. */
function scores(whole: Market, origin: number): Record<string, number> {
  const year = yearPeriods(whole.period);
  if (!(origin > year && origin + year <= whole.periodStart.length))
    throw new RangeError(
      `${origin} of ${whole.periodStart.length} periods; expected a year before and after`,
    );
  const known = truncateMarket(whole, origin);
  const sites = siteBook(known);
  const open = openAccounts(known);
  const buyers = Int32Array.from(open.keys()).filter(
    i => open[i] === 1 && buyingState(sites.own, i, origin, year).silence >= 0,
  );
  // A number that a site was given later counts for the site.
  const current = currentAccounts(whole.accounts.successor);
  const place = new Map(whole.accounts.ids.map((id, i) => [id, current[i]!]));
  const after = siteBook(whole);
  const came = Array.from(buyers, i =>
    Number(boughtWithin(after.own, place.get(known.accounts.ids[i]!)!, origin, origin + year)),
  );
  const share = sharesBySilence(known);
  const { alive } = accountFigures(fitTwin(known, { seed: 1, draws: 16 }));
  const laws = { "BG/NBD": bgNbd, "MBG/NBD": mbgNbd, "Pareto/NBD": paretoNbd } as const;
  const rules: Record<string, Rule> = {
    "by silence": accounts =>
      Float64Array.from(accounts, i => share(buyingState(sites.own, i, origin, year).silence)),
    ...Object.fromEntries(
      Object.entries(laws).map(([name, law]) => [name, lawRule(law, sites.own, 1, year)]),
    ),
    "BG/BB by quarter": lawRule(bgBb, sites.own, year / 4, year),
    rhythm: rhythmRule(sites.own, year),
    p_alive: accounts => Float64Array.from(accounts, i => alive[i]!),
  };
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => {
      const told = rule(buyers, origin);
      const brier = came.reduce((sum, y, k) => sum + (told[k]! - y) ** 2, 0) / came.length;
      return [name, Math.round(1e5 * brier) / 10];
    }),
  );
}
