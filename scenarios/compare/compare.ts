import { InputError } from "../../core/errors.ts";
import { distinct, type Note } from "../../core/note.ts";
import { isoDay, shiftPeriod } from "../../core/period.ts";
import { type Summary, summarise } from "../../core/stats.ts";
import type { Market } from "../../data/market/market.ts";
import type { Groups } from "../../sim/ensemble.ts";
import type { Runner } from "../../sim/runs.ts";
import { kernelModel } from "../../sim/twinModel.ts";
import { COMPARED_NAMES, type ComparedName, scaleOf } from "../../twin/metrics.ts";
import type { Twin } from "../../twin/source.ts";
import type { CompiledScenario } from "../compile/compile.ts";
import { courseGroupings, partSampler, periodSampler, type Sampler, wholeMarket } from "./courses.ts";
import { type Economics, economicsOf } from "./economics.ts";
import { type PairedRuns, runPairs } from "./pairs.ts";
import { type RestsOn, restsOn } from "./restsOn.ts";
import { type ComparedUnits, comparedUnits } from "./units.ts";
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
export type Uplifts = Partial<Record<ComparedName, Uplift | null>>;

/** Both courses and their difference in one period. */
export interface ComparedPeriod {
  /** First day of the period. */
  readonly period: string;
  readonly a: Partial<Record<ComparedName, Summary | null>>;
  readonly b: Partial<Record<ComparedName, Summary | null>>;
  readonly uplift: Uplifts;
}

/** The paired difference B − A. Amounts in major currency units, shares as fractions, the rest as counts. */
export interface PairedRun {
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
  readonly exceedance: Partial<Record<ComparedName, readonly Exceedance[]>>;
  readonly economics: Economics;
  readonly rests_on: RestsOn;
  /** Figures that are null because this market cannot know them; null: none. */
  readonly withheld: Withheld | null;
  /** What the reader should know about the levers in this market. */
  readonly remarks: readonly Note[];
}

/** Metrics that are told by period too: the fans of both courses. */
const BY_PERIOD = ["own_amount", "market_amount", "own_share", "visits"] as const;

/**
 * Simulates both scenarios with common random numbers. The same twin, scenarios, seed and runs give the same figures on any
 * number of threads.
 * @throws InputError where the horizons differ; CancelledError on `signal`.
 */
export async function playPair(
  market: Market,
  twin: Twin,
  scenarios: readonly [a: CompiledScenario, b: CompiledScenario],
  runner: Runner,
  options: CompareOptions,
): Promise<PlayedPair> {
  const [a, b] = scenarios;
  if (a.horizon !== b.horizon)
    throw new InputError(
      "horizon",
      `the horizons are ${a.horizon} and ${b.horizon}; compare scenarios over the same periods`,
    );
  const compared = comparedUnits(twin, market, a.horizon, [a.membership, b.membership]);
  const pairs = await runPairs(kernelModel(twin), [a.levers, b.levers], runner, {
    ...options,
    horizon: a.horizon,
    view: compared.view,
    groupings: [courseGroupings(compared, 0), courseGroupings(compared, 1)],
    watched: wholeMarket,
  });
  return { market, twin, scenarios, compared, pairs, options };
}

/** Both courses as they were simulated. */
export interface PlayedPair {
  readonly market: Market;
  readonly twin: Twin;
  readonly scenarios: readonly [CompiledScenario, CompiledScenario];
  readonly compared: ComparedUnits;
  readonly pairs: PairedRuns;
  readonly options: CompareOptions;
}

/** Own sales of each run of a course over the horizon, minor units. */
export function ownSales({ pairs }: PlayedPair, course: "a" | "b"): Float64Array {
  return wholeMarket(pairs[course].groups, "own_amount");
}

/** The difference run by run. */
export function describePair({ market, twin, scenarios, compared, pairs, options }: PlayedPair): PairedRun {
  const { a, b, draws } = pairs;
  const { minorUnits } = twin.header;
  const withheld = withheldOf(market);
  const known = COMPARED_NAMES.filter(metric => !withheld?.metrics.includes(metric));
  const told = (sampler: Sampler) => upliftsOf(sampler, COMPARED_NAMES, known, pairs, minorUnits);
  const byPart = (level: "territory" | "type", names: readonly string[]) =>
    Object.fromEntries(names.map((name, part) => [name, told(partSampler(level, part))]));
  return {
    runs: a.runs,
    draws: new Set(Array.from({ length: a.runs }, (_, run) => draws.of[run])).size,
    horizon: scenarios[0].horizon,
    seed: options.seed,
    precision:
      options.precision === undefined ? null : { asked: options.precision, reached: pairs.precision },
    result_hash: { a: a.resultHash, b: b.resultHash },
    uplift: told(wholeMarket),
    by_territory: byPart("territory", compared.territories),
    by_type: byPart("type", compared.types),
    by_period: periodsOf(twin, scenarios[0].horizon, known, pairs),
    exceedance: Object.fromEntries(
      known.flatMap(metric => {
        const scale = scaleOf(metric, minorUnits);
        const difference = paired(wholeMarket(a.groups, metric), wholeMarket(b.groups, metric));
        return difference.length > 0 ? [[metric, exceedance(difference.map(d => d / scale))] as const] : [];
      }),
    ),
    economics: economicsOf({
      market,
      compared,
      scenarios,
      courses: [a.groups, b.groups],
      draws,
    }),
    rests_on: restsOn(twin, scenarios),
    withheld,
    remarks: distinct([...(withheld ? [withheld.reason] : []), ...scenarios.flatMap(s => s.remarks)]),
  };
}

function upliftsOf(
  sampler: Sampler,
  metrics: readonly ComparedName[],
  known: readonly ComparedName[],
  { a, b, draws }: PairedRuns,
  minorUnits: number,
): Uplifts {
  return Object.fromEntries(
    metrics.map(metric => {
      if (!known.includes(metric)) return [metric, null];
      const scale = scaleOf(metric, minorUnits);
      return [metric, describeUplift(sampler(a.groups, metric), sampler(b.groups, metric), draws, scale)];
    }),
  );
}

function periodsOf(
  twin: Twin,
  horizon: number,
  known: readonly ComparedName[],
  pairs: PairedRuns,
): ComparedPeriod[] {
  const { firstPeriodStart, period, minorUnits } = twin.header;
  return Array.from({ length: horizon }, (_, t) => {
    const sampler = periodSampler(t);
    const fan = (course: Groups) =>
      Object.fromEntries(
        BY_PERIOD.map(metric => {
          const values = sampler(course, metric).filter(Number.isFinite);
          const scale = scaleOf(metric, minorUnits);
          const told = known.includes(metric) && values.length > 0;
          return [metric, told ? summarise(values.map(v => v / scale)) : null] as const;
        }),
      );
    return {
      period: isoDay(shiftPeriod(firstPeriodStart, t, period)),
      a: fan(pairs.a.groups),
      b: fan(pairs.b.groups),
      uplift: upliftsOf(sampler, BY_PERIOD, known, pairs, minorUnits),
    };
  });
}
