import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { openMarket } from "../app/state/database.ts";
import { lastYearFrom } from "../core/period.ts";
import type { Market } from "../data/market/market.ts";
import { pickRows, rowsWhere } from "../data/tables/rows.ts";
import { openTensorFlow } from "../models/tf/tensorflow.ts";
import { fitWallet } from "../models/wallet/fitWallet.ts";
import { scoreWallets, type WalletScore } from "../proof/walletScores.ts";

/**
 * Scores the wallets of built markets, with rivals' sales seen and without:
 * `npm run bench:wallet -- DIR… [--seeds 1,2,3] [--json]`. The truth is `truth/` where the market has it, else what all
 * brands sold to the account in the input.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: "string", default: "1" }, json: { type: "boolean", default: false } },
});
if (positionals.length === 0) {
  console.error("usage: npm run bench:wallet -- DIR… [--seeds 1,2,3] [--json]");
  process.exit(2);
}

interface Row extends WalletScore {
  readonly market: string;
  readonly rivals: "seen" | "hidden";
  readonly seed: number;
  readonly seconds: number;
}

const rows: Row[] = [];
for (const dir of positionals) {
  const market = await openMarket(dir);
  const truth = (await plantedTruth(dir)) ?? soldByAccount(market);
  for (const seed of values.seeds.split(",").map(Number)) {
    rows.push(
      await judge(market, truth, "seen", seed),
      await judge(withoutRivals(market), truth, "hidden", seed),
    );
  }
}
if (values.json) console.log(JSON.stringify(rows));
else console.table(rows.map(flat));

async function judge(
  market: Market,
  truth: ReadonlyMap<string, number>,
  rivals: "seen" | "hidden",
  seed: number,
): Promise<Row> {
  await openTensorFlow();
  const start = process.cpuUsage();
  const { own, quantiles } = await fitWallet(market, openTensorFlow, { seed });
  // Before the floor at what was bought, which is the truth itself where rivals are seen.
  const learned = quantiles.find(({ level }) => level === 0.9)!.amount;
  // By the processor's clock: the wall's depends on what else the machine does.
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const { accounts, types } = market;
  const judged = accounts.ids
    .map((id, i) => ({
      wallet: Math.max(learned[i], own[i]),
      own: own[i],
      truth: truth.get(id) ?? 0,
      sizeClass: types[accounts.type[i]] ?? "",
    }))
    .filter(account => !Number.isNaN(account.wallet));
  return { market: market.name, rivals, seed, seconds, ...scoreWallets(judged) };
}

function flat({ headroom, amountNow, sizeClass, ...row }: Row) {
  const digits = (x: number): number => Math.round(x * 1000) / 1000;
  return {
    ...row,
    seconds: digits(row.seconds),
    coverage: digits(row.coverage),
    rank: digits(headroom.spearman),
    rankNow: digits(amountNow.spearman),
    rankClass: digits(sizeClass.spearman),
    top: digits(headroom.topTenth),
    topNow: digits(amountNow.topTenth),
    topClass: digits(sizeClass.topTenth),
  };
}

/** The market as a company sees it that knows its own sales only. */
function withoutRivals(market: Market): Market {
  const own = rowsWhere(market.sales.count, row => market.sales.brand[row] === 0);
  return { ...market, sales: pickRows(market.sales, own) };
}

/** Minor units of all brands over the last 52 weeks by account id; null where there is no truth. */
async function plantedTruth(dir: string): Promise<Map<string, number> | null> {
  const packed = await readFile(join(dir, "truth", "accounts.json.gz")).catch(() => null);
  if (packed === null) return null;
  const accounts = JSON.parse(gunzipSync(packed).toString("utf8")) as { id: string; amount52: number[] }[];
  return new Map(accounts.map(({ id, amount52 }) => [id, amount52.reduce((a, b) => a + b, 0)]));
}

function soldByAccount({ accounts, sales, periodStart, period }: Market): Map<string, number> {
  const from = lastYearFrom({ periodStart, period });
  const sold = new Float64Array(accounts.count);
  for (let row = 0; row < sales.count; row++) {
    if (sales.period[row] >= from) sold[sales.account[row]] += sales.amount[row];
  }
  return new Map(accounts.ids.map((id, i) => [id, sold[i]]));
}
