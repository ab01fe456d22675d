import type { Market } from "../../data/market/market.ts";
import { runEnsemble } from "../../sim/ensemble.ts";
import type { Runner } from "../../sim/runs.ts";
import { drawOf } from "../../sim/spec/streams.ts";
import { kernelModel, marketGrouping } from "../../sim/twinModel.ts";
import type { Twin } from "../../twin/source.ts";
import { describeUplift, type Uplift } from "../compare/uplift.ts";
import { compileScenario } from "../compile/compile.ts";
import { PLAN_PARTS, type PlanPart } from "../effects/planChange.ts";
import type { Scenario } from "../file/read.ts";
import { territoriesWith } from "../levers/territories.ts";

/** Own sales by run, minor units, when more and more of what a plan changes comes to bear: today's course first. */
export type Courses = readonly Float64Array[];

export interface PartsOptions {
  readonly dir: string;
  readonly runs: number;
  readonly seed: number;
  readonly horizon: number;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Courses that {@link playParts} plays of a plan. */
export const BETWEEN = PLAN_PARTS.length - 1;

/**
 * Plays the parts of a plan one after another with the same luck, so that they add up to the change of sales run by run.
 * @param scenario its one lever is the plan
 * @param ends own sales by run under today's plan and under this one, from the same seed
 * @throws CancelledError on `signal`
 */
export async function playParts(
  scenario: Scenario,
  { market, twin }: { readonly market: Market; readonly twin: Twin },
  [today, plan]: readonly [today: Float64Array, plan: Float64Array],
  runner: Runner,
  { dir, horizon, runs, seed, signal, onProgress }: PartsOptions,
): Promise<Courses> {
  const groupings = [marketGrouping(twin, { metrics: ["own_amount"], by: "horizon" })];
  const courses = [today];
  for (let between = 0; between < BETWEEN; between++) {
    const known = [territoriesWith(PLAN_PARTS.slice(0, between + 1))];
    const { levers } = await compileScenario(scenario, market, twin, { dir, horizon, levers: known });
    const { groups } = await runEnsemble(kernelModel(twin), runner, {
      ...{ seed, runs, horizon, groupings, levers, signal },
      onProgress: ({ done }) => onProgress?.({ done: between * runs + done, total: BETWEEN * runs }),
    });
    courses.push(groups.get("market")!.total(0, "own_amount"));
  }
  return [...courses, plan];
}

/** What each part brings to own sales after those before it, major currency units. */
export function describeParts(courses: Courses, twin: Twin, seed: number): Record<PlanPart, Uplift | null> {
  const count = twin.header.scalars.draws;
  const of = Int32Array.from(courses[0]!, (_, run) => drawOf(seed, run, count));
  const told = PLAN_PARTS.map((part, p) => {
    const [before, after] = [courses[p]!, courses[p + 1]!];
    return [part, describeUplift(before, after, { of, count }, twin.header.minorUnits)] as const;
  });
  return Object.fromEntries(told) as Record<PlanPart, Uplift | null>;
}
