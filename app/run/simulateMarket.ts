import { createHash } from "node:crypto";
import type { Note } from "../../core/note.ts";
import { isoDay, type Period, shiftPeriod } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import type { Summary } from "../../core/stats.ts";
import {
  type AgainstLastYear,
  againstLastYear,
  CHECKED_METRICS,
  type CourseMeans,
  type CourseParts,
  type YearBehind,
} from "../../scenarios/compare/againstLastYear.ts";
import { type Withheld, withheldOf } from "../../scenarios/compare/withheld.ts";
import { type CompiledScenario, compileScenario } from "../../scenarios/compile/compile.ts";
import { type Recorded, recordedBy } from "../../scenarios/compile/recorded.ts";
import { BASELINE, readScenario } from "../../scenarios/file/read.ts";
import { type Ensemble, runEnsemble } from "../../sim/ensemble.ts";
import { createRunner } from "../../sim/runner.ts";
import { kernelModel } from "../../sim/twinModel.ts";
import type { MetricName } from "../../twin/metrics.ts";
import type { Sources, Twin } from "../../twin/source.ts";
import { COURSE_SCOPES } from "../api/scopes.ts";
import { packageVersion } from "../effects/packageRoot.ts";
import { yearBehind } from "../results/yearBehind.ts";
import { type Figures, figureGroupings, periodFigures, totalFigures } from "./figures.ts";
import { type KeptScenario, keptScenario, loadBuilt } from "./marketScenarios.ts";
import { slice, writeRunFolder } from "./runFolder.ts";

export interface SimulateMarketOptions {
  readonly runs: number;
  readonly threads: number;
  /** Name or file; default: today's course. */
  readonly scenario?: string;
  /** Periods ahead; default: the scenario's, else a year. */
  readonly horizon?: number;
  /** Default: the seed of the twin. */
  readonly seed?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** What a reader should know of the levers, before anything runs. */
  readonly onRemarks?: (remarks: readonly Note[]) => void;
  readonly signal?: AbortSignal;
}

/** The figures of one period; `period` is its first day. */
export interface PeriodFigures {
  readonly period: string;
  readonly [metric: string]: Summary | string | null;
}

/** What `simulate --json` prints. Amounts in major currency units. */
export interface SimulationResult {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly period: Period;
  readonly runs: number;
  readonly horizon: number;
  readonly seed: number;
  readonly engine: "js";
  readonly version: string;
  readonly twin_hash: string;
  readonly result_hash: string;
  /**
   * Over the horizon, dark accounts included; `aware_accounts` is the stock at its end. `own_amount_known` and
   * `market_amount_known` are those of known accounts alone, where the twin holds others.
   */
  readonly metrics: Figures;
  readonly by_territory: Readonly<Record<string, Figures>>;
  readonly by_period: readonly PeriodFigures[];
  readonly sources: Sources;
  /** The scenario; null: today's course. */
  readonly scenario: KeptScenario | null;
  /** Figures that are null because this market cannot know them; null: none. */
  readonly withheld: Withheld | null;
  /** Whose figures each metric tells. */
  readonly scopes: typeof COURSE_SCOPES;
  /** The course beside the year behind, by market and territory; null: history is shorter than a year. */
  readonly against_last_year: readonly AgainstLastYear[] | null;
  /** What the reader should know about its levers in this market. */
  readonly remarks: readonly Note[];
}

const QUANTITIES = ["mean", "p05", "p25", "p50", "p75", "p95"] as const;

/**
 * Simulates a scenario, or today's course, of a built market and keeps the result in `.penumbra/runs/<id>/`. The same
 * twin, scenario, seed, runs and horizon give the same id and the same figures on any number of threads.
 * @throws InputError when the market is not built, the scenario is faulty or the horizon is too long;
 * CancelledError on `signal`.
 */
