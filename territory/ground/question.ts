import { InputError } from "../../core/errors.ts";
import { cellToString } from "../../core/hexgrid.ts";
import type { Market, Territory } from "../../data/market/market.ts";
import type { PlanRow } from "../../data/market/planRows.ts";
import type { Assignment, Districting } from "../districting.ts";
import type { Plan } from "../plan/plan.ts";
import { namedAccounts, usualKind } from "../units/named.ts";
import type { UnitKind, Units } from "../units/units.ts";
import { withoutAccounts } from "../units/unitsOf.ts";
import { sumBy, sumWeights } from "../units/weights.ts";
import { balancesOf } from "./balances.ts";
import type { Demand } from "./demand.ts";
import type { Ground } from "./ground.ts";
import { lockedAccounts, lockedUnits } from "./locked.ts";
import { holdingsOf, unitTerritories } from "./today.ts";

/** A demand as a question of units, and the way from its answers back to plans. */
export interface GroundQuestion {
  readonly districting: Districting;
  readonly units: Units;
  /** By index in `districting`: those of today that stay, then new ones. */
  readonly territories: readonly Territory[];
  /** Those of today that close, as `districting` has them from K on. */
  readonly closed: readonly Territory[];
  /** The plan of an assignment: a step after today's. Units without a territory stay as they are. */
  planOf(assignment: Assignment): Plan;
}

/**
 * Puts a demand as a question of units. The house and territories that hold nothing are none of today's. Where fewer
 * territories are asked for than there are, those stay that hold locks or accounts by name, then those that hold most.
 * @throws InputError for what the market cannot tell, for locks of what it does not have and for locks that contradict each other
 */
export function questionOf(ground: Ground, demand: Demand): GroundQuestion {
  const { market, today, weights } = ground;
  const kind = demand.by ?? usualKind(today, market.areas.length);
  const locks = demand.locks ?? [];
  // Where accounts are cut, a lock holds a unit; otherwise it takes its account out of the units.
  const held = lockedAccounts(market, today, locks);
  const named = namedAccounts(today);
  if (kind !== "account") for (const account of held.keys()) named[account] = 1;
  const all = ground.units(kind);
  if (all.units.count === 0) throw nothingOf(kind);
  const placed = kind === "account" || held.size === 0 ? all : withoutAccounts(all, held.keys(), weights);
  const { units, ofDark } = placed;
  const byName = today.territory.map((t, i) => (units.ofAccount[i]! < 0 ? (held.get(i) ?? t) : -1));
  const start = unitTerritories(market, placed, today, weights.accounts.amount);
  const locked = lockedUnits(market, today, placed, start, locks);
  const holdings = holdingsOf(units, today, weights.accounts.amount, market.plan.house ?? -1);
  const fixed = [...locked, ...byName.filter((_, i) => named[i] === 1)];
  const order = stayingFirst(
    [...new Set([...start, ...today.territory, ...fixed])].filter(t => t >= 0 && t !== market.plan.house),
    new Set(fixed),
    sumBy(today.territories.length, holdings.territory, holdings.amount),
    demand.territories,
  );
  const before = order.length;
  const count = demand.territories ?? before;
  checkDemand(demand, count);
  const rank = new Int32Array(today.territories.length).fill(-1);
  order.forEach((t, at) => {
    rank[t] = at;
  });
  const ranked = (t: number) => (t < 0 ? -1 : rank[t]!);
  const stay = order.slice(0, count).map(t => today.territories[t]!);
  const territories = [...stay, ...newTerritories(today, count - before)];
  const darkByName = ofDark.map((unit, p) =>
    unit < 0 ? ranked(today.place(cellToString(weights.dark.h3[p]!), weights.dark.area[p]!)) : -1,
  );
  const nameRanked = byName.map(ranked);
  const base = sumWeights(weights, Math.max(before, count), nameRanked, darkByName);
  const { contacts } = weights.accounts;
  const taken = sumBy(Math.max(before, count), nameRanked, contacts);
  return {
    units,
    territories,
    closed: order.slice(count).map(t => today.territories[t]!),
    planOf: assignment => {
      const id = (t: number) => territories[t]?.id ?? null;
      const rows = [
        ...unitRows(market, units, assignment, id),
        ...market.accounts.ids.flatMap((account, i) =>
          rowOf(named[i] ? id(nameRanked[i]!) : null, { account }),
        ),
      ];
      return today.withTerritory(...territories.slice(stay.length)).move(rows);
    },
    districting: {
      units: units.count,
      territories: count,
      graph: units.graph,
      start: start.map(ranked),
      before,
      balances: balancesOf(demand, units.weights, base, count),
      locked: locked.map(ranked),
      holdings: { ...holdings, territory: holdings.territory.map(ranked) },
      maxDisruption: demand.maxDisruption ?? 1,
      capacity: demand.capacity
        ? capacities(market, territories, taken)
        : new Float64Array(count).fill(Number.POSITIVE_INFINITY),
      capacityWeight: sumBy(units.count, units.ofAccount, contacts).map(c => (Number.isNaN(c) ? 0 : c)),
      contiguous: demand.contiguous ?? true,
    },
  };
}

