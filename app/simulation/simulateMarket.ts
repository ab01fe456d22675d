import { createHash } from "node:crypto";
import type { Summary } from "../../core/stats.ts";
import type { Source, Twin } from "../../models/twin.ts";
import { type Ensemble, runEnsemble } from "../../sim/ensemble.ts";
import { createRunner } from "../../sim/runner.ts";
import { kernelModel, marketGrouping, territoryGrouping } from "../../sim/twinModel.ts";
import { isoDay, periodAfter, yearPeriods } from "../building/calendarDay.ts";
import { loadTwin, openBuilt } from "../builtMarket.ts";
import type { Progress } from "../cli/progress.ts";
import { packageVersion } from "../packageRoot.ts";
import { type Figures, periodFigures, totalFigures } from "./figures.ts";
import { writeRunFolder } from "./runFolder.ts";

export interface SimulateMarketOptions {
  readonly runs: number;
  readonly threads: number;
  /** Periods ahead; default: a year. */
  readonly horizon?: number;
  /** Default: the seed of the twin. */
  readonly seed?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** The figures of one period; `period` is its first day. */
export interface PeriodFigures {
  readonly period: string;
  readonly [metric: string]: Summary | string;
}

/** What `simulate --json` prints. Amounts in major currency units. */
export interface SimulationResult {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly period: "week" | "month";
  readonly runs: number;
  readonly horizon: number;
  readonly seed: number;
  readonly engine: "js";
  readonly version: string;
  readonly twin_hash: string;
  readonly result_hash: string;
  /** Over the horizon; `aware_accounts` is the stock at its end. */
  readonly metrics: Figures;
  readonly by_territory: Readonly<Record<string, Figures>>;
  readonly by_period: readonly PeriodFigures[];
  readonly sources: Readonly<Record<string, Source>>;
}

/**
 * Simulates today's course of a built market and keeps the result in `.penumbra/runs/<id>/`. The same twin, seed,
 * runs and horizon give the same id and the same figures on any number of threads.
 * @throws InputError when the market is not built or the horizon is too long; CancelledError on `signal`.
 */
export async function simulateMarket(dir: string, options: SimulateMarketOptions): Promise<SimulationResult> {
  const twin = await loadTwin(await openBuilt(dir));
  const seed = options.seed ?? twin.header.seed;
  const horizon = options.horizon ?? yearPeriods(twin.header.period);
  const ensemble = await simulateTwin(twin, { ...options, seed, horizon });
  const result = describe(twin, ensemble);
  await writeRunFolder(dir, result);
  return result;
}

/** Runs an ensemble on a twin, by market and by territory. */
async function simulateTwin(
  twin: Twin,
  options: SimulateMarketOptions & { readonly seed: number; readonly horizon: number },
): Promise<Ensemble> {
  const { runs, seed, horizon, onProgress, signal } = options;
  const runner = createRunner({ threads: options.threads });
  try {
    return await runEnsemble(kernelModel(twin), runner, {
      runs,
      seed,
      horizon,
      groupings: [marketGrouping(twin), territoryGrouping(twin)],
      onProgress: progress => onProgress?.({ stage: "simulate", ...progress }),
      signal,
    });
  } finally {
    await runner.close();
  }
}

function describe(twin: Twin, ensemble: Ensemble): SimulationResult {
  const { header } = twin;
  const { runs, horizon, seed, resultHash } = ensemble;
  const scale = { brands: header.brands.length, minorUnits: header.minorUnits };
  const spec = {
    engine: "js" as const,
    version: packageVersion(),
    twin_hash: twin.hash,
    runs,
    horizon,
    seed,
  };
  const id = `baseline-${createHash("sha256").update(JSON.stringify(spec)).digest("hex").slice(0, 12)}`;
  return {
    id,
    name: header.marketName,
    synthetic: header.synthetic,
    currency: header.currency,
    period: header.period,
    ...spec,
    result_hash: resultHash,
    metrics: totalFigures(ensemble, "market", 0, scale),
    by_territory: Object.fromEntries(
      header.territories.map((territory, t) => [territory, totalFigures(ensemble, "territory", t, scale)]),
    ),
    by_period: Array.from({ length: horizon }, (_, t) => ({
      period: isoDay(periodAfter(header.firstPeriodStart, t, header.period)),
      ...periodFigures(ensemble, "market", 0, t, scale),
    })),
    sources: header.sources,
  };
}
