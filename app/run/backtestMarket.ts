import { InputError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";
import type { Progress } from "../../core/progress.ts";
import type { Market } from "../../data/market/market.ts";
import { withOwnBrand } from "../../proof/cut/ownBrand.ts";
import type { BenchmarkRecord, KindRecord } from "../../proof/darkRecord.ts";
import type { HideBy } from "../../proof/hide/choose.ts";
import { backtestNote } from "../../proof/notes.ts";
import { backtestSales } from "../../proof/sales/backtest.ts";
import { chooseOrigins, leastSeen } from "../../proof/sales/origins.ts";
import { type DarkTrackRecord, LEAST_SITES } from "../../proof/trackRecord.ts";
import { threadedTrackRecord } from "../../proof/trackThreads.ts";
import { createRunner } from "../../sim/runner.ts";
import type { SalesRecord } from "../api/salesRecord.ts";
import { populatedPlaces } from "../geography/populatedPlaces.ts";
import { meanOf } from "../results/meanOf.ts";
import { salesRecordOf } from "../results/salesScores.ts";
import { openMarket } from "../state/database.ts";
import { tell } from "../words/tell.ts";

export interface BacktestMarketOptions {
  /** The brand whose owner looks at the market; default: its own brand. */
  readonly own?: string | undefined;
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
  readonly own: string;
  readonly period: Market["period"];
  readonly territories: number;
  readonly areas: number;
  readonly seed: number;
  readonly sales: SalesRecord | null;
  readonly dark: DarkScores | null;
  /** Why a part is missing or smaller than asked for. */
  readonly notes: readonly Note[];
}

/**
 * Hides periods, and known accounts, of a built market, and scores the twin against them. Nothing is written.
 * @throws InputError when the market is not built, has no such brand, or is too short and too small for either part;
 * CancelledError on `signal`
 */
export async function backtestMarket(dir: string, options: BacktestMarketOptions): Promise<BacktestResult> {
  const built = await openMarket(dir);
  const market = options.own === undefined ? built : withOwnBrand(built, options.own);
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
    ...{ name, synthetic, currency, own: market.brands[0]!, period, seed, sales, dark, notes },
    territories: territories.length,
    areas: areas.length,
  };
}

async function scoreSales(
  market: Market,
  seed: number,
  options: BacktestMarketOptions,
  notes: Note[],
): Promise<SalesRecord | null> {
  const { runs, threads, onProgress, signal } = options;
  const length = market.periodStart.length;
  if (market.territories.length === 0) notes.push(backtestNote("backtest.no_territories"));
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
    return salesRecordOf(market, scores, runs);
  } finally {
    await runner.close();
  }
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
