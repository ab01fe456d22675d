import { CancelledError } from "../core/errors.ts";
import { yearPeriods } from "../core/period.ts";
import type { Progress } from "../core/progress.ts";
import { quantileSorted } from "../core/stats.ts";
import type { Market } from "../data/market/market.ts";
import { fitTwin } from "../models/fit.ts";
import { runEnsemble } from "../sim/ensemble.ts";
import type { GroupedRuns } from "../sim/record.ts";
import type { Runner } from "../sim/runner.ts";
import { kernelModel, territoryGrouping } from "../sim/twinModel.ts";
import { truncateMarket } from "./cut/truncate.ts";
import { coverage, crps, wape } from "./scores.ts";

/** Scores of one origin: own sales by territory × period, amounts in minor units. */
export interface OriginScore {
  /** Periods of history that the twin saw. */
  readonly periods: number;
  readonly wape: number;
  readonly wapeSeasonalNaive: number;
  readonly crps: number;
  readonly crpsSeasonalNaive: number;
  readonly coverage80: number;
  readonly coverage95: number;
}

export interface BacktestOptions {
  /** Periods to hide after each origin. */
  readonly holdout: number;
  /** Numbers of periods seen. */
  readonly origins: readonly number[];
  readonly runs: number;
  readonly seed: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Steps of the progress bar for each origin, and the part of one that fitting takes. */
const STEPS = 100;
const FIT_PART = 0.6;
/** Past errors that make the ensemble of the seasonal naive forecast. */
const NAIVE_ERRORS = 52;

/**
 * Hides the periods after each origin, fits a twin on what is left, simulates the hidden periods and scores the
 * own brand's sales by territory and period against what happened. The benchmark is seasonal naive: the period 364
 * days (12 months) earlier; its ensemble is that value plus its own last 52 errors.
 */
export async function backtestSales(
  market: Market,
  runner: Runner,
  options: BacktestOptions,
): Promise<OriginScore[]> {
  const actual = ownByTerritory(market);
  const scores: OriginScore[] = [];
  for (const periods of options.origins) {
    if (options.signal?.aborted) throw new CancelledError();
    const report = (part: number) =>
      options.onProgress?.({
        stage: "sales: hidden periods",
        done: Math.round(STEPS * (scores.length + part)),
        total: STEPS * options.origins.length,
      });
    const samples = await simulateHidden(truncateMarket(market, periods), runner, options, report);
    scores.push(scoreOrigin(market, actual, samples, periods, options));
  }
  return scores;
}

/** [territory × period] own amounts, minor units. */
function ownByTerritory(market: Market): Float64Array {
  const { sales, accounts } = market;
  const periods = market.periodStart.length;
  const table = new Float64Array(market.territories.length * periods);
  for (let i = 0; i < sales.count; i++) {
    const territory = accounts.territory[sales.account[i]];
    if (sales.brand[i] === 0 && territory >= 0)
      table[territory * periods + sales.period[i]] += sales.amount[i];
  }
  return table;
}

/** Own amounts by territory and period. */
async function simulateHidden(
  market: Market,
  runner: Runner,
  { holdout, runs, seed, signal }: BacktestOptions,
  report: (part: number) => void,
): Promise<GroupedRuns> {
  report(0);
  const twin = fitTwin(market, { seed, horizon: holdout });
  report(FIT_PART);
  const groupings = [territoryGrouping(twin, { metrics: ["own_amount"], by: "period" })];
  const onProgress = ({ done, total }: Pick<Progress, "done" | "total">) =>
    report(FIT_PART + (1 - FIT_PART) * (done / total));
  const options = { seed, runs, horizon: holdout, groupings, onProgress, signal };
  const group = (await runEnsemble(kernelModel(twin), runner, options)).groups.get("territory");
  if (!group) throw new Error("the ensemble has no territories");
  return group;
}

function scoreOrigin(
  market: Market,
  actual: Float64Array,
  samples: GroupedRuns,
  periods: number,
  { holdout }: BacktestOptions,
): OriginScore {
  const all = market.periodStart.length;
  const year = yearPeriods(market.period);
  const ahead = Math.min(holdout, all - periods);
  const rows = { actual: [] as number[], median: [] as number[], naive: [] as number[] };
  const bounds = { p025: [] as number[], p10: [] as number[], p90: [] as number[], p975: [] as number[] };
  let twinCrps = 0;
  let naiveCrps = 0;
  for (let g = 0; g < market.territories.length; g++) {
    const series = actual.subarray(g * all, (g + 1) * all);
    const errors = Array.from({ length: NAIVE_ERRORS }, (_, j) => periods - 1 - j)
      .filter(t => t >= year)
      .map(t => series[t] - series[t - year]);
    for (let h = 0; h < ahead; h++) {
      const runsAt = samples.period(g, h, "own_amount").sort();
      const truth = series[periods + h];
      const naive = series[periods + h - year];
      rows.actual.push(truth);
      rows.median.push(quantileSorted(runsAt, 0.5));
      rows.naive.push(naive);
      bounds.p025.push(quantileSorted(runsAt, 0.025));
      bounds.p10.push(quantileSorted(runsAt, 0.1));
      bounds.p90.push(quantileSorted(runsAt, 0.9));
      bounds.p975.push(quantileSorted(runsAt, 0.975));
      twinCrps += crps(runsAt, truth);
      naiveCrps += crps(
        errors.map(e => naive + e),
        truth,
      );
    }
  }
  return {
    periods,
    wape: wape(rows.median, rows.actual),
    wapeSeasonalNaive: wape(rows.naive, rows.actual),
    crps: twinCrps / rows.actual.length,
    crpsSeasonalNaive: naiveCrps / rows.actual.length,
    coverage80: coverage(bounds.p10, bounds.p90, rows.actual),
    coverage95: coverage(bounds.p025, bounds.p975, rows.actual),
  };
}
