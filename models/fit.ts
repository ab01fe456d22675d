import { yearPeriods } from "../core/period.ts";
import type { Progress } from "../core/progress.ts";
import { quantileSorted } from "../core/stats.ts";
import type { Market } from "../data/market/market.ts";
import type { Twin } from "../twin/source.ts";
import { type Buyers, expectedOwn, groupResponse, indexPaths } from "./course/calibrate.ts";
import { fitCourse } from "./course/course.ts";
import type { AgentNoise } from "./course/forecast.ts";
import type { GroupHistory } from "./course/history.ts";
import { rivalUtilities } from "./course/rivalMix.ts";
import { ownFromStart, type Start } from "./course/startOwn.ts";
import type { DarkSlots } from "./dark/slots.ts";
import type { AccountFit } from "./known/accounts.ts";
import { awarenessHazard, awarePart, openersAwarePart } from "./known/awareness.ts";
import { drawOpenings } from "./known/openings.ts";
import type { LifeCourse } from "./lifecycle/life.ts";
import { type KnownSide, learnKnown } from "./response/knownSide.ts";
import type { Segments } from "./segments/types.ts";
import { livesOf } from "./written/lives.ts";
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
  const { accounts, response } = known;
  const year = yearPeriods(market.period);
  report(3);
  const { accounts: grouping, slots } = options.groups ?? todaysGroups(market, options.dark ?? null);
  const { history, paths, calendar } = fitCourse(market, grouping, {
    horizon: options.horizon ?? 2 * yearPeriods(market.period),
    draws: options.draws ?? DRAWS,
    seed: options.seed,
    agentNoise: of => agentNoise(accounts, of),
  });
  report(4);
  const { groupOf, groups } = history;
  const rivals = rivalUtilities(paths, rivalAmounts(accounts), year);
  const awareness = awarenessHazard(market, known.aware, ownRates(accounts), year);
  const buyers: Buyers = {
    ...accounts,
    aware: awarePart(awareness, year),
    lift: response.lift,
    groupOf,
    groups,
    marketUtility: rivals.year,
  };
  const openings = drawOpenings(market, options.seed, paths.horizon);
  const { like, within } = openings;
  const openers: Buyers = { ...buyers, aware: openersAwarePart(awareness, year, within), lift: null };
  const hasRivals = market.brands.length > 1;
  const { load, openingLoad, ...index } = indexPaths(paths, groupResponse(buyers), hasRivals, year, {
    response: groupResponse(openers, like),
    within,
  });
  const lives = livesOf(known, awareness, year);
  const start = startOf(known, lives);
  const fromStart = ownFromStart(buyers, start, index, { draws: paths.draws, horizon: paths.horizon, year });
  report(5);
  const lapseAfter = lapseThreshold(market);
  const fitted = {
    ...known,
    history,
    paths,
    calendar: calendar?.source ?? null,
    openings,
    lives,
    ...index,
    rivalUtility: rivals.paths,
    lapseAfter,
    year,
    segments: options.segments ?? null,
    dark: darkOf(options, paths.draws),
    slotGroup: slots.map(number => history.groupOfNumber.get(number) ?? history.largest),
    expectedOwn: expectedOwn(buyers, load).map((amount, i) => Math.max(0, amount + fromStart[i])),
    openingOwn: expectedOwn(openers, openingLoad),
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

/** What the accounts buy of each rival a period at index 1. */
function rivalAmounts({ expectation, brandAmount }: AccountFit): Float64Array {
  const brands = brandAmount.length;
  const amount = new Float64Array(brands - 1);
  expectation.amount.forEach((yearly, at) => {
    if (at % brands > 0) amount[(at % brands) - 1] += yearly;
  });
  return amount;
}

function startOf({ record, response }: KnownSide, lives: readonly LifeCourse[]): Start {
  const { goodwill, ownOffset, goodwillEffect: slope, saturation, carryOver } = response;
  const alive = Float64Array.from(lives, life => life.alive);
  return {
    lastBrand: record.lastBrand,
    goodwill,
    alive,
    ownOffset,
    effect: { slope, saturation },
    carryOver,
  };
}

/** Own occasions a period of each account that knows the own brand. */
function ownRates({ rate, shares, brandAmount }: AccountFit): Float64Array {
  return rate.map((occasions, i) => occasions * shares[i * brandAmount.length]);
}

/** Variance that Poisson occasions with gamma amounts put into a period of each brand, and of each group, relative. */
function agentNoise(fit: AccountFit, { groups, groupOf }: GroupHistory): AgentNoise {
  const brands = fit.brandAmount.length;
  const brand = spreads(brands);
  const own = spreads(groups);
  const rivals = spreads(groups);
  for (let i = 0; i < groupOf.length; i++) {
    for (let b = 0; b < brands; b++) {
      const amount = fit.amountMean[i] * fit.brandAmount[b] * (b === 0 ? fit.ownLine[i] : 1);
      const mean = fit.rate[i] * fit.shares[i * brands + b] * amount;
      const variance = mean * amount * (1 + 1 / fit.amountShape);
      brand.add(b, mean, variance);
      (b === 0 ? own : rivals).add(groupOf[i], mean, variance);
    }
  }
  return { brands: brand.relative(), groupOwn: own.relative(), groupRivals: rivals.relative() };
}

/** Sums of means and variances of independent amounts by place. */
function spreads(places: number) {
  const mean = new Float64Array(places);
  const variance = new Float64Array(places);
  return {
    add: (place: number, m: number, v: number) => {
      mean[place] += m;
      variance[place] += v;
    },
    relative: () => variance.map((v, at) => (mean[at] > 0 ? v / mean[at] ** 2 : 0)),
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
