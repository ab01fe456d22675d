import type { Language } from "../../../core/figures.ts";
import type { Market } from "../../../data/market/market.ts";
import { unitTerritories } from "../../../territory/ground/today.ts";
import { measurePlan } from "../../../territory/measures/measurePlan.ts";
import { listPlans } from "../../../territory/plan/places.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { savePlan } from "../../../territory/saved/save.ts";
import {
  type PlanMeasured,
  type PlanMove,
  type PlanSummary,
  type PlanUnitKind,
  type PlanUnits,
  type SavePlan,
  TODAY,
} from "../../api/plans.ts";
import { diffPlans, handedOver, handoversByRep } from "../../results/plans/diff.ts";
import { toldFigures } from "../../results/plans/figures.ts";
import { handoverPage } from "../../results/plans/handoverPage.ts";
import { activatePlan } from "../../run/activatePlan.ts";
import { groundOf, type TerritoryGround } from "../../run/territoryGround.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";
import { moved } from "./moves.ts";
import { type OpenedPlan, type PlanReader, planReader, problemOf } from "./reader.ts";

/** Where the plans of one market are looked at, tried out and saved. */
export interface PlanDesk {
  readonly id: string;
  readonly dir: string;
  list(): Promise<PlanSummary[]>;
  units(by: PlanUnitKind): Promise<PlanUnits>;
  /** @throws InputError for a plan, a unit or a territory that there is not */
  measure(plan: string, moves: readonly PlanMove[], by: PlanUnitKind): Promise<PlanMeasured>;
  /** @throws InputError `plan_changed` where somebody else has saved the plan since, `name_taken`, `bad_name` */
  save(asked: SavePlan): Promise<PlanSummary>;
  /** The hand-over lists of all reps against today's plan, as one page. */
  handover(plan: string, language: Language): Promise<string>;
  /** What plans are now, to tell whether one is another by then. @throws InputError for one that there is not */
  versions(plans: readonly string[]): Promise<(string | null)[]>;
  /** Of all that figures of plans rest on. */
  stateHash(): Promise<string>;
}

/** What is made of a built market once, for all who draw on it. */
interface Desk {
  readonly built: BuiltMarket;
  readonly ground: TerritoryGround;
  readonly read: PlanReader;
}

export function planDesk(
  id: string,
  dir: string,
  load: () => Promise<{ readonly built: BuiltMarket; readonly market: Market }>,
): PlanDesk {
  const desks = new WeakMap<BuiltMarket, Promise<Desk>>();

  async function desk(): Promise<Desk> {
    const { built, market } = await load();
    const kept = desks.get(built) ?? makeDesk(built, market);
    desks.set(built, kept);
    // What failed, a matrix of travel times say, may be mended without a build.
    kept.catch(() => desks.delete(built));
    return kept;
  }

  async function makeDesk(built: BuiltMarket, market: Market): Promise<Desk> {
    const ground = await groundOf(built, market);
    return { built, ground, read: planReader(dir, ground) };
  }

  const drawn = async (plan: string, moves: readonly PlanMove[]): Promise<OpenedPlan & { plan: Plan }> => {
    const { ground, read } = await desk();
    const opened = await read(plan);
    return { ...opened, plan: moved(ground, opened.plan, moves) };
  };

  return {
    id,
    dir,
    async list() {
      const { read } = await desk();
      const plans: PlanSummary[] = [{ id: TODAY, source: "today", version: null, problem: null }];
      for (const { plan, source, version } of await listPlans(dir))
        plans.push({ id: plan, source, version, problem: await problemOf(() => read(plan)) });
      return plans;
    },
    async units(by) {
      const { ground } = await desk();
      const { ids, names, lat, lon, weights } = ground.units(by).units;
      const amount = Array.from(weights.amount, minor => minor / ground.market.minorUnits);
      return { by, ids: [...ids], names: [...names], lat: [...lat], lon: [...lon], amount };
    },
    async measure(name, moves, by) {
      const { ground } = await desk();
      const { plan, version } = await drawn(name, moves);
      const { amount } = ground.weights.accounts;
      return {
        version,
        by,
        territory: [...unitTerritories(ground.market, ground.units(by), plan, amount)],
        territories: plan.territories.map(({ id, name, repId }) => ({ id, name, rep_id: repId })),
        figures: toldFigures(measurePlan(ground, plan), ground.market.minorUnits),
      };
    },
    async save({ name, plan: base, moves, expected, from }) {
      const { ground } = await desk();
      const { plan } = await drawn(base, moves);
      const version = await savePlan(dir, name, plan, { market: ground.market, expected });
      if (from !== null) await activatePlan(dir, name, from);
      return { id: name, source: "saved", version, problem: null };
    },
    async handover(name, language) {
      const { ground, read } = await desk();
      const { market, today } = ground;
      const { plan } = await read(name);
      return handoverPage({
        diff: diffPlans({ a: TODAY, b: name }, today, plan, market),
        reps: handoversByRep(handedOver(today, plan, market)),
        repNames: new Map(market.reps.map(rep => [rep.id, rep.name])),
        market,
        language,
      });
    },
    async versions(plans) {
      const { read } = await desk();
      return Promise.all(plans.map(async plan => (await read(plan)).version));
    },
    stateHash: async () => (await desk()).built.record.summary.twin_hash,
  };
}
