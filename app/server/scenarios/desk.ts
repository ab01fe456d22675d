import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../../core/errors.ts";
import type { Market } from "../../../data/market/market.ts";
import { compileScenario } from "../../../scenarios/compile/compile.ts";
import { BASELINE, type Scenario, TODAYS_COURSE } from "../../../scenarios/file/read.ts";
import type { Twin } from "../../../twin/source.ts";
import type { ScenarioCheck, ScenarioNames } from "../../api/scenarios.ts";
import { type BuiltMarket, loadTwin } from "../../state/builtMarket.ts";
import { marketOf } from "../../state/database.ts";
import { type CurrentState, onceEachState } from "../host/currentState.ts";
import { type ScenarioShelf, scenarioShelf } from "./shelf.ts";
import { scenarioTexts, UNREAD } from "./texts.ts";
import type { ScenarioReference } from "./textWorker.ts";

/** A market with its twin, as they were published last. */
export interface LoadedMarket {
  readonly built: BuiltMarket;
  readonly market: Market;
  readonly twin: Twin;
}

/** Where the scenarios of one market are written, checked and read. */
export interface ScenarioDesk {
  readonly id: string;
  readonly dir: string;
  readonly shelf: ScenarioShelf;
  load(): Promise<LoadedMarket>;
  /** All that is wrong with a text: its form, the names that it uses, its dates. */
  check(text: string, id: string): Promise<ScenarioCheck>;
  names(): Promise<ScenarioNames>;
  read(reference: ScenarioReference): Promise<Scenario>;
}

export function scenarioDesk(id: string, dir: string, current: CurrentState): ScenarioDesk {
  // Paths in a text that came over the network are not followed.
  const places = { dir, paths: false };
  const load = onceEachState(current, async (built): Promise<LoadedMarket> => {
    const [market, twin] = await Promise.all([marketOf(built), loadTwin(built)]);
    return { built, market, twin };
  });

  async function check(text: string, name: string): Promise<ScenarioCheck> {
    try {
      const scenario = await read({ text, id: name });
      const { market, twin } = await load();
      const { horizon, remarks } = await compileScenario(scenario, market, twin, { dir });
      return { ok: true, faults: [], levers: scenario.levers.length, horizon, remarks: [...remarks] };
    } catch (error) {
      if (!(error instanceof InputError) || error.code === "not_built" || UNREAD.has(error.code)) throw error;
      const faults = await scenarioTexts.faults(error, text, `${name}.yaml`);
      return { ok: false, faults, levers: null, horizon: null, remarks: [] };
    }
  }

  async function names(): Promise<ScenarioNames> {
    const { market } = await load();
    const plans = await readdir(join(dir, ".penumbra", "plans")).catch(() => []);
    return {
      territories: market.territories.map(({ id: territory, name }) => ({ id: territory, name })),
      areas: market.areas.map(({ id: area, name }) => ({ id: area, name })),
      types: [...market.types],
      rivals: market.brands.slice(1),
      plans: plans.filter(plan => !plan.startsWith(".")).sort(),
    };
  }

  const read = async (reference: ScenarioReference) =>
    "scenario" in reference && reference.scenario === BASELINE
      ? TODAYS_COURSE
      : scenarioTexts.read(reference, places);

  return { id, dir, shelf: scenarioShelf(dir), load, check, names, read };
}
