import { yearPeriods } from "../core/period.ts";
import type { Progress } from "../core/progress.ts";
import { quantileSorted } from "../core/stats.ts";
import { absentSales } from "../data/market/absentSales.ts";
import type { Market } from "../data/market/market.ts";
import type { Twin } from "../twin/source.ts";
import { type Buyers, groupResponse, indexPaths } from "./course/calibrate.ts";
import { completeHistory } from "./course/complete.ts";
import { type AgentNoise, type ForecastPaths, forecastPaths } from "./course/forecast.ts";
import { type GroupHistory, groupHistory } from "./course/history.ts";
import type { DarkSlots } from "./dark/slots.ts";
import type { AccountFit } from "./known/accounts.ts";
import { learnKnown, ownAmount } from "./response/knownSide.ts";
import type { Segments } from "./segments/types.ts";
import { assembleTwin } from "./written/twinColumns.ts";

export interface FitOptions {
  readonly seed: number;
  /** Joint posterior draws; default 256. */
  readonly draws?: number;
  /** Periods that the index paths cover; default two years. */
  readonly horizon?: number;
  /** Customer segments that the agents move between; default none. */
  readonly segments?: Segments | null;
  /** Candidate slots of dark accounts, with as many draws as the twin; default none: every agent is a known account. */
  readonly dark?: DarkSlots | null;
  /** What shares an index path; default: the territories of today's plan. */
  readonly groups?: IndexGroups;
  readonly onProgress?: (progress: Progress) => void;
}

/** Group numbers, -1 for none: of each account of the market, and of each slot where there are any. */
export interface IndexGroups {
  readonly accounts: Int32Array;
  readonly slots: Int32Array;
}

const DRAWS = 256;

/**
 * Learns the twin of a market. The same market and seed give the same twin, bit for bit.
 * Shapes and meanings of the columns are those of `twin/layout`.
 */
export function fitTwin(market: Market, options: FitOptions): Twin {
  const steps = ["purchases", "accounts", "visits", "forecast", "calibration", "columns"] as const;
  const report = (done: number) => {
    const stage = `fit: ${steps[Math.min(done, steps.length - 1)]!}` as const;
    options.onProgress?.({ stage, done, total: steps.length });
  };
  const known = learnKnown(market, report);
  const { aware, accounts, response } = known;
  report(3);
  const { accounts: grouping, slots } = options.groups ?? todaysGroups(market, options.dark ?? null);
  const sold = groupHistory(market, grouping);
  const history = completeHistory(sold, absentSales(market, sold.groupOf, sold.groups), market);
  const paths = forecastPaths(history, {
    period: market.period,
    country: market.country,
    periodStart: market.periodStart,
    horizon: options.horizon ?? 2 * yearPeriods(market.period),
    draws: options.draws ?? DRAWS,
    seed: options.seed,
    agentNoise: agentNoise(accounts, history),
  });
  report(4);
  const { groupOf, groups } = history;
  const buyers: Buyers = { ...accounts, aware, lift: response.lift, groupOf, groups };
  const { volume, utility } = indexPaths(paths, groupResponse(buyers), market.brands.length > 1);
  report(5);
  const lapseAfter = lapseThreshold(market);
  const year = yearPeriods(market.period);
  const expectedOwn = nextYear(ownAmount(accounts), history, paths, year);
  const fitted = {
    ...known,
    history,
    paths,
    volume,
    utility,
    lapseAfter,
    year,
    segments: options.segments ?? null,
    dark: darkOf(options, paths.draws),
    slotGroup: slots.map(number => history.groupOfNumber.get(number) ?? history.largest),
    expectedOwn,
  };
  const twin = assembleTwin(market, fitted, options.seed);
  report(6);
  return twin;
}

function todaysGroups(market: Market, dark: DarkSlots | null): IndexGroups {
  return { accounts: market.accounts.territory, slots: dark?.territory ?? new Int32Array(0) };
}

function darkOf({ dark = null }: FitOptions, draws: number): DarkSlots | null {
  if (dark !== null && dark.draws !== draws)
    throw new RangeError(`slots of ${dark.draws} draws for a twin of ${draws}; expected as many`);
  return dark;
}

/** Each account's part of its group's expected own amount over the next `year` periods, minor units. */
function nextYear(
  own: Float64Array,
  history: GroupHistory,
  paths: ForecastPaths,
  year: number,
): Float64Array {
  const { groups, groupOf } = history;
  const base = new Float64Array(groups);
  own.forEach((amount, i) => {
    base[groupOf[i]] += amount;
  });
  const ahead = new Float64Array(groups);
  for (let k = 0; k < paths.draws; k++) {
    for (let g = 0; g < groups; g++) {
      const from = (k * groups + g) * paths.horizon;
      for (let h = 0; h < Math.min(year, paths.horizon); h++) ahead[g] += paths.own[from + h] / paths.draws;
    }
  }
  return own.map((amount, i) => (base[groupOf[i]] > 0 ? (amount / base[groupOf[i]]) * ahead[groupOf[i]] : 0));
}

/** Variance that Poisson occasions with gamma amounts put into a group's and the market's period, relative. */
function agentNoise(fit: AccountFit, history: GroupHistory): AgentNoise {
  const { groups, groupOf } = history;
  const brands = fit.brandAmount.length;
  const mean = [new Float64Array(groups), new Float64Array(groups)];
  const variance = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < groupOf.length; i++) {
    for (let b = 0; b < brands; b++) {
      const side = b === 0 ? 0 : 1;
      const amount = fit.amountMean[i] * fit.brandAmount[b];
      const occasions = fit.rate[i] * fit.shares[i * brands + b];
      mean[side][groupOf[i]] += occasions * amount;
      variance[side][groupOf[i]] += occasions * amount ** 2 * (1 + 1 / fit.amountShape);
    }
  }
  const relative = (v: number, m: number): number => (m > 0 ? v / m ** 2 : 0);
  const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return {
    marketOwn: relative(total(variance[0]), total(mean[0])),
    marketRivals: relative(total(variance[1]), total(mean[1])),
    groupOwn: variance[0].map((v, g) => relative(v, mean[0][g])),
    groupRivals: variance[1].map((v, g) => relative(v, mean[1][g])),
  };
}

/**
 * Periods without an own purchase after which a customer counts as lapsed: each account has a gap that 19 of 20 of
 * its gaps do not exceed; nine of ten accounts have one no longer than this. Between a month and a year.
 */
function lapseThreshold(market: Market): number {
  const gaps = new Map<number, number[]>();
  const { sales } = market;
  let account = -1;
  let last = -1;
  for (let i = 0; i < sales.count; i++) {
    if (sales.brand[i] !== 0 || sales.amount[i] <= 0) continue;
    if (sales.account[i] === account) {
      const list = gaps.get(account) ?? [];
      list.push(sales.period[i] - last);
      gaps.set(account, list);
    }
    account = sales.account[i];
    last = sales.period[i];
  }
  const long = [...gaps.values()].filter(list => list.length >= 4).map(list => quantile(list, 0.95));
  const year = yearPeriods(market.period);
  return long.length === 0
    ? year
    : Math.min(year, Math.max(Math.ceil(year / 12), Math.ceil(quantile(long, 0.9))));
}

function quantile(values: readonly number[], p: number): number {
  return quantileSorted(Float64Array.from(values).sort(), p);
}
