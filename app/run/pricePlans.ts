import { InputError } from "../../core/errors.ts";
import { distinct, type Note } from "../../core/note.ts";
import type { Period } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import type { Uplifts } from "../../scenarios/compare/compare.ts";
import type { Uplift } from "../../scenarios/compare/uplift.ts";
import { horizonOf } from "../../scenarios/compile/compile.ts";
import { PLAN_PARTS, type PlanPart } from "../../scenarios/effects/planChange.ts";
import { TODAYS_COURSE } from "../../scenarios/file/read.ts";
import { type Courses, describeParts, playParts } from "../../scenarios/price/parts.ts";
import { planScenario } from "../../scenarios/price/scenario.ts";
import { type ScreenedPlan, screenPlans, worthPlaying } from "../../scenarios/price/screen.ts";
import { createRunner, type Runner } from "../../sim/runner.ts";
import { answerQuestion, type CompareResult, poseQuestion, type Question } from "./compareMarket.ts";
import { loadBuilt } from "./marketScenarios.ts";

export interface PricePlansOptions {
  /** Paired runs of each plan. */
  readonly runs: number;
  readonly threads: number;
  /** Periods ahead; default: a year. */
  readonly horizon?: number;
  /** Default: the seed of the twin. */
  readonly seed?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** What a reader should know of the plans that will be played, before anything runs. */
  readonly onRemarks?: (remarks: readonly Note[]) => void;
  readonly signal?: AbortSignal;
}

/** A plan as it was screened and, where it was worth it, played against today's. */
export interface PricedPlan extends ScreenedPlan {
  /** The paired run, kept under its id; null: it was screened alone. */
  readonly played: CompareResult | null;
  /** What each part changes in own sales, after those before it; null where it was not played. */
  readonly parts: Readonly<Record<PlanPart, Uplift | null>> | null;
}

/** What `plan price --json` prints. Amounts in major currency units over the horizon. */
export interface PriceResult {
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly period: Period;
  readonly horizon: number;
  readonly runs: number;
  readonly seed: number;
  /** The first of the plans that were asked for. */
  readonly chosen: string;
  /** Of the chosen plan against today's. */
  readonly uplift: Uplifts;
  readonly plans: readonly PricedPlan[];
}

/**
 * Prices plans against today's: screens all by expected value, then plays the first and up to three others that promise
 * most, with common random numbers. The same plans, twin, seed and runs give the same figures on any number of threads.
 * @param plans ids of saved plans or files of the market folder; the first is the chosen one
 * @throws InputError when the market is not built or a plan is faulty; CancelledError on `signal`
 */
export async function pricePlans(
  dir: string,
  plans: readonly string[],
  options: PricePlansOptions,
): Promise<PriceResult> {
  const names = distinct(plans);
  if (names.length === 0) throw new InputError("plan_missing", "expected at least one plan, got none");
  const built = await loadBuilt(dir);
  const { twin } = built;
  const horizon = horizonOf({ horizon: null }, twin, options.horizon);
  // Compiled first: what is wrong with a plan or the horizon is told before anything else.
  const questions = new Map<string, Question>();
  for (const plan of names)
    questions.set(
      plan,
      await poseQuestion(dir, built, [TODAYS_COURSE, await planScenario(dir, plan)], { ...options, horizon }),
    );
  const screened = await screenPlans(dir, names, built, horizon);
  const played = worthPlaying(screened).map(({ plan }) => questions.get(plan)!);
  options.onRemarks?.(distinct(played.flatMap(question => question.scenarios[1].remarks)));
  const runner = createRunner({ threads: options.threads });
  const priced = await playAll(played, runner, options).finally(() => runner.close());
  const of = (plan: string) => priced.get(questions.get(plan)!);
  const { header } = twin;
  return {
    ...{ name: header.marketName, synthetic: header.synthetic, currency: header.currency },
    ...{ period: header.period, horizon, runs: options.runs, seed: options.seed ?? header.seed },
    chosen: names[0]!,
    uplift: of(names[0]!)!.played.uplift,
    plans: screened.map(one => ({ ...one, ...(of(one.plan) ?? { played: null, parts: null }) })),
  };
}

interface Played {
  readonly played: CompareResult;
  readonly parts: PricedPlan["parts"];
}

/** Both courses of each plan, then its parts; today's course of the parts is played once. */
async function playAll(
  questions: readonly Question[],
  runner: Runner,
  { runs, onProgress, signal }: PricePlansOptions,
): Promise<ReadonlyMap<Question, Played>> {
  const courses = 2 + PLAN_PARTS.length;
  const total = (courses * questions.length + 1) * runs;
  const priced = new Map<Question, Played>();
  let today: Float64Array | undefined;
  let before = 0;
  const since = (done: number) => onProgress?.({ stage: "compare", done: before + done, total });
  for (const question of questions) {
    const { dir, horizon, seed, twin } = question;
    const told = { runs, signal, onProgress: ({ done }: { readonly done: number }) => since(done) };
    const played = await answerQuestion(question, runner, told);
    before += 2 * runs;
    const { scenario } = question.scenarios[1];
    const parts: Courses = await playParts(
      scenario,
      question,
      runner,
      { ...told, dir, horizon, seed },
      today,
    );
    before += (parts.length - (today ? 1 : 0)) * runs;
    today ??= parts[0]!;
    priced.set(question, { played, parts: describeParts(parts, twin, seed) });
  }
  return priced;
}
