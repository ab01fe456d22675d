import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { distinct, type Note } from "../../core/note.ts";
import type { Period } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import type { Market } from "../../data/market/market.ts";
import {
  type AgainstLastYear,
  againstLastYear,
  type CourseMeans,
} from "../../scenarios/compare/againstLastYear.ts";
import {
  type CompareOptions,
  describePair,
  type PairedRun,
  type PlayedPair,
  playPair,
} from "../../scenarios/compare/compare.ts";
import { type CompiledScenario, compileScenario, horizonOf } from "../../scenarios/compile/compile.ts";
import { readScenario, type Scenario } from "../../scenarios/file/read.ts";
import { createRunner, type Runner } from "../../sim/runner.ts";
import type { Twin } from "../../twin/source.ts";
import { COURSE_SCOPES } from "../api/scopes.ts";
import { packageVersion } from "../effects/packageRoot.ts";
import { yearBehind } from "../results/yearBehind.ts";
import { type KeptScenario, keptScenario, loadBuilt } from "./marketScenarios.ts";
import { readRunText, type SliceRows, slice, writeRunFolder } from "./runFolder.ts";

export interface CompareMarketOptions {
  /** Runs, or with `precision` the most runs. */
  readonly runs: number;
  readonly threads: number;
  /** Periods ahead; default: what B says, else what A says, else a year. */
  readonly horizon?: number;
  /** Default: the seed of the twin. */
  readonly seed?: number;
  /** Relative standard error of the uplift on own_amount at which runs stop; default: all runs are done. */
  readonly precision?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** What a reader should know of the levers, before anything runs. */
  readonly onRemarks?: (remarks: readonly Note[]) => void;
  readonly signal?: AbortSignal;
}

/** What `compare --json` prints. Amounts in major currency units. */
export interface CompareResult extends PairedRun {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly period: Period;
  readonly engine: "js";
  readonly version: string;
  readonly twin_hash: string;
  readonly a: KeptScenario;
  readonly b: KeptScenario;
  /** Whose figures each metric tells. */
  readonly scopes: typeof COURSE_SCOPES;
  /** Each course beside the year behind, by market and territory; null: history is shorter than a year. */
  readonly against_last_year: Readonly<Record<"a" | "b", readonly AgainstLastYear[]>> | null;
}

const QUANTITIES = ["mean", "se", "p05", "p50", "p95", "p_positive", "relative", "a", "b"] as const;

/**
 * Compares two scenarios of a built market, by name or file, and keeps the result in `.penumbra/runs/<id>/`. The same
 * twin, scenarios, seed and runs give the same id and figures on any number of threads.
 * @throws InputError when the market is not built or a scenario is faulty; CancelledError on `signal`.
 */
export async function compareMarket(
  dir: string,
  a: string,
  b: string,
  options: CompareMarketOptions,
): Promise<CompareResult> {
  const built = await loadBuilt(dir);
  const sides = [await readScenario(a, { dir }), await readScenario(b, { dir })] as const;
  const question = await poseQuestion(dir, built, sides, options);
  options.onRemarks?.(distinct(question.scenarios.flatMap(({ remarks }) => remarks)));
  const { runs, precision, onProgress, signal } = options;
  const runner = createRunner({ threads: options.threads });
  try {
    return await answerQuestion(question, runner, {
      runs,
      precision,
      onProgress: progress => onProgress?.({ stage: "compare", ...progress }),
      signal,
    });
  } finally {
    await runner.close();
  }
}

/** Two scenarios on a market, ready to be simulated. */
export interface Question {
  readonly dir: string;
  readonly market: Market;
  readonly twin: Twin;
  readonly scenarios: readonly [CompiledScenario, CompiledScenario];
  readonly horizon: number;
  readonly seed: number;
}

/**
 * Compiles both sides over the same horizon.
 * @throws InputError for what the market or the twin does not have.
 */
export async function poseQuestion(
  dir: string,
  { market, twin }: Pick<Question, "market" | "twin">,
  [a, b]: readonly [Scenario, Scenario],
  options: Pick<CompareMarketOptions, "horizon" | "seed">,
): Promise<Question> {
  if (options.horizon === undefined && a.horizon && b.horizon && a.horizon !== b.horizon) {
    const message = `the horizons are ${a.horizon} and ${b.horizon}; say over which both are compared: --horizon ${b.horizon}`;
    throw new InputError("horizon", message);
  }
  const horizon = horizonOf({ horizon: b.horizon ?? a.horizon }, twin, options.horizon);
  const scenarios = [
    await compileScenario(a, market, twin, { dir, horizon }),
    await compileScenario(b, market, twin, { dir, horizon }),
  ] as const;
  return { dir, market, twin, scenarios, horizon, seed: options.seed ?? twin.header.seed };
}

