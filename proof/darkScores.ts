import { lastYearFrom } from "../core/period.ts";
import { quantileSorted } from "../core/stats.ts";
import type { Market } from "../data/market/market.ts";
import { type DarkPosterior, type DarkSituation, sumDraws } from "../models/dark/draw/posterior.ts";
import { type BenchmarkScore, knownBenchmark, type Place, populationBenchmark } from "./dark/benchmarks.ts";
import { cellFrame, total } from "./dark/frame.ts";
import {
  distanceToUniform,
  poissonDeviance,
  randomisedPit,
  spearman,
  topTenthShare,
} from "./dark/measures.ts";
import type { DarkTruth } from "./dark/truth.ts";
import { STREAM, uniforms } from "./hide/chance.ts";

/** An estimated total beside the true one; amounts in minor units. */
export interface TotalScore {
  readonly true: number;
  readonly mean: number;
  readonly p05: number;
  readonly p95: number;
  /** mean / true − 1. */
  readonly error: number;
  /** The true total lies in [p05, p95]. */
  readonly inside: boolean;
  /** p95 / p05: how wide the interval is; infinite where p05 is 0. */
  readonly width: number;
}

/** An estimate of the dark part of a market, judged by what is really there. */
export interface DarkScore {
  readonly situation: DarkSituation;
  readonly accounts: TotalScore;
  readonly amount: TotalScore;
  /** The own brand's part of it. */
  readonly own: TotalScore;
  /** Poisson deviance of the hidden counts over the cells. */
  readonly deviance: number;
  readonly spearman_cells: number;
  readonly spearman_amount: number;
  /** Share of the hidden amount in the tenth of the cells with the highest estimated amounts. */
  readonly top_tenth: number;
  /** Kolmogorov-Smirnov distance of the randomised PIT of the counts to uniform. */
  readonly pit_distance: number;
  /** Share of areas (without areas: territories) whose 90% interval holds the truth; NaN without both. */
  readonly coverage90: {
    readonly accounts: number;
    readonly amount: number;
    /** Rivals' sales at dark accounts: where those at known ones are seen, the untapped amount. */
    readonly untapped: number;
  };
  /** Known and dark amount together against the truth: of the market, and Σ|difference| over areas. */
  readonly totals_error: number;
  readonly totals_error_areas: number;
  readonly benchmarks: { readonly population: BenchmarkScore | null; readonly known: BenchmarkScore };
}

export interface ScoreOptions {
  /** The market that the estimator saw. */
  readonly market: Market;
  readonly places?: readonly Place[];
  /** For the randomised PIT; default 1. */
  readonly seed?: number;
}

/** Scores an estimate over all cells of its grid, and those where something is hidden outside of it. */
export function scoreDark(posterior: DarkPosterior, truth: DarkTruth, options: ScoreOptions): DarkScore {
  const { market, places = [], seed = 1 } = options;
  const frame = cellFrame(posterior, truth);
  const pit = randomisedPit(frame.accounts, frame.drawnAccounts, uniforms(seed, STREAM.score));
  const everything = new Int32Array(posterior.patches.count);
  const grouping = groupingOf(posterior, truth, market);
  return {
    situation: posterior.situation,
    accounts: totalScore(sumDraws(posterior.accounts, posterior.draws, everything, 1), truth.count),
    amount: totalScore(sumDraws(posterior.amount, posterior.draws, everything, 1), total(truth.amount52)),
    own: totalScore(sumDraws(posterior.own, posterior.draws, everything, 1), total(truth.own52)),
    deviance: poissonDeviance(frame.accounts, frame.meanAccounts),
    spearman_cells: spearman(frame.accounts, frame.meanAccounts),
    spearman_amount: spearman(frame.amount, frame.meanAmount),
    top_tenth: topTenthShare(frame.amount, frame.meanAmount),
    pit_distance: distanceToUniform(pit),
    coverage90: {
      accounts: coverage90(posterior, posterior.accounts, grouping, new Float64Array(truth.count).fill(1)),
      amount: coverage90(posterior, posterior.amount, grouping, truth.amount52),
      untapped: coverage90(
        posterior,
        posterior.amount.map((v, i) => v - posterior.own[i]),
        grouping,
        truth.amount52.map((v, i) => v - truth.own52[i]),
      ),
    },
    ...totalsErrors(posterior, truth, market, grouping),
    benchmarks: {
      population: populationBenchmark(frame, posterior, market, places),
      known: knownBenchmark(frame, market),
    },
  };
}

function totalScore(draws: Float64Array, truth: number): TotalScore {
  const mean = total(draws) / draws.length;
  const sorted = draws.slice().sort();
  const p05 = quantileSorted(sorted, 0.05);
  const p95 = quantileSorted(sorted, 0.95);
  return {
    true: truth,
    mean,
    p05,
    p95,
    error: mean / truth - 1,
    inside: truth >= p05 && truth <= p95,
    width: p95 / p05,
  };
}

/** Areas, or territories where the market has fewer than two areas. */
interface Grouping {
  readonly count: number;
  readonly patch: Int32Array;
  readonly truth: Int32Array;
  readonly account: Int32Array;
}

function groupingOf({ patches }: DarkPosterior, truth: DarkTruth, market: Market): Grouping {
  return market.areas.length > 1
    ? { count: market.areas.length, patch: patches.area, truth: truth.area, account: market.accounts.area }
    : {
        count: market.territories.length,
        patch: patches.territory,
        truth: truth.territory,
        account: market.accounts.territory,
      };
}

function coverage90(
  { draws }: DarkPosterior,
  column: Int32Array | Float64Array,
  { count, patch, truth }: Grouping,
  weight: Float64Array,
): number {
  const sums = sumDraws(column, draws, patch, count);
  const actual = groupSums(truth, weight, count);
  let inside = 0;
  for (let g = 0; g < count; g++) {
    const sorted = Float64Array.from({ length: draws }, (_, k) => sums[k * count + g]).sort();
    if (actual[g] >= quantileSorted(sorted, 0.05) && actual[g] <= quantileSorted(sorted, 0.95)) inside++;
  }
  return inside / count;
}

function groupSums(group: Int32Array, weight: ArrayLike<number>, count: number): Float64Array {
  const sums = new Float64Array(count);
  group.forEach((g, i) => {
    if (g >= 0) sums[g] += weight[i];
  });
  return sums;
}

function totalsErrors(
  posterior: DarkPosterior,
  truth: DarkTruth,
  market: Market,
  grouping: Grouping,
): Pick<DarkScore, "totals_error" | "totals_error_areas"> {
  const known = groupSums(grouping.account, knownAmount52(market), grouping.count);
  const actual = groupSums(grouping.truth, truth.amount52, grouping.count);
  const sums = sumDraws(posterior.amount, posterior.draws, grouping.patch, grouping.count);
  const mean = new Float64Array(grouping.count);
  sums.forEach((value, i) => {
    mean[i % grouping.count] += value / posterior.draws;
  });
  const all = total(known) + total(actual);
  const missed = mean.map((value, g) => Math.abs(value - actual[g]));
  return {
    totals_error: (total(known) + total(mean)) / all - 1,
    totals_error_areas: total(missed) / all,
  };
}

/** [account] amount of all brands over the last 52 weeks (12 months), minor units. */
function knownAmount52({ accounts, sales, period, periodStart }: Market): Float64Array {
  const from = lastYearFrom({ period, periodStart });
  const amount = new Float64Array(accounts.count);
  for (let i = 0; i < sales.count; i++) {
    if (sales.period[i] >= from) amount[sales.account[i]] += sales.amount[i];
  }
  return amount;
}