function checkDemand(
  { territories, maxDisruption = 1, tolerance, balances = [] }: Demand,
  count: number,
): void {
  const refuse = (what: string, expected: string, got: number) => {
    throw new InputError("districting", `${what}: expected ${expected}, got ${got}`);
  };
  if (territories === undefined && count === 0)
    refuse("territories", "how many there shall be, since today's plan has none", count);
  if (!(Number.isInteger(count) && count >= 1)) refuse("territories", "a whole number from 1", count);
  if (!(maxDisruption >= 0 && maxDisruption <= 1))
    refuse("max-disruption", "a share from 0 to 1", maxDisruption);
  for (const of of [{ tolerance }, ...balances])
    if (of.tolerance !== undefined && !(of.tolerance >= 0)) refuse("tolerance", "0 or more", of.tolerance);
  for (const { importance = 1 } of balances)
    if (!(importance > 0)) refuse("importance", "more than 0", importance);
}

/** Where fewer are asked for: those that hold something for certain, then by held amount; else as today has them. */
function stayingFirst(
  territories: readonly number[],
  fixed: ReadonlySet<number>,
  held: Float64Array,
  count = territories.length,
): number[] {
  const asToday = territories.toSorted((a, b) => a - b);
  if (count >= territories.length) return asToday;
  return asToday.sort((a, b) => Number(fixed.has(b)) - Number(fixed.has(a)) || held[b]! - held[a]! || a - b);
}

/** Territories that today's plan does not have: `N1`, `N2` … as far as these names are free; vacant. */
function newTerritories({ territories }: Plan, count: number): Territory[] {
  const taken = new Set(territories.map(({ id }) => id));
  const made: Territory[] = [];
  for (let n = 1; made.length < count; n++)
    if (!taken.has(`N${n}`)) made.push({ id: `N${n}`, name: `N${n}`, repId: null });
  return made;
}

/** Contacts a week that are left to each territory's rep beside those to accounts by name; without a rep or his figure no limit. */
function capacities({ reps }: Market, territories: readonly Territory[], taken: Float64Array): Float64Array {
  const calls = new Map(reps.map(rep => [rep.id, rep.weeklyCalls]));
  return Float64Array.from(territories, ({ repId }, t) => {
    const most = repId === null ? null : (calls.get(repId) ?? null);
    return most === null ? Number.POSITIVE_INFINITY : Math.max(0, most - (taken[t] || 0));
  });
}

function unitRows(
  { accounts }: Market,
  { kind, ids, ofAccount }: Units,
  assignment: Assignment,
  id: (territory: number) => string | null,
): PlanRow[] {
  if (kind !== "account") return ids.flatMap((unit, u) => rowOf(id(assignment[u]!), { [kind]: unit }));
  return accounts.ids.flatMap((account, i) => {
    const unit = ofAccount[i]!;
    return rowOf(unit < 0 ? null : id(assignment[unit]!), { account });
  });
}

function rowOf(territory: string | null, what: Partial<PlanRow>): PlanRow[] {
  return territory === null ? [] : [{ account: null, area: null, cell: null, ...what, territory }];
}

function nothingOf(kind: UnitKind): InputError {
  const needed = {
    area: "areas (table areas)",
    cell: "accounts with a place or areas",
    account: "accounts with a place that no row names",
  }[kind];
  return new InputError(
    "districting",
    `the market has no ${needed} to cut territories from; expected at least one`,
  );
}
