import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inEnglish } from "../app/words/tell.ts";
import { type MarketConfig, readConfig } from "../data/config/config.ts";
import { ingest } from "../data/ingest/ingest.ts";
import { loadMarket } from "../data/loadMarket.ts";
import type { Market } from "../data/market/market.ts";
import { type RepurchaseScore, scoreRepurchase } from "../proof/repurchase.ts";
import { precedence } from "../territory/plan/precedence.ts";

/**
 * Scores `p_alive` and the accounts' expected amounts over the year after each end of history:
 * `npm run bench:alive -- DIR --to 2018-12-30 --to 2019-12-29 [--own BRAND …] [--json]`. The market folder is ingested anew
 * for each end, and nothing of it is changed; `--own` takes other brands for the own one.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string", multiple: true, default: [] },
    own: { type: "string", multiple: true },
    json: { type: "boolean", default: false },
  },
});
const dir = positionals[0];
if (!dir || values.to.length === 0) {
  console.error("usage: npm run bench:alive -- DIR --to YYYY-MM-DD [--to …] [--own BRAND …] [--json]");
  process.exit(2);
}

interface Row extends RepurchaseScore {
  readonly own: string;
  readonly to: string;
}

const config = await readConfig(dir);
const rows: Row[] = [];
for (const own of values.own ?? [config.own_brand]) {
  const whole = await ingested(dir, { ...config, own_brand: own });
  for (const to of values.to) {
    const history = { ...config.history, to };
    const known = await ingested(dir, { ...config, own_brand: own, history });
    rows.push({ own, to, ...scoreRepurchase(known, whole, config.seed) });
  }
}
if (values.json) console.log(JSON.stringify(rows));
else for (const row of rows) print(row);

/** The market of a folder under other settings, in memory; the folder's own state is left alone. */
async function ingested(folder: string, settings: MarketConfig): Promise<Market> {
  const scratch = await mkdtemp(join(tmpdir(), "penumbra-alive-"));
  try {
    const database = join(scratch, "market.duckdb");
    await ingest(folder, settings, { precedence, tell: inEnglish, to: database });
    return await loadMarket(database);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function print({ own, to, sites, silence, bins, ...score }: Row): void {
  console.log(`\n${own}, history to ${to}: ${sites} sites with an own purchase`);
  console.table({
    "Brier score": {
      p_alive: score.brier,
      "bought in the last 52 weeks": score.brierBoughtLastYear,
      "by silence alone": score.brierBySilence,
    },
  });
  console.table(
    Object.fromEntries(Object.entries(silence).map(([years, row]) => [`silent ${years} years`, row])),
  );
  console.table(Object.fromEntries(bins.map(({ from, ...row }) => [`told from ${from.toFixed(1)}`, row])));
}