export async function simulateMarket(dir: string, options: SimulateMarketOptions): Promise<SimulationResult> {
  const { market, twin } = await loadBuilt(dir);
  const scenario = await readScenario(options.scenario ?? BASELINE, { dir });
  const compiled = await compileScenario(scenario, market, twin, { dir, horizon: options.horizon });
  options.onRemarks?.(compiled.remarks);
  const seed = options.seed ?? twin.header.seed;
  const recorded = recordedBy(twin, compiled.membership);
  const ensemble = await simulateTwin(recorded, compiled, { ...options, seed });
  const described = describe(recorded.twin, ensemble, compiled, withheldOf(market));
  const behind = await yearBehind(dir, market, twin.hash, ensemble.horizon);
  const result = { ...described, against_last_year: behind && against(described, behind, compiled) };
  await keep(dir, result);
  return result;
}

function against(
  { metrics, by_territory }: Pick<SimulationResult, "metrics" | "by_territory">,
  behind: CourseParts<YearBehind>,
  { moves, membership }: CompiledScenario,
): AgainstLastYear[] {
  const means = (figures: Figures): CourseMeans =>
    Object.fromEntries(
      CHECKED_METRICS.map(metric => {
        // Where the twin holds known accounts alone, their figures are the course's.
        const figure = figures[metric] ?? figures[metric.replace(/_known$/, "") as MetricName];
        return [metric, figure?.mean ?? null];
      }),
    );
  const territories = Object.fromEntries(
    Object.entries(by_territory).map(([id, figures]) => [id, means(figures)]),
  );
  // The year behind is by today's plan: territories of another have nothing to stand beside.
  const course = { market: means(metrics), territories: membership === null ? territories : {} };
  return againstLastYear(course, behind, moves);
}

async function keep(dir: string, result: SimulationResult): Promise<void> {
  const { by_territory, by_period, metrics, ...record } = result;
  const territories = Object.entries(by_territory).map(
    ([territory_id, figures]) => [{ territory_id }, figures] as const,
  );
  const periods = by_period.map(({ period, ...figures }) => [{ period }, figures as Figures] as const);
  await writeRunFolder(dir, record, [
    slice("metrics", [[{}, metrics]], QUANTITIES),
    slice("by_territory", territories, QUANTITIES),
    slice("by_period", periods, QUANTITIES),
  ]);
}

/** Runs an ensemble on a twin, by market and by territory. */
async function simulateTwin(
  { twin, view }: Recorded,
  { levers, horizon }: CompiledScenario,
  options: SimulateMarketOptions & { readonly seed: number },
): Promise<Ensemble> {
  const { runs, seed, onProgress, signal } = options;
  const runner = createRunner({ threads: options.threads });
  try {
    return await runEnsemble(kernelModel(twin), runner, {
      runs,
      seed,
      horizon,
      levers,
      view,
      groupings: figureGroupings(twin),
      onProgress: progress => onProgress?.({ stage: "simulate", ...progress }),
      signal,
    });
  } finally {
    await runner.close();
  }
}

function describe(
  twin: Twin,
  ensemble: Ensemble,
  compiled: CompiledScenario,
  withheld: Withheld | null,
): Omit<SimulationResult, "against_last_year"> {
  const { header } = twin;
  const { runs, horizon, seed, resultHash } = ensemble;
  const scale = {
    minorUnits: header.minorUnits,
    withheld: withheld?.metrics ?? [],
  };
  const spec = {
    engine: "js" as const,
    version: packageVersion(),
    twin_hash: twin.hash,
    runs,
    horizon,
    seed,
  };
  // Today's course has the id that it always had, whatever name it was asked for by.
  const scenario = compiled.scenario.id === BASELINE ? null : keptScenario(compiled);
  const key = JSON.stringify(scenario ? { ...spec, scenario } : spec);
  const digest = createHash("sha256").update(key).digest("hex").slice(0, 12);
  const id = `${scenario ? "scenario" : BASELINE}-${digest}`;
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
      period: isoDay(shiftPeriod(header.firstPeriodStart, t, header.period)),
      ...periodFigures(ensemble, t, scale),
    })),
    sources: header.sources,
    scenario,
    withheld,
    scopes: COURSE_SCOPES,
    remarks: [...(withheld ? [withheld.reason] : []), ...compiled.remarks],
  };
}