/** Simulates both sides, and keeps the answer. @throws CancelledError on `signal`. */
export async function answerQuestion(
  question: Question,
  runner: Runner,
  options: Omit<CompareOptions, "seed">,
): Promise<CompareResult> {
  return keepAnswer(question, await playQuestion(question, runner, options));
}

/** Simulates both sides. @throws CancelledError on `signal`. */
export function playQuestion(
  { market, twin, scenarios, seed }: Question,
  runner: Runner,
  options: Omit<CompareOptions, "seed">,
): Promise<PlayedPair> {
  return playPair(market, twin, scenarios, runner, { ...options, seed });
}

/** Describes both sides as they were simulated, and keeps the answer. */
export async function keepAnswer(question: Question, played: PlayedPair): Promise<CompareResult> {
  const { dir, twin } = question;
  const paired = describePair(played);
  const { header } = twin;
  const result: CompareResult = {
    id: questionId(question, paired.runs),
    name: header.marketName,
    synthetic: header.synthetic,
    currency: header.currency,
    period: header.period,
    ...specOf(question),
    ...paired,
    scopes: COURSE_SCOPES,
    against_last_year: await against(question, paired),
  };
  await keep(dir, result);
  return result;
}

async function against({ dir, market, twin, scenarios }: Question, paired: PairedRun) {
  const behind = await yearBehind(dir, market, twin.hash, paired.horizon);
  if (behind === null) return null;
  const { uplift, by_territory } = paired;
  const side = (course: "a" | "b", scenario: CompiledScenario) => {
    const means = (uplifts: PairedRun["uplift"]): CourseMeans =>
      Object.fromEntries(
        Object.entries(uplifts).map(([metric, figure]) => [metric, figure?.[course] ?? null]),
      );
    const territories = Object.fromEntries(
      Object.entries(by_territory).map(([id, uplifts]) => [id, means(uplifts)]),
    );
    return againstLastYear({ market: means(uplift), territories }, behind, scenario.moves);
  };
  return { a: side("a", scenarios[0]), b: side("b", scenarios[1]) };
}

/** The id that the answer will have after so many runs. */
export function questionId(question: Question, runs: number): string {
  const { horizon, seed, market } = question;
  // The twin does not depend on what things cost, but profit does.
  return idOf({ ...specOf(question), runs, horizon, seed, economics: market.economics });
}

function specOf({ twin, scenarios: [a, b] }: Question) {
  return {
    engine: "js" as const,
    version: packageVersion(),
    twin_hash: twin.hash,
    a: keptScenario(a),
    b: keptScenario(b),
  };
}

/** Raised with what an answer says: one that was kept in an earlier form is asked again. */
const FORM = 5;

function idOf(spec: object): string {
  return `compare-${createHash("sha256")
    .update(JSON.stringify({ form: FORM, ...spec }))
    .digest("hex")
    .slice(0, 12)}`;
}

/** File of a run's folder that holds the whole answer again, as it was printed. */
const ANSWER = "result.json";
const ID = /^compare-[0-9a-f]{12}$/;

/** The answer that was kept under an id; null where there is none. @throws EnvironmentError `run_damaged` */
export async function keptAnswer(dir: string, id: string): Promise<CompareResult | null> {
  if (!ID.test(id)) return null;
  const text = await readRunText(dir, id, ANSWER);
  return text === null ? null : (JSON.parse(text) as CompareResult);
}

async function keep(dir: string, result: CompareResult): Promise<void> {
  const { by_territory, by_type, by_period, uplift, exceedance, ...record } = result;
  const keyed = (key: string, groups: PairedRun["by_territory"]): SliceRows =>
    Object.entries(groups).map(([name, figures]) => [{ [key]: name }, figures]);
  const courses: SliceRows = by_period.flatMap(({ period, ...sides }) =>
    (["a", "b"] as const).map(course => [{ period, course }, sides[course]] as const),
  );
  const points: SliceRows = Object.entries(exceedance).flatMap(([metric, curve]) =>
    curve.map(point => [{}, { [metric]: point }] as const),
  );
  const slices = [
    slice("uplift", [[{}, uplift]], QUANTITIES),
    slice("by_territory", keyed("territory_id", by_territory), QUANTITIES),
    slice("by_type", keyed("type", by_type), QUANTITIES),
    slice(
      "by_period",
      by_period.map(p => [{ period: p.period }, p.uplift] as const),
      QUANTITIES,
    ),
    slice("courses", courses, ["mean", "p05", "p25", "p50", "p75", "p95"]),
    slice("exceedance", points, ["x", "p"]),
  ];
  await writeRunFolder(dir, record, slices, { [ANSWER]: JSON.stringify(result) });
}
