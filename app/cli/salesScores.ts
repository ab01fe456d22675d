import {
  type AccountsRecord,
  besideBenchmark,
  type ErrorRecord,
  type SalesRecord,
} from "../api/salesRecord.ts";
import type { BacktestResult } from "../run/backtestMarket.ts";
import { table } from "../words/format.ts";
import type { Voice } from "./words/voice.ts";

/** How the forecast did beside the benchmarks: by level, horizon, account, brand and origin. */
export function describeSales(sales: SalesRecord, result: BacktestResult, voice: Voice): string {
  const { backtest: words, periods } = voice.words;
  const { count, money } = voice;
  const { period, currency } = result;
  const times = sales.by_origin.length;
  const hidden = periods[period](count(sales.holdout));
  const byTerritory = words.byTerritory(count(result.territories));
  const shares = [0.8, 0.95].map(share => voice.percent(share, 0)).join(", ");
  const levels = [
    ...(sales.wape === null ? [] : [{ name: byTerritory, score: sales }]),
    { name: words.byMarket, score: sales.market },
  ];
  const rows = levels.flatMap(({ name, score }) => [
    scoreRow(name, score, voice),
    ...score.by_horizon.map(part =>
      scoreRow(`  ${words.ahead(count(part.from), count(part.to), period)}`, part, voice),
    ),
  ]);
  const held = Math.round(times * sales.market.inside90);
  return [
    `\n${words.forecast(hidden, times, sales.own, period)}\n`,
    table([headings("", voice), ...rows]),
    `  ${words.benchmarks(period, shares)}\n`,
    ...levels.map(({ name, score }) => `  ${name}: ${verdict(score, voice)}\n`),
    sales.crps === null || sales.crps_seasonal_naive === null
      ? ""
      : `  ${words.crps(money(sales.crps, currency), money(sales.crps_seasonal_naive, currency))}\n`,
    `  ${words.sum(known(voice.percent)(sales.market.level), count(held), count(times))}\n`,
    sales.accounts ? describeAccounts(sales.accounts, voice) : "",
    sales.by_brand.length > 1 ? describeBrands(sales, voice) : "",
    times > 1 ? describeOrigins(sales, voice) : "",
  ].join("");
}

function describeAccounts(accounts: AccountsRecord, voice: Voice): string {
  const { words, decimal, percent, count } = voice;
  const { wape, wape_last_year: repeated, coverage90, deciles, repurchase } = accounts;
  const share = known((value: number) => decimal(value, 2));
  const ratios = deciles.map(({ expected, actual }) => share(actual > 0 ? expected / actual : null));
  const chances = repurchase && [repurchase.brier, repurchase.brier_by_silence].map(b => decimal(b, 3));
  return [
    `\n${words.backtest.accounts(count(accounts.sites))}\n`,
    `  ${words.backtest.errors(percent(wape), percent(repeated))}: ${compared(wape / repeated, words.backtest.lastYear, voice)}\n`,
    `  ${words.backtest.tenths}: ${ratios.join(" ")}\n`,
    coverage90 === null ? "" : `  ${words.backtest.accountIntervals(percent(coverage90))}\n`,
    chances ? `  ${words.backtest.repurchase(chances[0]!, chances[1]!)}\n` : "",
  ].join("");
}

function describeBrands({ by_brand }: SalesRecord, voice: Voice): string {
  const rows = by_brand.map(({ brand, territories, market }) =>
    scoreRow(brand, territories ?? market, voice),
  );
  return `\n${voice.words.backtest.brands}\n${table([headings("", voice), ...rows])}`;
}

function describeOrigins({ by_origin }: SalesRecord, voice: Voice): string {
  const { words } = voice;
  const rows = by_origin.map(({ origin, market, ...own }) =>
    scoreRow(voice.day(origin), own.wape === null ? market : own, voice),
  );
  return `\n${words.backtest.origins}\n${table([headings(words.backtest.knownUpTo, voice), ...rows])}`;
}

function headings(first: string, { words, percent }: Voice): string[] {
  const { scores } = words.backtest;
  const inside = [0.8, 0.95].map(share => scores.inside(percent(share, 0)));
  return [first, scores.forecast, scores.naive, scores.index, scores.best, ...inside];
}

function scoreRow(name: string, score: ErrorRecord, { words, percent }: Voice): string[] {
  const share = known((value: number) => percent(value));
  const { scores } = words.backtest;
  const beside = besideBenchmark(score);
  return [
    name,
    share(score.wape),
    share(score.wape_seasonal_naive),
    share(score.wape_plain_index),
    beside ? scores[beside.ratio <= 1 ? "forecast" : beside.of] : "–",
    share(score.coverage80),
    share(score.coverage95),
  ];
}

/** The forecast beside the better benchmark. */
function verdict(score: ErrorRecord, voice: Voice): string {
  const beside = besideBenchmark(score);
  return beside ? compared(beside.ratio, voice.words.backtest.scores[beside.of], voice) : "–";
}

/** @param part the forecast's error over the benchmark's */
function compared(part: number, benchmark: string, { words, decimal }: Voice): string {
  return words.backtest[part <= 1 ? "better" : "worse"](decimal(part, 2), benchmark);
}

/** What is not known is a dash. */
function known(write: (value: number) => string): (value: number | null) => string {
  return value => (value === null ? "–" : write(value));
}
