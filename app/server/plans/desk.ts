import { InputError } from "../../../core/errors.ts";
import { cellToString } from "../../../core/hexgrid.ts";
import { heaviestGroups } from "../../../data/market/heaviestGroups.ts";
import type { Market } from "../../../data/market/market.ts";
import type { PlanRow } from "../../../data/market/planRows.ts";
import { TODAY } from "../../../territory/plan/name.ts";
import { listPlans } from "../../../territory/plan/places.ts";
import { type Plan, today } from "../../../territory/plan/plan.ts";
import { readPlan } from "../../../territory/plan/read.ts";
import type { PlanMeasured, PlanMove, PlanSummary, PlanUnitKind, PlanUnits } from "../../api/plans.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";
import { type PlanMeter, planMeter } from "./meter.ts";

/** Where the plans of one market are looked at and tried out. */
export interface PlanDesk {
  readonly id: string;
  list(): Promise<PlanSummary[]>;
  units(by: PlanUnitKind): Promise<PlanUnits>;
  /** @throws InputError for a unit or a territory that there is not */
  measure(plan: string, moves: readonly PlanMove[], by: PlanUnitKind): Promise<PlanMeasured>;
}

/** What is made of a built market once, for all who draw on it. */
interface Ground {
  readonly market: Market;
  readonly today: Plan;
  readonly meter: PlanMeter;
}

export function planDesk(
  id: string,
  dir: string,
  load: () => Promise<{ readonly built: BuiltMarket; readonly market: Market }>,
): PlanDesk {
  const grounds = new WeakMap<BuiltMarket, Ground>();

  async function ground(): Promise<Ground> {
    const { built, market } = await load();
    const kept = grounds.get(built) ?? groundOf(market);
    grounds.set(built, kept);
    return kept;
  }

  const planOf = async (plan: string, { market, today }: Ground) =>
    plan === TODAY ? today : readPlan(dir, ownName(plan), market);

  return {
    id,
    async list() {
      const { market } = await ground();
      const plans: PlanSummary[] = [{ id: TODAY, source: "today", version: null, problem: null }];
      for (const { plan, source, version } of await listPlans(dir))
        plans.push({ id: plan, source, version, problem: await problemOf(dir, plan, market) });
      return plans;
    },
    async units(by) {
      const { market } = await ground();
      return unitsOf(market, by);
    },
    async measure(plan, moves, by) {
      const on = await ground();
      const moved = moves.reduce((before, move) => before.move(rowsOf(move)), await planOf(plan, on));
      return { by, territory: [...heaviestBy(by, on.market, moved.territory)], ...on.meter(moved) };
    },
  };
}

function groundOf(market: Market): Ground {
  const plan = today(market);
  return { market, today: plan, meter: planMeter(market, plan) };
}

/** A plan by its name alone: paths that came over the network are not followed. */
function ownName(plan: string): string {
  if (!/[\\/]|\.(csv|geojson|json)$/i.test(plan)) return plan;
  throw new InputError("plan_missing", `plan: expected the name of a plan, got "${plan}"`, { plan });
}

async function problemOf(dir: string, plan: string, market: Market): Promise<string | null> {
  try {
    await readPlan(dir, plan, market);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function rowsOf({ to, by, units }: PlanMove): PlanRow[] {
  const row = { territory: to, account: null, area: null, cell: null };
  return units.map(unit => ({ ...row, [by]: unit }));
}

function unitsOf(market: Market, by: PlanUnitKind): PlanUnits {
  const { accounts, areas, cells } = market;
  if (by === "cell") {
    const ids = Array.from(cells.h3, cellToString);
    return { by, ids, names: ids, lat: [...cells.lat], lon: [...cells.lon] };
  }
  if (by === "area")
    return {
      by,
      ids: areas.map(area => area.id),
      names: areas.map(area => area.name),
      ...centres(areas.length, accounts.area, market),
    };
  return {
    by,
    ids: [...accounts.ids],
    names: accounts.ids.map((account, i) => accounts.names[i] ?? account),
    ...centres(accounts.count, Int32Array.from(accounts.ids.keys()), market),
  };
}

/** Mean place of the accounts of each unit; that of its cell for an account without coordinates, null where nothing is placed. */
function centres(units: number, unitOf: Int32Array, { accounts, cells }: Market) {
  const [lat, lon, count] = [0, 0, 0].map(() => new Float64Array(units));
  unitOf.forEach((unit, i) => {
    const cell = accounts.cell[i]!;
    if (unit < 0 || cell < 0) return;
    const exact = Number.isFinite(accounts.lat[i]) && Number.isFinite(accounts.lon[i]);
    lat![unit]! += exact ? accounts.lat[i]! : cells.lat[cell]!;
    lon![unit]! += exact ? accounts.lon[i]! : cells.lon[cell]!;
    count![unit]! += 1;
  });
  const mean = (sums: Float64Array) =>
    Array.from(sums, (sum, u) => (count![u]! > 0 ? sum / count![u]! : null));
  return { lat: mean(lat!), lon: mean(lon!) };
}

function heaviestBy(by: PlanUnitKind, market: Market, territory: Int32Array): Int32Array {
  if (by === "account") return territory;
  if (by === "cell") return heaviestGroups(market, market.cells.count, territory);
  const { accounts } = market;
  return heaviestGroups(
    { ...market, accounts: { ...accounts, cell: accounts.area } },
    market.areas.length,
    territory,
  );
}
