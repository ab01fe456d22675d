import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import type { Market } from "../../data/market/market.ts";
import { complaint } from "../../data/yaml/complaint.ts";
import { placeOfValue } from "../../data/yaml/places.ts";
import type { Levers, VisitPlan } from "../../sim/spec/levers.ts";
import type { Twin } from "../../twin/source.ts";
import type { CompiledLever, LeverCost } from "../effects/compiledLever.ts";
import type { Scenario } from "../file/read.ts";
import { compileLever } from "../levers/compileLever.ts";
import { type LeverSource, RESTS } from "../levers/leverFacts.ts";
import type { LeverSpec, ScenarioLever } from "../levers/levers.ts";
import { type Facts, factsOf } from "../parameters/facts.ts";
import { leverFault } from "../parameters/line.ts";

import { readPlan, type TerritoryPlan } from "../plans.ts";
import { leversOf } from "./classes.ts";
import { checkReach } from "./reach.ts";

/** A scenario on a market, ready for `createRunSpec`. */
export interface CompiledScenario {
  readonly scenario: Scenario;
  /** Periods ahead. */
  readonly horizon: number;
  /** null: today's course, to the bit. */
  readonly levers: Levers | null;
  readonly sources: readonly LeverSource[];
  readonly remarks: readonly string[];
  readonly cost: LeverCost;
}

export interface CompileOptions {
  /** Overrides the scenario's; default: its own, else a year. */
  readonly horizon?: number | undefined;
  /** The market folder, for saved plans. */
  readonly dir: string;
}

/** Periods ahead of a scenario: as asked, as the scenario says, or a year. */
export function horizonOf(scenario: Pick<Scenario, "horizon">, twin: Twin, asked?: number): number {
  return asked ?? scenario.horizon ?? (twin.header.period === "week" ? 52 : 12);
}

/**
 * Turns a scenario into the kernel's flat arrays.
 * @throws InputError with file, line and column for names that the market does not have, dates outside the horizon
 * and plans that cannot be read; `horizon` where it is longer than the twin's index paths.
 */
export async function compileScenario(
  scenario: Scenario,
  market: Market,
  twin: Twin,
  options: CompileOptions,
): Promise<CompiledScenario> {
  const horizon = horizonOf(scenario, twin, options.horizon);
  checkHorizon(scenario, horizon, twin);
  const facts = factsOf(market, twin, horizon);
  const stream = streams();
  const compiled: CompiledLever[] = [];
  let visitPlan: VisitPlan | null = null;
  for (const lever of scenario.levers) {
    const plan = await planOf(lever, facts, options.dir);
    const one = compileLever(lever, facts, { plan, stream: stream(lever.spec) });
    if (one.visitPlan && visitPlan)
      throw leverFault(lever, [], "expected one lever territories in a scenario, got a second one");
    visitPlan ??= one.visitPlan ?? null;
    compiled.push({ ...one, remarks: [...one.remarks, ...checkReach(lever, one, facts)] });
  }
  return {
    scenario,
    horizon,
    levers: leversOf(
      compiled.flatMap(c => c.effects),
      visitPlan,
      facts.marketAccount.length,
    ),
    sources: compiled.flatMap(({ learned = null }, l) => {
      const { lever } = scenario.levers[l]!.spec;
      return RESTS[lever](twin, learned).map(rest => ({ lever, ...rest }));
    }),
    remarks: [...new Set(compiled.flatMap(c => c.remarks))],
    cost: {
      repPeriods: compiled.reduce((sum, c) => sum + (c.cost?.repPeriods ?? 0), 0),
      ownPrice: compiled.some(c => c.cost?.ownPrice === true),
    },
  };
}

function checkHorizon({ horizon: own, horizonOrigin: origin }: Scenario, horizon: number, twin: Twin): void {
  const longest = twin.header.scalars.periods;
  if (horizon <= longest) return;
  const message = `horizon: expected 1 to ${longest} periods, as far as the twin looks ahead, got ${horizon}`;
  if (origin === null || horizon !== own) throw new InputError("horizon", message);
  throw complaint("scenario_invalid", origin.file, [{ ...placeOfValue(origin, ["horizon"]), message }]);
}

async function planOf(lever: ScenarioLever, { market }: Facts, dir: string): Promise<TerritoryPlan | null> {
  if (lever.spec.lever !== "territories") return null;
  for (const key of ["from", "to"] as const)
    if (lever.spec[key])
      throw leverFault(
        lever,
        [key],
        `${key} is not available for territories: a plan holds for the whole horizon`,
      );
  try {
    return await readPlan(dir, lever.spec.plan, market);
  } catch (error) {
    throw error instanceof InputError ? leverFault(lever, ["plan"], error.message) : error;
  }
}

/**
 * The number of a lever's stream: from what it pulls and where, whatever its size, dates and place in the file. So the
 * same lever meets the same luck in every scenario, and +10% and +20% of it share what they have in common.
 */
function streams(): (spec: LeverSpec) => number {
  const times = new Map<string, number>();
  return spec => {
    const what = JSON.stringify([spec.lever, "brand" in spec ? spec.brand : "", spec.where ?? {}]);
    const before = times.get(what) ?? 0;
    times.set(what, before + 1);
    return createHash("sha256").update(`${what}#${before}`).digest().readUInt32LE(0) >>> 1;
  };
}
