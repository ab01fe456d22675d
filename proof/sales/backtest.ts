import { CancelledError } from "../../core/errors.ts";
import { yearPeriods } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import type { Market } from "../../data/market/market.ts";
import { rivalsKnown } from "../../models/dark/rivals.ts";
import { fitTwin } from "../../models/fit.ts";
import { accountFigures } from "../../models/known/accountFigures.ts";
import { runEnsemble } from "../../sim/ensemble.ts";
import type { GroupedRuns } from "../../sim/record.ts";
import type { Runner } from "../../sim/runner.ts";
import { kernelModel, marketGrouping, territoryGrouping } from "../../sim/twinModel.ts";
import { type BrandAmount, brandAmounts } from "../../twin/metrics.ts";
import type { Twin } from "../../twin/source.ts";
import { truncateMarket } from "../cut/truncate.ts";
import { type AccountScore, scoreAccounts } from "./accountScore.ts";
import { type Course, type CourseScore, type SumScore, scoreCourse, scoreSum } from "./courseScore.ts";
import { judgeSites } from "./sites.ts";

/** Scores of one origin; amounts in units of the currency. */
export interface OriginScore {
  /** Periods of history that the twin saw, and periods hidden after them. */
  readonly periods: number;
  readonly ahead: number;
  /** The own brand first; it is alone where rivals' sales are not known by account. */
  readonly brands: readonly BrandScore[];
  /** Own amounts of accounts over the periods ahead, at most a year of them; null: nobody bought. */
  readonly accounts: AccountScore | null;
}

export interface BrandScore {
  readonly brand: string;
  /** Territory × period; null: the market has no territories. */
  readonly territories: CourseScore | null;
  /** Market × period. */
  readonly market: CourseScore;
  /** The market's sum over the periods ahead. */
  readonly sum: SumScore;
}

export interface BacktestOptions {
  /** Periods to hide after each origin. */
  readonly holdout: number;
  /** Numbers of periods seen, each at least two years. */
  readonly origins: readonly number[];
  readonly runs: number;
  readonly seed: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Steps of the progress bar for each origin, and the part of one that fitting takes. */
const STEPS = 100;
const FIT_PART = 0.2;

/**
 * Hides the periods after each origin, fits a twin on what is left, simulates the hidden periods, and scores the sales of the
 * market, its territories and its accounts against what happened, beside the benchmarks (`benchmarks/`).
 * @throws CancelledError on `signal`
 */
export async function backtestSales(
  market: Market,
  runner: Runner,
  options: BacktestOptions,
): Promise<OriginScore[]> {
  const scores: OriginScore[] = [];
  for (const periods of options.origins) {
    if (options.signal?.aborted) throw new CancelledError();
    const report = (part: number) =>
      options.onProgress?.({
        stage: "sales: hidden periods",
        done: Math.round(STEPS * (scores.length + part)),
        total: STEPS * options.origins.length,
      });
    scores.push(await scoreOrigin(market, periods, runner, options, report));
  }
  return scores;
}

/** One fit and one ensemble serve all levels and brands. */
async function scoreOrigin(
  market: Market,
  periods: number,
  runner: Runner,
  options: BacktestOptions,
  report: (part: number) => void,
): Promise<OriginScore> {
  const ahead = Math.min(options.holdout, market.periodStart.length - periods);
  const known = truncateMarket(market, periods);
  report(0);
  const twin = fitTwin(known, { seed: options.seed, horizon: ahead });
  report(FIT_PART);
  const brands = market.brands.slice(0, rivalsKnown(market) === "accounts" ? undefined : 1);
  const runs = await simulateHidden(twin, runner, brandAmounts(brands.length), ahead, options, part =>
    report(FIT_PART + (1 - FIT_PART) * part),
  );
  const year = yearPeriods(market.period);
  const judged = judgeSites(known, market, accountFigures(twin), Math.min(year, ahead));
  const scoreBrand = (brand: string, b: number): BrandScore => {
    const actual = amountsOf(market, b);
    const course = (level: "market" | "territory"): Course => ({
      ...{ period: market.period, known: periods, ahead, actual: actual[level] },
      runs: (unit, h) => inCurrency(runs.get(level)!.period(unit, h, `amount:${b}`), market),
    });
    const sums = inCurrency(runs.get("market")!.total(0, `amount:${b}`), market);
    return {
      brand,
      territories: market.territories.length > 0 ? scoreCourse(course("territory")) : null,
      market: scoreCourse(course("market")),
      sum: scoreSum(course("market"), sums),
    };
  };
  return { periods, ahead, brands: brands.map(scoreBrand), accounts: scoreAccounts(judged, year, ahead) };
}

/** A brand's amounts by period, of the market and of each territory, in units of the currency. */
function amountsOf(
  { sales, accounts, periodStart, territories, minorUnits }: Market,
  brand: number,
): Record<"market" | "territory", Float64Array[]> {
  const series = () => new Float64Array(periodStart.length);
  const [whole, parts] = [series(), territories.map(series)];
  for (let i = 0; i < sales.count; i++) {
    if (sales.brand[i] !== brand) continue;
    const amount = sales.amount[i] / minorUnits;
    whole[sales.period[i]] += amount;
    const territory = accounts.territory[sales.account[i]];
    if (territory >= 0) parts[territory][sales.period[i]] += amount;
  }
  return { market: [whole], territory: parts };
}

async function simulateHidden(
  twin: Twin,
  runner: Runner,
  metrics: readonly BrandAmount[],
  horizon: number,
  { runs, seed, signal }: BacktestOptions,
  report: (part: number) => void,
): Promise<ReadonlyMap<string, GroupedRuns>> {
  const keep = { metrics, by: "period" } as const;
  const groupings = [marketGrouping(twin, keep), territoryGrouping(twin, keep)];
  const onProgress = ({ done, total }: Pick<Progress, "done" | "total">) => report(done / total);
  const options = { seed, runs, horizon, groupings, onProgress, signal };
  return (await runEnsemble(kernelModel(twin), runner, options)).groups;
}

function inCurrency(amounts: Float64Array, { minorUnits }: Market): Float64Array {
  return amounts.map(amount => amount / minorUnits);
}
