import { InputError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";
import { isoDay } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import type { Market } from "../../data/market/market.ts";
import { backtestSales, type OriginScore } from "../../proof/backtest.ts";
import type { BenchmarkRecord, KindRecord } from "../../proof/darkRecord.ts";
import { finite } from "../../proof/darkRecord.ts";
import type { HideBy } from "../../proof/hide/choose.ts";
import { backtestNote } from "../../proof/notes.ts";
import { chooseOrigins, leastSeen } from "../../proof/origins.ts";
import { type DarkTrackRecord, LEAST_SITES } from "../../proof/trackRecord.ts";
import { threadedTrackRecord } from "../../proof/trackThreads.ts";
import { createRunner } from "../../sim/runner.ts";
import { populatedPlaces } from "../geography/populatedPlaces.ts";
import { lastDay } from "../stages/history.ts";
import { openMarket } from "../state/database.ts";
import { tell } from "../words/tell.ts";

export interface BacktestMarketOptions {
  readonly holdout: number;
  readonly origins: number;
  /** Share of the known sites to hide. */
  readonly hide: number;
  /** Default: all three kinds, averaged. */
  readonly hideBy?: HideBy | undefined;
  readonly runs: number;
  readonly threads: number;
  /** Default: the market's. */
  readonly seed?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Scores of the forecast, means over the origins. CRPS in units of the currency, coverage as shares. */
export interface SalesScores {
  readonly holdout: number;
  readonly runs: number;
  readonly wape: number | null;
  readonly wape_seasonal_naive: number | null;
  readonly crps: number | null;
  readonly crps_seasonal_naive: number | null;
  readonly coverage80: number | null;
  readonly coverage95: number | null;
  /** Each origin by the last day that the twin knew. */
  readonly by_origin: readonly (Omit<SalesScores, "holdout" | "runs" | "by_origin"> & {
    readonly origin: string;
  })[];
}

/** Scores of the dark estimate, means over the kinds of hiding. */
export interface DarkScores {
  readonly situation: DarkTrackRecord["situation"];
  readonly hide: number;
  readonly hide_by: readonly HideBy[];
  /** Estimate / truth − 1. */
  readonly accounts_error: number | null;
  readonly amount_error: number | null;
  readonly spearman_cells: number | null;
  readonly coverage90: number | null;
  readonly deviance: number | null;
  readonly top_tenth: number | null;
  readonly baseline: {
    readonly population: Omit<BenchmarkRecord, "map"> | null;
    readonly known: Omit<BenchmarkRecord, "map">;
  };
  readonly kinds: readonly KindRecord[];
}

export interface BacktestResult {
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly period: Market["period"];
  readonly territories: number;
  readonly areas: number;
  readonly seed: number;
  readonly sales: SalesScores | null;
  readonly dark: DarkScores | null;
  /** Why a part is missing or smaller than asked for. */
  readonly notes: readonly Note[];
}

/**
 * Hides periods, and known accounts, of a built market, and scores the twin against them. Nothing is written.
 * @throws InputError when the market is not built, or too short and too small for either part; CancelledError on `signal`
 */
export async function backtestMarket(dir: string, options: BacktestMarketOptions): Promise<BacktestResult> {
  const market = await openMarket(dir);
  const seed = options.seed ?? market.seed;
  const notes: Note[] = [];
  const sales = await scoreSales(market, seed, options, notes);
  const dark = await scoreHidden(market, seed, options, notes);
  if (!sales && !dark)
    throw new InputError("nothing_to_score", `${dir}: ${notes.map(note => tell(note, "en")).join("; ")}`, {
      dir,
    });
  const { name, synthetic, currency, period, territories, areas } = market;
  return {
    ...{ name, synthetic, currency, period, seed, sales, dark, notes },
    territories: territories.length,
    areas: areas.length,
  };
}

async function scoreSales(
  market: Market,
  seed: number,
  options: BacktestMarketOptions,
  notes: Note[],
): Promise<SalesScores | null> {
  const { runs, threads, onProgress, signal } = options;
  const length = market.periodStart.length;
  if (market.territories.length === 0) {
    notes.push(backtestNote("backtest.no_territories"));
    return null;
  }
  const chosen = chooseOrigins(market, options.holdout, options.origins);
  if (!chosen) {
    const least = leastSeen(market);
    notes.push(backtestNote(`backtest.too_short_${market.period}`, { periods: length, least }));
    return null;
  }
  const { holdout, origins } = chosen;
  if (holdout < options.holdout || origins.length < options.origins) {
    notes.push(
      backtestNote(`backtest.shorter_${market.period}`, {
        periods: length,
        hidden: holdout,
        asked: options.holdout,
        times: origins.length,
        asked_times: options.origins,
      }),
    );
  }
  const runner = createRunner({ threads });
  try {
    const scores = await backtestSales(market, runner, { holdout, origins, runs, seed, onProgress, signal });
    return salesScores(market, scores, holdout, runs);
  } finally {
    await runner.close();
  }
}

function salesScores(
  market: Market,
  scores: readonly OriginScore[],
  holdout: number,
  runs: number,
): SalesScores {
  const figures = (of: readonly OriginScore[]) => {
    const mean = (pick: (score: OriginScore) => number) => meanOf(of.map(pick));
    const major = (value: number | null) => (value === null ? null : value / market.minorUnits);
    return {
      wape: mean(s => s.wape),
      wape_seasonal_naive: mean(s => s.wapeSeasonalNaive),
      crps: major(mean(s => s.crps)),
      crps_seasonal_naive: major(mean(s => s.crpsSeasonalNaive)),
      coverage80: mean(s => s.coverage80),
      coverage95: mean(s => s.coverage95),
    };
  };
  const by_origin = scores.map(score => ({
    origin: isoDay(lastDay({ ...market, periodStart: market.periodStart.slice(0, score.periods) })),
    ...figures([score]),
  }));
  return { holdout, runs, ...figures(scores), by_origin };
}

async function scoreHidden(
  market: Market,
  seed: number,
  { hide, hideBy, threads, onProgress, signal }: BacktestMarketOptions,
  notes: Note[],
): Promise<DarkScores | null> {
  const record = await threadedTrackRecord(market, {
    seed,
    share: hide,
    places: await populatedPlaces(market),
    threads,
    signal,
    ...(hideBy && { kinds: [hideBy] }),
    ...(onProgress && { onProgress }),
  });
  if (record) return darkScores(record);
  notes.push(backtestNote("backtest.too_few_sites", { least: LEAST_SITES }));
  return null;
}

function darkScores({ situation, hide, kinds }: DarkTrackRecord): DarkScores {
  const mean = (pick: (kind: KindRecord) => number | null) => meanOf(kinds.map(pick));
  const benchmark = (pick: (kind: KindRecord) => BenchmarkRecord | null) => ({
    deviance: meanOf(kinds.map(kind => pick(kind)?.deviance ?? null)) ?? 0,
    spearman_cells: meanOf(kinds.map(kind => pick(kind)?.spearman_cells ?? null)),
    top_tenth: meanOf(kinds.map(kind => pick(kind)?.top_tenth ?? null)),
  });
  return {
    situation,
    hide,
    hide_by: kinds.map(kind => kind.by),
    accounts_error: mean(kind => kind.accounts_error),
    amount_error: mean(kind => kind.amount_error),
    spearman_cells: mean(kind => kind.spearman_cells),
    coverage90: mean(kind => kind.coverage90),
    deviance: mean(kind => kind.deviance),
    top_tenth: mean(kind => kind.top_tenth),
    baseline: {
      population: kinds[0]?.baseline.population ? benchmark(kind => kind.baseline.population) : null,
      known: benchmark(kind => kind.baseline.known),
    },
    kinds,
  };
}

/** Mean of the values that are numbers; null without any. */
function meanOf(values: readonly (number | null)[]): number | null {
  const given = values.filter(v => v !== null && Number.isFinite(v)) as number[];
  return given.length > 0 ? finite(given.reduce((a, b) => a + b, 0) / given.length) : null;
}
