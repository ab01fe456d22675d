import { InputError } from "../../core/errors.ts";
import { isoDay, shiftPeriod } from "../../core/period.ts";
import { type Summary, summarise } from "../../core/stats.ts";
import type { Market } from "../../data/market/market.ts";
import type { Runner } from "../../sim/runs.ts";
import type { Twin } from "../../twin/source.ts";
import type { CompiledScenario } from "../compile/compile.ts";
import { type ComparedModel, comparedModel } from "../recording.ts";
import {
  AMOUNT_METRICS,
  COMPARED_METRICS,
  type ComparedMetric,
  type CourseRun,
  type Parts,
  partsOf,
  periodSampler,
  type Sampler,
} from "./courses.ts";
import { type Economics, economicsOf } from "./economics.ts";
import { type PairedRuns, runPairs } from "./pairs.ts";
import { type RestsOn, restsOn } from "./restsOn.ts";
import { describeUplift, type Exceedance, exceedance, paired, type Uplift } from "./uplift.ts";
import { type Withheld, withheldOf } from "./withheld.ts";

export interface CompareOptions {
  /** Runs, or with `precision` the most runs. */
  readonly runs: number;
  readonly seed: number;
  /** Runs go on in blocks of 16 until the relative standard error of the uplift on own_amount is at most this. */
  readonly precision?: number | undefined;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Uplifts by metric; null where no run has it (a share without sales), and where it is withheld. */
export type Uplifts = Partial<Record<ComparedMetric, Uplift | null>>;

/** Both courses and their difference in one period. */
export interface ComparedPeriod {
  /** First day of the period. */
  readonly period: string;
  readonly a: Partial<Record<ComparedMetric, Summary | null>>;
  readonly b: Partial<Record<ComparedMetric, Summary | null>>;
  readonly uplift: Uplifts;
}

/** The paired difference B − A. Amounts in major currency units, shares as fractions, the rest as counts. */
export interface Comparison {
  readonly runs: number;
  /** Different joint draws of the twin's parameters that the runs took: errors are clustered by them. */
  readonly draws: number;
  readonly horizon: number;
  readonly seed: number;
  /** Relative standard error of the uplift on own_amount: asked for, and at these runs. Null: not asked for. */
  readonly precision: { readonly asked: number; readonly reached: number } | null;
  readonly result_hash: { readonly a: string; readonly b: string };
  /** Over the horizon. */
  readonly uplift: Uplifts;
  readonly by_territory: Readonly<Record<string, Uplifts>>;
  readonly by_type: Readonly<Record<string, Uplifts>>;
  readonly by_period: readonly ComparedPeriod[];
  /** P(uplift ≥ x) by metric. */
  readonly exceedance: Partial<Record<ComparedMetric, readonly Exceedance[]>>;
  readonly economics: Economics;
  readonly rests_on: RestsOn;
  /** Figures that are null because this market cannot know them; null: none. */
  readonly withheld: Withheld | null;
  /** What the reader should know about the levers in this market. */
  readonly remarks: readonly string[];
}

/** Metrics that are told by period too: the fans of both courses. */
const BY_PERIOD = ["own_amount", "market_amount", "own_share", "visits"] as const;

/**
 * Simulates both scenarios with common random numbers and describes B − A run by run. The same twin, scenarios, seed
 * and runs give the same figures on any number of threads.
 * @throws InputError where the horizons differ; CancelledError on `signal`.
 */
export async function compareScenarios(
  market: Market,
  twin: Twin,
  scenarios: readonly [a: CompiledScenario, b: CompiledScenario],
  runner: Runner,
  options: CompareOptions,
): Promise<Comparison> {
  const [a, b] = scenarios;
  if (a.horizon !== b.horizon)
    throw new InputError(
      "horizon",
      `the horizons are ${a.horizon} and ${b.horizon}; compare scenarios over the same periods`,
    );
  const compared = comparedModel(twin, market);
  const parts = partsOf(compared, twin.header.territories);
  const pairs = await runPairs(compared, [a.levers, b.levers], runner, {
    ...options,
    horizon: a.horizon,
    watched: parts.market,
  });
  return describe({ market, twin, scenarios, compared, parts, pairs, options });
}

interface Told {
  readonly market: Market;
  readonly twin: Twin;
  readonly scenarios: readonly [CompiledScenario, CompiledScenario];
  readonly compared: ComparedModel;
  readonly parts: Parts;
  readonly pairs: PairedRuns;
  readonly options: CompareOptions;
}

function describe({ market, twin, scenarios, compared, parts, pairs, options }: Told): Comparison {
  const { a, b, draws } = pairs;
  const { minorUnits } = twin.header;
  const withheld = withheldOf(market);
  const known = COMPARED_METRICS.filter(metric => !withheld?.metrics.includes(metric));
  const told = (sampler: Sampler) => upliftsOf(sampler, COMPARED_METRICS, known, pairs, minorUnits);
  return {
    runs: a.runs.length,
    draws: new Set(a.runs.map((_, run) => draws.of[run])).size,
    horizon: scenarios[0].horizon,
    seed: options.seed,
    precision:
      options.precision === undefined ? null : { asked: options.precision, reached: pairs.precision },
    result_hash: { a: a.resultHash, b: b.resultHash },
    uplift: told(parts.market),
    by_territory: Object.fromEntries(parts.territories.map(([name, sampler]) => [name, told(sampler)])),
    by_type: Object.fromEntries(parts.types.map(([name, sampler]) => [name, told(sampler)])),
    by_period: periodsOf(twin, scenarios[0].horizon, known, pairs),
    exceedance: Object.fromEntries(
      known.flatMap(metric => {
        const scale = AMOUNT_METRICS.has(metric) ? minorUnits : 1;
        const difference = paired(parts.market(a.runs, metric), parts.market(b.runs, metric));
        return difference.length > 0 ? [[metric, exceedance(difference.map(d => d / scale))] as const] : [];
      }),
    ),
    economics: economicsOf({
      market,
      compared,
      scenarios,
      runs: [a.runs, b.runs],
      draws,
      whole: parts.market,
    }),
    rests_on: restsOn(twin, scenarios),
    withheld,
    remarks: [...new Set([...(withheld ? [withheld.reason] : []), ...scenarios.flatMap(s => s.remarks)])],
  };
}

function upliftsOf(
  sampler: Sampler,
  metrics: readonly ComparedMetric[],
  known: readonly ComparedMetric[],
  { a, b, draws }: PairedRuns,
  minorUnits: number,
): Uplifts {
  return Object.fromEntries(
    metrics.map(metric => {
      if (!known.includes(metric)) return [metric, null];
      const scale = AMOUNT_METRICS.has(metric) ? minorUnits : 1;
      return [metric, describeUplift(sampler(a.runs, metric), sampler(b.runs, metric), draws, scale)];
    }),
  );
}

function periodsOf(
  twin: Twin,
  horizon: number,
  known: readonly ComparedMetric[],
  pairs: PairedRuns,
): ComparedPeriod[] {
  const { firstPeriodStart, period, minorUnits } = twin.header;
  return Array.from({ length: horizon }, (_, t) => {
    const sampler = periodSampler(t);
    const fan = (runs: readonly CourseRun[]) =>
      Object.fromEntries(
        BY_PERIOD.map(metric => {
          const values = sampler(runs, metric).filter(Number.isFinite);
          const scale = AMOUNT_METRICS.has(metric) ? minorUnits : 1;
          const told = known.includes(metric) && values.length > 0;
          return [metric, told ? summarise(values.map(v => v / scale)) : null] as const;
        }),
      );
    return {
      period: isoDay(shiftPeriod(firstPeriodStart, t, period)),
      a: fan(pairs.a.runs),
      b: fan(pairs.b.runs),
      uplift: upliftsOf(sampler, BY_PERIOD, known, pairs, minorUnits),
    };
  });
}
