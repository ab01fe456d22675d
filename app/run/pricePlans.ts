import { InputError } from "../../core/errors.ts";
import { distinct, type Note } from "../../core/note.ts";
import type { Period } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import { ownSales, type Uplifts } from "../../scenarios/compare/compare.ts";
import type { Uplift } from "../../scenarios/compare/uplift.ts";
import { horizonOf } from "../../scenarios/compile/compile.ts";
import type { PlanPart } from "../../scenarios/effects/planChange.ts";
import { TODAYS_COURSE } from "../../scenarios/file/read.ts";
import { BETWEEN, describeParts, playParts } from "../../scenarios/price/parts.ts";
import { planScenario } from "../../scenarios/price/scenario.ts";
import { type ScreenedPlan, screenPlans, worthPlaying } from "../../scenarios/price/screen.ts";
import { createRunner, type Runner } from "../../sim/runner.ts";
import {
  type CompareResult,
  keepAnswer,
  playQuestion,
  poseQuestion,
  type Question,
} from "./compareMarket.ts";
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
  const ask = async (plan: string) =>
    poseQuestion(dir, built, [TODAYS_COURSE, await planScenario(dir, plan)], { ...options, horizon });
  // The chosen one first: what is wrong with the horizon is told before plans are screened.
  const questions = new Map([[names[0]!, await ask(names[0]!)]]);
  const screened = await screenPlans(dir, names, built, horizon);
  for (const { plan } of worthPlaying(screened).slice(1)) questions.set(plan, await ask(plan));
  options.onRemarks?.(distinct([...questions.values()].flatMap(({ scenarios }) => scenarios[1].remarks)));
  const runner = createRunner({ threads: options.threads });
  const priced = await playAll(questions, runner, options).finally(() => runner.close());
  const { header } = twin;
  return {
    ...{ name: header.marketName, synthetic: header.synthetic, currency: header.currency },
    ...{ period: header.period, horizon, runs: options.runs, seed: options.seed ?? header.seed },
    chosen: names[0]!,
    uplift: priced.get(names[0]!)!.played.uplift,
    plans: screened.map(one => ({ ...one, ...(priced.get(one.plan) ?? { played: null, parts: null }) })),
  };
}

interface Played {
  readonly played: CompareResult;
  readonly parts: PricedPlan["parts"];
}

/** Both courses of each plan, then those between them. */
async function playAll(
  questions: ReadonlyMap<string, Question>,
  runner: Runner,
  { runs, onProgress, signal }: PricePlansOptions,
): Promise<ReadonlyMap<string, Played>> {
  const courses = 2 + BETWEEN;
  const total = courses * questions.size * runs;
  const priced = new Map<string, Played>();
  for (const [plan, question] of questions) {
    const { dir, horizon, seed, twin } = question;
    const told = (before: number) => ({
      ...{ runs, signal },
      onProgress: ({ done }: { readonly done: number }) =>
        onProgress?.({ stage: "compare", done: (priced.size * courses + before) * runs + done, total }),
    });
    const pair = await playQuestion(question, runner, told(0));
    const ends = [ownSales(pair, "a"), ownSales(pair, "b")] as const;
    const options = { ...told(2), dir, horizon, seed };
    const parts = await playParts(question.scenarios[1].scenario, question, ends, runner, options);
    priced.set(plan, {
      played: await keepAnswer(question, pair),
      parts: describeParts(parts, twin, seed),
    });
  }
  return priced;
}
